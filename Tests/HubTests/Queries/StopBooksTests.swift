import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

@Suite("Stops that were read already")
struct StopBooksTests {
    private let folder: TemporaryFolder
    private let store: SQLiteStore
    private let model: PlantModel
    private let end: Instant

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(writing: folder.file("store"))
        var rig = try HubRig()
        for step in RandomPlay(seed: 5, count: 400).steps { RandomPlay.play(step, into: &rig.core) }
        (model, end) = (rig.core.model, try #require(rig.core.clock))
        rig.core.stop(at: end)
        try store.commit(rig.core.takePending())
    }

    @Test("they are not read again for a part of the same time, and are for any other")
    func reads() throws {
        let empty = try SQLiteStore(writing: folder.file("empty"))
        let (reading, nothing) = (
            StopReading(store: store, query: Query(.stops)), StopReading(store: empty, query: Query(.stops))
        )
        let window = Interval(from: end - .seconds(300), to: end)
        var books = StopBooks()
        let kept = try books.keeping("B", in: window, else: reading)
        #expect(!kept.stretches.isEmpty)
        for part in [window, Interval(from: window.from + .seconds(1), to: end - .seconds(1))] {
            #expect(try books.book(of: "B", in: part, else: nothing).stretches == kept.stretches)
        }
        for other in [
            Interval(from: window.from - .milliseconds(1), to: end), Interval(from: window.from, to: end + .seconds(1)),
        ] {
            #expect(try books.book(of: "B", in: other, else: nothing).stretches.isEmpty)
        }
        #expect(try books.book(of: "A", in: window, else: nothing).stretches.isEmpty)
    }

    @Test("an answer by what documents read is the one without", arguments: [Query.What.stops, .pareto, .kpi])
    func answers(what: Query.What) throws {
        var books = StopBooks()
        let documents = try StoredDocuments(store: store, model: model, at: nil, includesLater: false)
        _ = try documents.lineDocuments(keeping: &books)
        for seconds in stride(from: Int64(10), through: 600, by: 59) {
            var query = Query(what)
            query.group = what == .kpi ? .machine : nil
            (query.from, query.to) = (end - .seconds(seconds), end - .seconds(seconds / 3))
            let alone = try QueryAnswer(store: store).rows(query)
            #expect(!alone.isEmpty)
            #expect(try QueryAnswer(store: store, books: books).rows(query) == alone)
        }
    }
}

extension StoredDocuments {
    /// For one who asks nothing else of the same moment.
    func lineDocuments() throws -> [LineDocument] {
        var books = StopBooks()
        return try lineDocuments(keeping: &books)
    }

    func machineDocument(_ id: String) throws -> MachineDocument? {
        var books = StopBooks()
        return try machineDocument(id, keeping: &books)
    }
}

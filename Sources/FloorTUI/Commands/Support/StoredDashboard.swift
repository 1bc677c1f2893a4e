import Basis
import Hub
import Records
import Shopfloor
import Store
import Widgets

/// What a dashboard would show of a store at a moment: the documents of it, and answers to all that a screen asks.
struct StoredDashboard {
    /// The clock that it shows.
    let now: Instant?
    private let model: PlantModel
    private let documents: StoredDocuments
    private let seq: Int64
    private let moment: Instant?
    private let includesLater: Bool
    private let store: SQLiteStore
    private var answers: AnswerPages

    /// - Parameters:
    ///   - moment: nil: the newest.
    ///   - includesLater: also what the hub learned since of the time before it.
    /// - Throws: `StoreError`, `missing` where the store holds nothing yet.
    init(_ store: SQLiteStore, at moment: Instant?, includesLater: Bool) throws {
        let asOf = moment.map(AsOf.at) ?? .now
        guard let accepted = try store.model(asOf: asOf) else {
            throw StoreError(.missing, "the store holds nothing yet; run a hub or a replay on it first")
        }
        model = try PlantFile.accepted(accepted.text, file: "the store's plant file")
        documents = try StoredDocuments(store: store, model: model, at: moment, includesLater: includesLater)
        now = documents.now
        seq = try store.newestSeq(asOf: asOf)
        (self.moment, self.includesLater, self.store) = (moment, includesLater, store)
        answers = AnswerPages(store: store)
    }

    /// `empty` with all that was known then; on the screen of a machine where one is named.
    mutating func state(_ empty: DashboardState, machine: String? = nil) throws -> DashboardState {
        var (state, books) = (empty, StopBooks())
        defer { answers = AnswerPages(store: store, books: books) }
        state.link = .recorded
        let head = DocumentHead(epoch: 1, number: 1, seq: 0, at: documents.now)
        state.picture.apply(documents.modelDocument, head)
        state.picture.apply(documents.calendarDocument, head)
        state.picture.apply(documents.reasonsDocument, head)
        for line in try documents.lineDocuments(of: machine, keeping: &books) { state.picture.apply(line, head) }
        guard let machine else { return state }
        guard let document = try documents.machineDocument(machine, keeping: &books) else {
            throw CommandFailure(.usage, "the plant has no machine", machine, known: model.plant.machines.map(\.id))
        }
        state.picture.apply(document, head)
        _ = state.open(machine)
        return state
    }

    /// Answers all that the screen asks.
    mutating func answer(_ state: inout DashboardState, on size: Size) throws {
        try state.answer(now: now, on: size) { query, cursor in
            try answers.page(query.known(at: moment, includesLater: includesLater), cursor: cursor, seq: seq)
        }
    }
}

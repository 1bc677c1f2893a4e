import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

struct StoredDocumentsTests {
    @Test("documents made of the store as of a moment say what the hub's own said at that moment", arguments: 1...6)
    func agree(_ seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var rig = try HubRig()
        var shown: [(at: Instant, document: LineDocument)] = []
        for step in RandomPlay(seed: seed, count: 350).steps {
            RandomPlay.play(step, into: &rig.core)
            try store.commit(rig.core.takePending())
            // Ticks and lost links share their time with the message after them.
            if case .message(_, _, let at, _) = step { shown.append((at, rig.core.lineDocument("L"))) }
        }
        for (at, document) in shown {
            let stored = try StoredDocuments(store: store, model: rig.core.model, at: at, includesLater: false)
            for (row, expected) in zip(try stored.lineDocuments()[0].rows, document.rows) {
                try #require(row.condition == expected.condition && row.since == expected.since)
                try #require(row.ribbon == expected.ribbon)
                try #require(row.alarms == expected.alarms, "\(at)")
            }
        }
    }

    @Test("a machine's document has the counts of what counts now first, and every tag that was ever heard by name")
    func machine() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var rig = try HubRig()
        for (index, die) in ["a", "b", "c", "b"].enumerated() {
            rig.value("B/die", "\"\(die)\"", at: Int64(index * 10))
            for n in 0..<3 { rig.value("B/n", "\(index * 10 + n)", at: Int64(index * 10 + n + 1)) }
        }
        let live = rig.core.machineDocument(1)
        rig.core.stop(at: rig.core.clock)
        try store.commit(rig.core.takePending())
        let documents = try StoredDocuments(store: store, model: rig.core.model, at: nil, includesLater: false)
        let stored = try #require(try documents.machineDocument("B"))
        #expect(stored.counts == live.counts && stored.counts.first?.owner == "b")
        #expect(stored.row.owner == "b" && stored.row.shots == live.row.shots)
        #expect(stored.tags.map(\.id).sorted() == live.tags.filter { $0.value != nil }.map(\.id).sorted())
        #expect(stored.tags.allSatisfy { $0.value == nil }, "values are not kept, so none is shown as if it were")
        #expect(stored.intervals == live.intervals)
        #expect(try documents.machineDocument("no such") == nil)
    }
}

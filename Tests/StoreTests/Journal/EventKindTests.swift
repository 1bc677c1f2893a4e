import GRDB
import Records
import TestSupport
import Testing

@testable import Store

/// Entries of a kind are found by an index, or by the table that has their numbers.
@Suite("Entries by kind")
struct EventKindTests {
    private let folder: TemporaryFolder
    private let store: SQLiteStore
    private let entries = randomEvents(400, seed: 7)

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(writing: folder.path)
        try store.commit(batch(entries))
    }

    @Test("each kind gives all its entries, the newest first, also between two numbers and a time")
    func found() throws {
        let kinds = Set(entries.map(\.event.kind.rawValue))
        #expect(kinds.isSuperset(of: ["command", "stop", "state", "alarm", "alarm-action", "counted", "model"]))
        for kind in kinds {
            let expected = entries.filter { $0.event.kind.rawValue == kind }.map(\.seq)
            var wanted = EntriesWanted(limit: 400)
            wanted.kind = kind
            #expect(try store.entries(wanted).map(\.seq) == expected.reversed())
            (wanted.before, wanted.from) = (300, ms(100_000))
            #expect(try store.entries(wanted).map(\.seq) == expected.filter { $0 >= 100 && $0 < 300 }.reversed())
            wanted.limit = 2
            #expect(try store.entries(wanted).count <= 2)
        }
    }

    @Test("no kind is looked for among all entries", arguments: ["command", "quantity", "stop", "state", "produced"])
    func plan(kind: String) throws {
        let plan = try plan("SELECT * FROM \(EventTable.ofKind(kind)) AND seq <= 9 ORDER BY seq", [kind])
        #expect(!plan.contains { $0.contains("SCAN events") || $0.contains("TEMP B-TREE") }, "\(plan)")
    }

    @Test("where times fall is not looked for among all entries")
    func falls() throws {
        let plan = try plan(EventTimes.fallsQuery, [])
        #expect(
            plan.first?.contains("USING INDEX events_kind") == true && !plan.contains { $0.contains("SCAN") }, "\(plan)"
        )
    }

    private func plan(_ sql: String, _ arguments: StatementArguments) throws -> [String] {
        try store.readJournal { db in
            try StoredRow.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments)
                .map { $0["detail"] as String }
        }
    }
}

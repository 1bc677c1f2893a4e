import Basis
import GRDB
import Records
import Shopfloor
import Testing

@testable import Store

/// What figures are made of, compared with the journal that it was made from.
@Suite("Tables and the journal")
struct TableReportTests {
    let folder: TemporaryFolder
    let store: SQLiteStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(writing: folder.path)
        for part in stride(from: 0, to: 2500, by: 500) {
            try store.commit(batch(Array(randomEvents(2500, seed: 31)[part..<part + 500])))
        }
    }

    private func change(_ sql: String) throws {
        try #require(store.journal.writer).write { try $0.execute(sql: sql) }
    }

    @Test("tables that nobody changed are what the journal says, looked at by the hub's store or beside it")
    func whole() throws {
        var told: [Int64] = []
        let report = try store.verifyTables { done, all in told += [done, all] }
        #expect(report == TableReport())
        #expect(told == [0, 2500, 1000, 2500, 2000, 2500])
        #expect(try SQLiteStore(reading: folder.path, besideHub: true).verifyTables() == TableReport())
    }

    @Test(
        "a row that was changed, taken away or added is named by its table, with what the journal says",
        arguments: [
            ("UPDATE stop_edits SET reason = 'another' WHERE seq = (SELECT min(seq) FROM stop_edits)", "stop_edits", 1),
            ("DELETE FROM intervals WHERE id = 7", "intervals", 1), ("DELETE FROM counts", "counts", 6),
            ("UPDATE alarms SET lines = lines + 1", "alarms", 9),
            (
                "INSERT INTO stop_edits SELECT 9999, at, machine, from_ms, to_ms, until_ms, reason, kind, note, cut_ms, "
                    + "merge, by, command FROM stop_edits LIMIT 1", "stop_edits", 1
            ),
        ])
    func differs(sql: String, table: String, rows: Int) throws {
        try change(sql)
        let report = try store.verifyTables()
        #expect(report.differences.map(\.table) == [table] && report.rows == rows && report.guards.isEmpty)
        let difference = try #require(report.differences.first)
        #expect((difference.expected == nil) == sql.hasPrefix("INSERT"))
        #expect((difference.found == nil) == sql.hasPrefix("DELETE"))
        if sql.contains("another") {
            #expect(difference.found?.contains("reason another") == true)
            #expect(difference.expected?.contains("reason another") == false)
        }
        try store.rebuildTables()
        #expect(try store.verifyTables() == TableReport())
    }

    private static let tampering = [
        "DROP TRIGGER events_stay", "DROP INDEX intervals_machine",
        "DROP TRIGGER events_last; CREATE TRIGGER events_last BEFORE DELETE ON events BEGIN SELECT 1; END",
        "CREATE TRIGGER mine AFTER INSERT ON stop_edits BEGIN UPDATE stop_edits SET note = 'x'; END",
    ]

    @Test(
        "a trigger or index that is missing, another or foreign is named, and made anew with the tables",
        arguments: tampering)
    func guards(sql: String) throws {
        let before = try store.readJournal { try DatabaseFile.guards(of: $0) }
        try change(sql)
        let names = try store.verifyTables().guards
        #expect(names.count == 1 && sql.contains(names[0]))
        #expect(try store.rebuildTables() == names)
        #expect(try store.readJournal { try DatabaseFile.guards(of: $0) } == before)
        #expect(try store.verifyTables() == TableReport())
    }

    @Test("F28: at the start of a hub it is put back, and told as what is damaged is", arguments: tampering)
    func opened(sql: String) throws {
        let other = try TemporaryFolder()
        do {
            let made = try SQLiteStore(writing: other.path)
            try made.commit(batch(randomEvents(20, seed: 32)))
            try #require(made.journal.writer).write { try $0.execute(sql: sql) }
        }
        let opening = try StoreOpening(folder: other.path, now: ms(1), patience: .seconds(60))
        #expect(opening.problems.map(\.kind) == [.guards])
        #expect(opening.news?.contains("It was put back") == true)
        #expect(try opening.store.verifyTables() == TableReport())
        #expect(throws: DatabaseError.self) {
            try opening.store.journal.writer?.write { try $0.execute(sql: "UPDATE events SET at = 0") }
        }
        #expect(opening.stored.seq == 20)
    }
}

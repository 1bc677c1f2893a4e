import Basis
import GRDB
import Records
import Shopfloor
import Testing

@testable import Store

/// S28: what SQL can do to events that are there: nothing.
@Suite("Events are only appended")
struct AppendOnlyTests {
    let folder: TemporaryFolder
    let store: SQLiteStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(writing: folder.path)
        try store.commit(batch(randomEvents(12, seed: 5)))
    }

    private static let row = "(seq, at, kind, body, hash) VALUES"

    @Test(
        "S28: no statement changes, replaces, removes or inserts an event, whatever recursive_triggers says",
        arguments: [
            "UPDATE events SET at = 0", "UPDATE OR REPLACE events SET seq = 3 WHERE seq = 4",
            "UPDATE OR IGNORE events SET body = x'00'", "DELETE FROM events WHERE seq = 12", "DELETE FROM events",
            "REPLACE INTO events\(row) (12, 1, 'state', x'7B7D', x'00')",
            "INSERT OR REPLACE INTO events\(row) (1, 1, 'state', x'7B7D', x'00')",
            "INSERT INTO events\(row) (5, 1, 'state', x'00', x'00') ON CONFLICT(seq) DO UPDATE SET at = 1",
            "INSERT INTO events\(row) (0, 1, 'state', x'00', x'00')",
            "INSERT INTO events\(row) (14, 1, 'state', x'00', x'00')",
            "INSERT INTO events\(row) (-1, 1, 'state', x'00', x'00')",
            "INSERT INTO events(at, kind, body, hash) VALUES (1, 'state', x'00', x'00')",
            "REPLACE INTO events SELECT seq, at + 1, kind, body, hash FROM events",
        ])
    func refused(sql: String) throws {
        let pool = try #require(store.journal.writer)
        let before = try dump("events", of: store)
        for recursive in ["OFF", "ON"] {
            // Outside of a transaction, where alone the setting can change.
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA recursive_triggers = \(recursive)")
                #expect(throws: DatabaseError.self) { try db.execute(sql: sql) }
            }
            #expect(try dump("events", of: store) == before)
        }
        #expect(try store.verifyChain().isWhole)
    }

    @Test("the next event is taken")
    func next() throws {
        try store.commit(batch([entry(13, state("m", 1, .init(.idle)))]))
        #expect(try store.verifyChain().verifiedSeq == 13)
    }
}

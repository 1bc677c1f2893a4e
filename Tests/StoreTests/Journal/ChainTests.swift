import Basis
import Foundation
import GRDB
import Records
import Shopfloor
import Testing

@testable import Store

@Suite("The journal's chain")
struct ChainTests {
    let folder: TemporaryFolder
    let length: Int64 = 12

    init() throws {
        folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        try store.commit(batch(Array(randomEvents(Int(length), seed: 3))))
    }

    /// Changes the journal behind the program's back, and verifies it.
    private func tamper(_ sql: String, _ arguments: StatementArguments = []) throws -> ChainReport {
        do {
            let queue = try DatabaseQueue(path: folder.file("journal.sqlite"))
            try queue.write { db in
                for trigger in ["events_stay", "events_last", "events_follow"] {
                    try db.execute(sql: "DROP TRIGGER IF EXISTS \(trigger)")
                }
                try db.execute(sql: sql, arguments: arguments)
            }
        }
        return try SQLiteStore(reading: folder.path).verifyChain()
    }

    @Test("an untouched journal is whole, and so is an empty one")
    func whole() throws {
        let report = try SQLiteStore(reading: folder.path).verifyChain()
        #expect(report.isWhole)
        #expect(report.verifiedSeq == length)
        #expect(report.headHash.count == 64)
        let other = try TemporaryFolder()
        let empty = try SQLiteStore(writing: other.path).verifyChain()
        #expect(empty.isWhole)
        #expect(empty.verifiedSeq == 0)
    }

    @Test("the hash is SHA-256 over the stated bytes")
    func knownHash() throws {
        // python3: sha256(bytes(32) + pack(">q", 1) + pack(">q", 1000) + pack(">I", 7) + b"started" + pack(">Q", 2) + b"{}")
        let first = try ChainHash.next(
            after: ChainHash.start, seq: 1, at: 1000, kind: "started", body: Array("{}".utf8))
        #expect(SQLiteStore.hex(first) == "bfb6b6e11abab1d21f4c392c7cb371b0617da1f92f008827f0821d038d6a749f")
        let second = try ChainHash.next(after: first, seq: 2, at: -1, kind: "é", body: [UInt8]())
        #expect(SQLiteStore.hex(second) == "4df6707036b33c9bf846ca6958a4199451c8a3d26ecbd3c26e4fe9ea21b1d0d6")
    }

    @Test("no event can be changed or deleted by SQL")
    func triggers() throws {
        let store = try SQLiteStore(writing: folder.path)
        let pool = try #require(store.journal.writer)
        for sql in ["UPDATE events SET at = 0", "DELETE FROM events WHERE seq = 12"] {
            #expect(throws: DatabaseError.self) { try pool.write { try $0.execute(sql: sql) } }
        }
    }

    @Test("a changed time, kind, body or hash is found where it is", arguments: 1...12 as ClosedRange<Int64>)
    func change(seq: Int64) throws {
        for column in ["at = at + 1", "kind = kind || ' '", "body = x'7B7D'", "hash = zeroblob(32)", "hash = x''"] {
            let report = try ChainTests().tamper("UPDATE events SET \(column) WHERE seq = ?", [seq])
            #expect(report.fault?.kind == .hash)
            #expect(report.fault?.seq == seq)
            #expect(report.verifiedSeq == seq - 1)
        }
    }

    @Test("a removed entry is found, also the last", arguments: 1...12 as ClosedRange<Int64>)
    func removal(seq: Int64) throws {
        let report = try tamper("DELETE FROM events WHERE seq = ?", [seq])
        #expect(report.fault?.kind == .gap)
        #expect(report.fault?.seq == seq)
        #expect(report.verifiedSeq == seq - 1)
    }

    @Test("a removed entry is found when the later ones are moved up", arguments: 1...11 as ClosedRange<Int64>)
    func removalWithRenumbering(seq: Int64) throws {
        let report = try tamper(
            """
            DELETE FROM events WHERE seq = \(seq);
            UPDATE events SET seq = -seq WHERE seq > \(seq);
            UPDATE events SET seq = -seq - 1 WHERE seq < 0;
            """)
        #expect(report.fault?.kind == .hash)
        #expect(report.fault?.seq == seq)
    }

    @Test(
        "an inserted entry is found, before the first and behind the last too", arguments: 0...13 as ClosedRange<Int64>)
    func insertion(seq: Int64) throws {
        let report = try tamper(
            """
            UPDATE events SET seq = -seq WHERE seq >= \(seq) AND seq > 0;
            UPDATE events SET seq = 1 - seq WHERE seq < 0;
            INSERT INTO events SELECT \(seq), at + 1, kind, body, hash FROM events WHERE seq <> \(seq) LIMIT 1;
            """)
        #expect(!report.isWhole)
        #expect(report.fault?.seq == seq)
    }

    @Test("a well-hashed entry behind the last committed is found")
    func appended() throws {
        let report = try SQLiteStore(reading: folder.path).verifyChain()
        let head = try SQLiteStore(reading: folder.path).readJournal { try EventTable.head(in: $0) }
        #expect(report.verifiedSeq == head.seq)
        let body = EventCoding.encode(.started(HubStarted(epoch: 9, version: "x")))
        let hash = try ChainHash.next(after: head.hash, seq: 13, at: 0, kind: "started", body: body)
        let forged = try tamper(
            "INSERT INTO events VALUES (13, 0, 'started', ?, ?)", [Data(body), Data(hash)])
        #expect(forged.fault?.kind == .order)
        #expect(forged.fault?.seq == 13)
    }

    @Test("two entries that changed places are found", arguments: 1...11 as ClosedRange<Int64>)
    func swap(seq: Int64) throws {
        let report = try tamper(
            """
            UPDATE events SET seq = -1 WHERE seq = \(seq);
            UPDATE events SET seq = \(seq) WHERE seq = \(seq + 1);
            UPDATE events SET seq = \(seq + 1) WHERE seq = -1;
            """)
        #expect(report.fault?.kind == .hash)
        #expect(report.fault?.seq == seq)
    }

    @Test("a body that is well hashed but no event is found")
    func unreadable() throws {
        let head = try SQLiteStore(reading: folder.path).readJournal { try EventTable.head(in: $0) }
        let hash = try ChainHash.next(after: head.hash, seq: 13, at: 0, kind: "started", body: Array("{}".utf8))
        let report = try tamper("INSERT INTO events VALUES (13, 0, 'started', ?, ?)", [Data("{}".utf8), Data(hash)])
        #expect(report.fault?.kind == .unreadable)
        #expect(report.fault?.seq == 13)
        let store = try SQLiteStore(writing: folder.path)
        let before = try dumpTables(of: store)
        #expect(storeError { try store.rebuildTables() }?.code == .damaged)
        #expect(try dumpTables(of: store) == before)
    }
}

import Basis
import Foundation
import GRDB
import Records
import Shopfloor
import Testing

@testable import Store

@Suite("Committing")
struct CommitTests {
    let folder: TemporaryFolder
    let store: SQLiteStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(writing: folder.path)
    }

    @Test("entries must follow on what is there; a batch that does not leaves nothing behind")
    func gap() throws {
        let entries = randomEvents(5, seed: 1)
        try store.commit(batch([entries[0]]))
        #expect(storeError { try store.commit(batch([entries[2]])) }?.code == .chainBroken)
        #expect(storeError { try store.commit(batch([entries[1], entries[3]])) }?.code == .chainBroken)
        #expect(try store.load().seq == 1)
        #expect(storeError { try store.commit(batch([entry(0, entries[1].event)])) }?.code == .chainBroken)
    }

    @Test("a batch can be committed again, also when part of it is there")
    func again() throws {
        let entries = randomEvents(6, seed: 2)
        try store.commit(batch(Array(entries[0..<4])))
        let before = try dumpTables(of: store)
        try store.commit(batch(Array(entries[0..<4])))
        #expect(try dumpTables(of: store) == before)
        try store.commit(batch(Array(entries[2..<6])))
        #expect(try store.load().seq == 6)
        #expect(try store.verifyChain().isWhole)
    }

    @Test("another entry in the place of one that is there is refused")
    func conflicting() throws {
        try store.commit(batch([entry(1, state("m", 1, Condition(.idle)))]))
        let error = storeError { try store.commit(batch([entry(1, state("m", 1, Condition(.producing)))])) }
        #expect(error?.code == .chainBroken)
    }

    @Test("a full disk is told in a sentence, changes nothing, and passes")
    func journalFull() throws {
        let entries = randomEvents(2000, seed: 3)
        try store.commit(batch(Array(entries[0..<10])))
        let pool = try #require(store.journal.writer)
        try limitPages(of: pool, more: 2)
        let error = try #require(storeError { try store.commit(batch(Array(entries[10...]))) })
        #expect(error.code == .unavailable)
        #expect(error.description.contains("the disk is full"))
        #expect(!error.isJournalDurable)
        #expect(try store.load().seq == 10)
        try limitPages(of: pool, more: 100_000)
        try store.commit(batch(Array(entries[10...])))
        #expect(try store.load().seq == 2000)
        #expect(try store.verifyChain().isWhole)
    }

    @Test("a history that fails leaves the journal committed, and says so")
    func historyFull() throws {
        let pool = try #require(store.history.writer)
        try limitPages(of: pool, more: 0)
        var both = batch(randomEvents(3, seed: 4))
        both.quarantined = (0..<300).map { message($0) }
        let error = try #require(storeError { try store.commit(both) })
        #expect(error.isJournalDurable)
        #expect(error.code == .unavailable)
        #expect(try store.load().seq == 3)
        #expect(try store.quarantined(limit: 10).isEmpty)
        try limitPages(of: pool, more: 100_000)
        try store.commit(both)
        #expect(try store.quarantined(limit: 1000).count == 300)
    }

    @Test(
        "after a cut of the log anywhere, what is there is a whole number of commits", arguments: [31, 32] as [UInt64])
    func cutLog(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let entries = randomEvents(120, seed: seed)
        var ends: Set<Int64> = [0]
        var position = 0
        while position < entries.count {
            let end = min(entries.count, position + Int.random(in: 1...9, using: &random))
            try store.commit(batch(Array(entries[position..<end])))
            ends.insert(Int64(end))
            position = end
        }
        let log = try folder.bytes("journal.sqlite-wal")
        for round in 0..<25 {
            let copy = try TemporaryFolder()
            try copy.copy(["journal.sqlite", "history.sqlite", "history.sqlite-wal"], from: folder)
            var cut = Array(log.prefix(Int.random(in: schemaEnd(log)...log.count, using: &random)))
            if round % 3 == 0 { cut[Int.random(in: schemaEnd(log)..<cut.count, using: &random)] ^= 0x41 }
            try copy.write(cut, to: "journal.sqlite-wal")
            let survivor = try SQLiteStore(writing: copy.path)
            #expect(ends.contains(try survivor.load().seq))
            #expect(try survivor.verifyChain().isWhole)
            let tables = try dumpTables(of: survivor)
            try survivor.rebuildTables()
            #expect(try dumpTables(of: survivor) == tables)
        }
    }

    /// The log's header and the commits that made the schema; a cut before its end leaves no store at all.
    private func schemaEnd(_ log: [UInt8]) -> Int {
        let fresh = try? TemporaryFolder()
        guard let fresh, let store = try? SQLiteStore(writing: fresh.path) else { return log.count - 1 }
        return withExtendedLifetime(store) { (try? fresh.bytes("journal.sqlite-wal").count) ?? log.count - 1 }
    }

    private func limitPages(of pool: DatabasePool, more: Int) throws {
        try pool.writeWithoutTransaction { db in
            let used = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(used + more)")
        }
    }

    @Test("nothing is committed to a file that was moved away; once it is back all goes on")
    func movedAway() throws {
        let entries = randomEvents(3, seed: 5)
        try store.commit(batch([entries[0]]))
        let (path, elsewhere) = (folder.file("journal.sqlite"), folder.file("elsewhere"))
        #expect(rename(path, elsewhere) == 0)
        let error = storeError { try store.commit(batch([entries[1]])) }
        #expect(error?.code == .unavailable && error?.description.contains("moved or removed") == true)
        #expect(FileManager.default.createFile(atPath: path, contents: Data()))
        #expect(storeError { try store.commit(batch([entries[1]])) }?.code == .unavailable, "another in its place")
        #expect(rename(elsewhere, path) == 0)
        try store.commit(batch(Array(entries[1...])))
        #expect(try store.load().seq == 3 && store.verifyChain().isWhole)
    }
}

import Basis
import GRDB
import Records
import Shopfloor
import TestSupport
import Testing

@testable import Store

@Suite("Rebuilding the tables")
struct RebuildTests {
    @Test("the tables made anew are those that were there", arguments: [11, 12, 13] as [UInt64])
    func rebuildEquals(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        for entry in randomEvents(1500, seed: seed) { try store.commit(batch([entry])) }
        let before = try dumpTables(of: store)
        let state = try store.load()
        try store.rebuildTables()
        #expect(try dumpTables(of: store) == before)
        #expect(try store.load().open == state.open)
        #expect(state.alarms.contains { $0.ended != nil })
        #expect(try store.load().alarms == state.alarms)
    }

    @Test("tables that were changed by hand are as the journal says again")
    func repairs() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        try store.commit(batch(randomEvents(200, seed: 14)))
        let before = try dumpTables(of: store)
        try #require(store.journal.writer).write { db in
            try db.execute(
                sql: "DELETE FROM intervals WHERE id % 3 = 0; UPDATE alarms SET lines = 0; DELETE FROM counts")
        }
        #expect(try dumpTables(of: store) != before)
        try store.rebuildTables()
        #expect(try dumpTables(of: store) == before)
    }

    @Test("F28: a table that says what cannot be is made anew when a hub opens the store, and that is told")
    func mended() throws {
        let folder = try TemporaryFolder()
        var before: [[String]] = []
        do {
            let store = try SQLiteStore(writing: folder.path)
            try store.commit(batch(randomEvents(200, seed: 15)))
            before = try dumpTables(of: store)
        }
        for table in ["intervals SET state", "alarms SET level"] {
            do {
                let store = try SQLiteStore(writing: folder.path)
                try #require(store.journal.writer).write { try $0.execute(sql: "UPDATE \(table) = 'falt'") }
                #expect(storeError { _ = try store.load() }?.code == .damaged)
            }
            let opening = try StoreOpening(folder: folder.path, now: ms(1), patience: .seconds(60))
            #expect(opening.problems.last?.kind == .mended && opening.news?.contains("nothing is lost") == true)
            #expect(opening.stored.seq == 200)
            #expect(try dumpTables(of: opening.store) == before)
        }
    }
}

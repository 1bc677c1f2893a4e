import Basis
import Foundation
import GRDB
import Records
import Shopfloor
import Testing

@testable import Store

@Suite("Backups")
struct BackupTests {
    let folder: TemporaryFolder
    let store: SQLiteStore
    let now = ms(1_795_887_360_000)

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(writing: folder.file("store"))
        for entry in randomEvents(500, seed: 1) {
            var batch = batch([entry])
            batch.cycles = [StoreOpeningTests.cycle(entry.seq)]
            try store.commit(batch)
        }
    }

    private func make(_ name: String) throws -> StoreBackup {
        try StoreBackup.make(of: folder.file("store"), to: folder.file(name), version: "1", now: now) { _ in }
    }

    @Test("while a hub commits, a backup is whole, and its journal knows all that its history does")
    func running() throws {
        let writer = StoreWriter(store: store, now: { ms(0) }, report: { _ in })
        var seq: Int64 = 500
        var shares: [Double] = []
        let backup = try StoreBackup.make(
            of: folder.file("store"), to: folder.file("copy"), version: "1", now: now
        ) { share in
            shares.append(share)
            for _ in 0..<20 {
                seq += 1
                var batch = batch([entry(seq, state("m", seq, .init(.idle)))])
                batch.cycles = [StoreOpeningTests.cycle(seq)]
                writer.submit(batch)
            }
            writer.flush()
        }
        #expect(shares == shares.sorted() && shares.last == 1)
        #expect(backup.seq >= 500 && backup.seq < seq)
        try backup.verify()
        let copy = try SQLiteStore(reading: folder.file("copy"))
        #expect(try copy.load().cycleNumber <= backup.seq)
        #expect(try dump("events", of: copy) == dump("events", of: store).prefix(Int(backup.seq)).map(\.self))
        #expect(try store.load().seq == seq)
    }

    @Test("nothing is written over: a folder that is there gets a dated one, a backup and a file are refused")
    func names() throws {
        #expect(try make("backups").folder == folder.file("backups"))
        #expect(storeError { _ = try make("backups") }?.description.contains("nothing is written over") == true)
        try FileManager.default.createDirectory(atPath: folder.file("days"), withIntermediateDirectories: true)
        #expect(try make("days").folder == folder.file("days/floortui-2026-11-28T173600Z"))
        #expect(storeError { _ = try make("days") }?.code == .unavailable)
        try folder.write([1], to: "file")
        #expect(storeError { _ = try make("file") }?.code == .unavailable)
        #expect(StoreBackup.newest(in: folder.file("days"))?.seq == 500)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.contains("part") }
        #expect(left.isEmpty)
    }

    @Test("S24: nobody but the account that made it may read a backup")
    func modes() throws {
        _ = try make("copy")
        for name in ["journal.sqlite", "history.sqlite"] {
            let path = folder.file("copy") + "/" + name
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600, "\(name)")
        }
    }

    @Test("a restored store is the one that was saved, and goes on")
    func restores() throws {
        let backup = try make("copy")
        try StoreBackup(reading: folder.file("copy")).restore(to: folder.file("other"))
        let restored = try SQLiteStore(writing: folder.file("other"))
        #expect(try dump("events", of: restored) == dump("events", of: store))
        #expect(try dumpTables(of: restored) == dumpTables(of: store))
        #expect(try restored.cycles(machine: "m", window: nil, offset: 0, limit: 1000).count == 500)
        try restored.commit(batch([entry(501, state("m", 1, .init(.idle)))]))
        #expect(backup.hash.count == 64)
    }

    @Test("a store is never restored over another, nor into one that is held")
    func restoreRefused() throws {
        let backup = try make("copy")
        #expect(storeError { try backup.restore(to: folder.file("store")) }?.code == .held)
        try backup.restore(to: folder.file("other"))
        let error = storeError { try backup.restore(to: folder.file("other")) }
        #expect(error?.code == .unavailable && error?.description.contains("already") == true)
    }

    @Test("a backup that is damaged, changed, cut or none is refused before anything is made of it")
    func refused() throws {
        _ = try make("copy")
        #expect(storeError { _ = try StoreBackup(reading: folder.path) }?.code == .missing)
        let backup = try StoreBackup(reading: folder.file("copy"))
        let whole = try folder.bytes("copy/journal.sqlite")
        var noise = whole
        noise.replaceSubrange(8192..<8392, with: [UInt8](repeating: 0xAA, count: 200))
        try folder.write(noise, to: "copy/journal.sqlite")
        #expect(storeError { try backup.restore(to: folder.file("other")) } != nil)
        try folder.write(whole, to: "copy/journal.sqlite")
        do {
            let queue = try DatabaseQueue(path: folder.file("copy/journal.sqlite"))
            try queue.write { db in
                try db.execute(sql: "DROP TRIGGER events_last; DELETE FROM events WHERE seq > 490")
                try MetaTable.set(.lastSeq, to: 490, in: db)
            }
        }
        let error = storeError { try backup.verify() }
        #expect(error?.code == .chainBroken && error?.description.contains("ends at entry 490") == true)
        #expect(!FileManager.default.fileExists(atPath: folder.file("other/journal.sqlite")))
    }
}

import Basis
import Foundation
import GRDB
import Records
import Shopfloor
import TestSupport
import Testing
@testable import Store

extension StoreOpeningTests {
    @Test(
        "F28: a damaged log beside the journal is told: what SQLite forgets of it, nobody else does", arguments: 0..<30)
    func log(seed: Int) throws {
        var random = SplitMix(state: UInt64(seed))
        let folder = try TemporaryFolder()
        let killed = try Self.killed.get()
        for (name, bytes) in killed.files { try folder.write(bytes, to: name) }
        var bytes = try folder.bytes("journal.sqlite-wal")
        bytes[random.below(bytes.count)] ^= UInt8(1 + random.below(255))
        try folder.write(bytes, to: "journal.sqlite-wal")
        let opening = try StoreOpening(folder: folder.path, now: Self.now)
        let isWhole = try dump("events", of: opening.store) == killed.events
        #expect(isWhole || !opening.problems.isEmpty, "seed \(seed)")
    }

    @Test("a damaged log that cannot be kept is not said to have been kept")
    func logNotKept() throws {
        let folder = try TemporaryFolder()
        for (name, bytes) in try Self.killed.get().files { try folder.write(bytes, to: name) }
        var log = try folder.bytes("journal.sqlite-wal")
        log[32 + 24 + 100] ^= 1
        try folder.write(log, to: "journal.sqlite-wal")
        let place = folder.file("journal.sqlite.damaged-2026-11-28T173600Z-log")
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
        let opening = try StoreOpening(folder: folder.path, now: Self.now)
        let text = try #require(opening.problems.first { $0.kind == .lost }?.text)
        #expect(!text.contains("was kept as") && text.contains("could not be kept"), "\(text)")
    }

    @Test("a log as a loss of power leaves it is no damage: one torn commit at its end")
    func torn() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        for entry in randomEvents(20, seed: 4) { try store.commit(batch([entry])) }
        let log = try folder.bytes("journal.sqlite-wal")
        #expect(!WriteAheadLog(bytes: Data(log)).hasLostCommits)
        for length in stride(from: 33, to: log.count, by: 397) {
            #expect(!WriteAheadLog(bytes: Data(log.prefix(length))).hasLostCommits)
        }
        var noise = log
        noise[log.count - 5] ^= 1
        #expect(!WriteAheadLog(bytes: Data(noise)).hasLostCommits)
        var early = log
        early[32 + 24 + 100] ^= 1
        #expect(WriteAheadLog(bytes: Data(early)).hasLostCommits)
    }
}

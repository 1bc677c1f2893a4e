import Foundation
import GRDB
import Records
import Shopfloor
import Testing

@testable import Store

@Suite("Opening a store")
struct OpeningTests {
    let folder: TemporaryFolder
    init() throws { folder = try TemporaryFolder() }

    @Test("a new folder and its files are made, and load as an empty store")
    func makesFolder() throws {
        let store = try SQLiteStore(writing: folder.file("a/b"))
        let state = try store.load()
        #expect(state.epoch == 0)
        #expect(state.seq == 0)
        #expect(state.aliveAt == nil)
        #expect(try store.knownUntil() == nil)
        #expect(try store.model(asOf: .now) == nil)
    }

    @Test("synchronous is FULL on the connections that write")
    func fullSync() throws {
        let store = try SQLiteStore(writing: folder.path)
        for pool in [try #require(store.journal.writer), try #require(store.history.writer)] {
            let level = try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
            #expect(level == 2)
            try pool.write { try $0.execute(sql: "SELECT 1") }
            #expect(try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") } == 2)
        }
    }

    @Test("what was committed is there after closing and opening again")
    func reopens() throws {
        do {
            let store = try SQLiteStore(writing: folder.path)
            var first = batch([
                entry(1, .started(HubStarted(epoch: 4, version: "1"))),
                entry(2, .model(ModelAccepted(digest: "d", text: "t"))), entry(3, state("m", 5, Condition(.idle))),
            ])
            first.aliveAt = ms(9000)
            try store.commit(first)
        }
        let state = try SQLiteStore(writing: folder.path).load()
        #expect(state.epoch == 4)
        #expect(state.seq == 3)
        #expect(state.modelDigest == "d")
        #expect(state.aliveAt == ms(9000))
        #expect(state.open == [IntervalRow(machine: "m", condition: Condition(.idle), from: ms(5), to: nil)])
    }

    @Test("a second hub is refused, with the folder and the holder's process named, and so is a reader")
    func held() throws {
        let store = try SQLiteStore(writing: folder.path)
        for attempt in [
            { _ = try SQLiteStore(writing: folder.path) }, { _ = try SQLiteStore(reading: folder.path) },
        ] {
            let error = try #require(storeError(attempt))
            #expect(error.code == .held)
            #expect(error.description.contains(folder.path))
            #expect(error.description.contains("process \(getpid())"))
        }
        try store.commit(batch([entry(1, state("m", nil, Condition(.idle)))]))
        let beside = try SQLiteStore(reading: folder.path, besideHub: true)
        #expect(try beside.load().seq == 1)
        #expect(try beside.verifyChain().isWhole)
    }

    @Test("readers share a store, and keep a hub away while they read")
    func sharedReading() throws {
        do { _ = try SQLiteStore(writing: folder.path) }
        do {
            let first = try SQLiteStore(reading: folder.path)
            let second = try SQLiteStore(reading: folder.path)
            #expect(storeError { _ = try SQLiteStore(writing: folder.path) }?.code == .held)
            #expect(try first.load().seq == second.load().seq)
        }
        _ = try SQLiteStore(writing: folder.path)
    }

    @Test("a child process does not go on holding the store")
    func childDoesNotHold() throws {
        let child = Process()
        child.executableURL = URL(fileURLWithPath: "/bin/sleep")
        child.arguments = ["60"]
        do {
            let store = try SQLiteStore(writing: folder.path)
            try child.run()
            _ = try store.load()
        }
        defer { child.terminate() }
        _ = try SQLiteStore(writing: folder.path)
    }

    @Test("a reader cannot write")
    func readingOnly() throws {
        do { _ = try SQLiteStore(writing: folder.path) }
        let store = try SQLiteStore(reading: folder.path)
        let news = batch([entry(1, state("m", 1, .init(.idle)))])
        #expect(storeError { try store.commit(news) }?.code == .unavailable)
    }

    @Test("where there is no store, reading makes none")
    func missing() throws {
        let error = storeError { _ = try SQLiteStore(reading: folder.file("none")) }
        #expect(error?.code == .missing)
        #expect(error?.description.contains(folder.file("none")) == true)
        #expect(!FileManager.default.fileExists(atPath: folder.file("none")))
    }

    @Test("a file of a newer version is refused and left as it is", arguments: ["journal.sqlite", "history.sqlite"])
    func newer(name: String) throws {
        do { _ = try SQLiteStore(writing: folder.path) }
        do {
            let queue = try DatabaseQueue(path: folder.file(name))
            try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('journal 99')") }
        }
        let before = try folder.bytes(name)
        #expect(storeError { _ = try SQLiteStore(writing: folder.path) }?.code == .newer)
        #expect(storeError { _ = try SQLiteStore(reading: folder.path) }?.code == .newer)
        #expect(try folder.bytes(name) == before)
    }

    @Test("another program's database is refused and left as it is", arguments: ["journal.sqlite", "history.sqlite"])
    func foreignDatabase(name: String) throws {
        do { _ = try SQLiteStore(writing: folder.path) }
        try FileManager.default.removeItem(atPath: folder.file(name))
        do {
            let queue = try DatabaseQueue(path: folder.file(name))
            try queue.write { try $0.execute(sql: "CREATE TABLE recipes(name TEXT)") }
        }
        let before = try folder.bytes(name)
        let error = try #require(storeError { _ = try SQLiteStore(writing: folder.path) })
        #expect(error.code == .damaged)
        #expect(error.description.contains("database of another program"))
        #expect(try folder.bytes(name) == before)
    }

    @Test("a file that is no database is refused", arguments: ["journal.sqlite", "history.sqlite"])
    func noDatabase(name: String) throws {
        do { _ = try SQLiteStore(writing: folder.path) }
        try folder.write(
            Array("This is a letter, not a database. ".utf8) + [UInt8](repeating: 7, count: 9000), to: name)
        let error = try #require(storeError { _ = try SQLiteStore(writing: folder.path) })
        #expect(error.code == .damaged)
        #expect(error.description.contains(name))
    }

    @Test("a file cut short is refused", arguments: [0, 1, 15, 60, 100, 511, 512, 4095, 4096, 8192, 20000])
    func truncated(length: Int) throws {
        do {
            let store = try SQLiteStore(writing: folder.path)
            try store.commit(batch(randomEvents(300, seed: 1)))
        }
        let whole = try folder.bytes("journal.sqlite")
        try #require(whole.count > 20000)
        try folder.write(whole.prefix(length), to: "journal.sqlite")
        for attempt in [
            { _ = try SQLiteStore(writing: folder.path) }, { _ = try SQLiteStore(reading: folder.path) },
        ] {
            let error = try #require(storeError(attempt))
            #expect(error.code == .damaged)
            #expect(error.description.contains("restore a backup"))
        }
        #expect(try folder.bytes("journal.sqlite").count == length)
    }

    @Test("a lost journal beside its history is damage, not a new store; a lost history begins anew")
    func lostFiles() throws {
        do { try SQLiteStore(writing: folder.path).commit(batch(randomEvents(5, seed: 1))) }
        try FileManager.default.removeItem(atPath: folder.file("history.sqlite"))
        do { #expect(try SQLiteStore(writing: folder.path).load().seq == 5) }
        try FileManager.default.removeItem(atPath: folder.file("journal.sqlite"))
        #expect(storeError { _ = try SQLiteStore(writing: folder.path) }?.code == .damaged)
    }

    @Test("a folder that cannot be made is told")
    func unwritable() {
        let error = storeError { _ = try SQLiteStore(writing: "/proc/none/store") }
        #expect(error?.code == .unavailable)
        #expect(error?.description.contains("/proc/none/store") == true)
    }
}

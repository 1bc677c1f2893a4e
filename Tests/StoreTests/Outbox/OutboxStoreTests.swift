import Basis
import Foundation
import GRDB
import Glibc
import Records
import Testing

@testable import Store

func command(
    _ number: Int, object: String = "press-4@1", bytes: [UInt8]? = nil, site: String? = "hall"
) -> OutboxEntry {
    OutboxEntry(
        key: "key-\(number)", kind: "stop.explain", object: object, bytes: bytes ?? Array("{\"n\":\(number)}".utf8),
        entered: ms(Int64(number)), site: site)
}

func draft(_ key: String, _ text: String = "oil", at: Int64 = 1, site: String? = "hall") -> OutboxDraft {
    OutboxDraft(
        key: key, kind: "stop.explain", object: "press-4@1", base: 7,
        fields: [OutboxDraft.Field("reason", "oil"), OutboxDraft.Field("note", text)], changed: ms(at),
        site: site)
}

@Suite("The outbox on a terminal's disk")
struct OutboxStoreTests {
    let base: TemporaryFolder
    init() throws { base = try TemporaryFolder() }

    func open() throws -> (TerminalFolder, OutboxStore) {
        let folder = try TerminalFolder(in: base.path)
        return (folder, try OutboxStore(in: folder, now: ms(1_767_225_600_000)))
    }

    @Test("what is queued is there after closing and opening again, byte for byte, in its order")
    func keeps() throws {
        let bytes = Array(UInt8.min...UInt8.max)
        do {
            let (_, store) = try open()
            try store.apply([.queue(command(1, bytes: bytes)), .queue(command(2))])
        }
        let (_, store) = try open()
        #expect(store.trouble == nil)
        let waiting = try store.waiting()
        #expect(waiting.map(\.key) == ["key-1", "key-2"])
        #expect(try store.entries(waiting.map(\.seq)).first?.bytes == bytes)
    }

    @Test("synchronous is FULL, and the log is kept short")
    func fullSync() throws {
        let (folder, store) = try open()
        #expect(try store.pragma("synchronous") == 2)
        #expect(try store.pragma("wal_autocheckpoint") == 64)
        for number in 1...200 { try store.apply([.queue(command(number, bytes: [UInt8](repeating: 65, count: 4000)))]) }
        let size = try FileManager.default.attributesOfItem(atPath: folder.path + "/outbox.sqlite-wal")[.size] as? Int
        #expect(try #require(size) < 600_000)
    }

    @Test("a decision that met a newer word goes, and its answer is that of the conflict; without that it stays itself")
    func disagree() throws {
        let (_, store) = try open()
        try store.apply([.queue(command(1)), .queue(command(2, object: "key-1")), .queue(command(3, object: "gone"))])
        try store.apply([.settle(key: "key-1", .conflict, reply: [1], at: ms(4))])
        try store.apply([.disagree(key: "key-1", decision: "key-2", reply: [2], at: ms(5))])
        try store.apply([.disagree(key: "gone", decision: "key-3", reply: [3], at: ms(6))])
        let entries = try store.contents(limit: 9).entries
        #expect(entries.map(\.key) == ["key-1", "key-3"] && entries.map(\.reply) == [[2], [3]])
        #expect(entries.allSatisfy { $0.state == .conflict })
    }

    @Test(
        "a conflict that was decided is kept with its answer as long as saved commands are; only a conflict becomes one"
    )
    func decided() throws {
        let (_, store) = try open()
        try store.apply([.queue(command(1)), .queue(command(2)), .decided(key: "key-2", at: ms(3))])
        try store.apply([.settle(key: "key-1", .conflict, reply: [1], at: ms(4)), .decided(key: "key-1", at: ms(9))])
        let contents = try store.contents(limit: 9)
        #expect(contents.counts == [.queued: 1, .saved: 1])
        let entry = try #require(contents.entries.last)
        #expect(entry.key == "key-1" && entry.reply == [1] && entry.settled == ms(9))
        try store.apply([.trim(before: ms(9), keeping: 9)])
        #expect(try store.contents(limit: 9).counts[.saved] == 1)
        try store.apply([.trim(before: ms(10), keeping: 9)])
        #expect(try store.contents(limit: 9).counts[.saved] == nil)
    }

    @Test("of many that wait the first are shown, and each decision of a conflict, wherever it waits")
    func shownDecisions() throws {
        let (_, store) = try open()
        try store.apply((1...4).map { .queue(command($0)) })
        for (number, site) in [(5, "hall"), (6, "other")] {
            var decision = command(number, object: "key-0", site: site)
            decision.kind = ConflictResolution.form.kind
            try store.apply([.queue(decision)])
        }
        #expect(try store.contents(limit: 2, of: "hall").entries.map(\.key) == ["key-1", "key-2", "key-5"])
        #expect(try store.contents(limit: 2).entries.map(\.key) == ["key-1", "key-2", "key-5", "key-6"])
        #expect(try store.contents(limit: 9).entries.map(\.seq) == [1, 2, 3, 4, 5, 6])
    }

    @Test("a draft becomes a command in one transaction: there is never both, never neither")
    func draftToCommand() throws {
        let (_, store) = try open()
        try store.apply([.draft(draft("key-1", "oi")), .draft(draft("key-1", "oil at the rod", at: 2))])
        #expect(try store.contents(limit: 9).drafts == [draft("key-1", "oil at the rod", at: 2)])
        try store.apply([.queue(command(1))])
        var contents = try store.contents(limit: 9)
        #expect(contents.drafts.isEmpty && contents.entries.map(\.key) == ["key-1"])
        try store.apply([.draft(draft("key-2")), .dropDraft(key: "key-2")])
        contents = try store.contents(limit: 9)
        #expect(contents.drafts.isEmpty)
    }

    @Test("a key is queued once; its answer is kept as it came, and a later one changes nothing")
    func onceAndSettled() throws {
        let (_, store) = try open()
        #expect(try store.apply([.queue(command(1)), .queue(command(1))]).count == 1)
        try store.apply([.settle(key: "key-1", .refused, reply: [1, 2, 3], at: ms(5))])
        try store.apply([.settle(key: "key-1", .saved, reply: [4], at: ms(6))])
        let entry = try #require(try store.contents(limit: 9).entries.first)
        #expect(entry.state == .refused && entry.reply == [1, 2, 3] && entry.settled == ms(5))
        #expect(try store.waiting().isEmpty)
    }

    @Test("what waits cannot be thrown away; what is answered can")
    func remove() throws {
        let (_, store) = try open()
        try store.apply([.queue(command(1)), .remove(key: "key-1")])
        #expect(try store.waiting().count == 1)
        try store.apply([.settle(key: "key-1", .refused, reply: [], at: ms(5)), .remove(key: "key-1")])
        #expect(try store.contents(limit: 9).entries.isEmpty)
    }

    @Test("saved commands go after a time and beyond a number; refused ones and conflicts stay until a person decides")
    func trim() throws {
        let (_, store) = try open()
        for number in 1...10 {
            let state: OutboxEntry.State = number == 1 ? .refused : number == 2 ? .conflict : .saved
            try store.apply([
                .queue(command(number)),
                .settle(key: "key-\(number)", state, reply: [], at: ms(Int64(number) * 1000)),
            ])
        }
        try store.apply([.trim(before: ms(5000), keeping: 4)])
        let contents = try store.contents(limit: 9)
        #expect(contents.entries.map(\.key) == ["key-2", "key-1", "key-10", "key-9", "key-8", "key-7"])
        #expect(contents.counts == [.refused: 1, .conflict: 1, .saved: 4])
    }

    @Test("F28: a damaged outbox is set aside under a dated name, a new one is begun, and that is told")
    func damaged() throws {
        var path = ""
        do {
            let (folder, store) = try open()
            path = folder.path + "/outbox.sqlite"
            for number in 1...50 { try store.apply([.queue(command(number))]) }
        }
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        for (number, seed) in [0, 4096, 8192].enumerated() {
            var bytes = before
            for index in seed..<min(seed + 200, bytes.count) { bytes[index] = UInt8(truncatingIfNeeded: index &* 31) }
            for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
            try bytes.write(to: URL(fileURLWithPath: path))
            let (_, store) = try open()
            let aside = "\(path).damaged-2026-01-01T000000Z" + (number == 0 ? "" : "-\(number + 1)")
            #expect(store.trouble == .setAside(aside), "\(seed)")
            #expect(try Data(contentsOf: URL(fileURLWithPath: aside)) == bytes)
            #expect(try store.waiting().isEmpty)
            try store.apply([.queue(command(1))])
        }
    }

    @Test("F28: an outbox that is gone or empty though it was there is told, never taken for a new one")
    func lost() throws {
        for isEmpty in [false, true] {
            let path: String
            do {
                let (folder, store) = try open()
                path = folder.path + "/outbox.sqlite"
                try store.apply([.queue(command(1))])
            }
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
            if isEmpty { try Data().write(to: URL(fileURLWithPath: path)) }
            #expect(try open().1.trouble == .missing(path))
        }
    }

    @Test("F28: an outbox of a newer version is refused and left as it is")
    func newer() throws {
        do {
            let (folder, _) = try open()
            let queue = try DatabaseQueue(path: folder.path + "/outbox.sqlite")
            try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('outbox 99')") }
        }
        #expect(storeError { _ = try open() }?.code == .newer)
    }

    @Test("an outbox of the version before, which had no terminals, goes on with what was in it")
    func older() throws {
        let folder = try TerminalFolder(in: base.path)
        do {
            let queue = try DatabaseQueue(path: folder.path + "/outbox.sqlite")
            try DatabaseFile.outbox.migrator.migrate(queue, upTo: "outbox 1")
            try queue.write { db in
                let columns = "key, kind, object, bytes, entered, state"
                try db.execute(sql: "INSERT INTO outbox(\(columns)) VALUES ('k', 'x', 'M', x'00', 1, 'queued')")
            }
        }
        let store = try OutboxStore(in: folder, now: ms(0))
        #expect(store.trouble == nil)
        let entries = try store.contents(limit: 9).entries
        #expect(entries.map(\.key) == ["k"] && entries.map(\.terminal) == [nil])
    }

    @Test("what is typed under a key that another command has stays a draft")
    func keyOfAnother() throws {
        let (_, store) = try open()
        try store.apply([.queue(command(1)), .draft(draft("key-1", "more"))])
        #expect(try store.apply([.queue(command(1, bytes: [1, 2]))]).isEmpty)
        #expect(try store.contents(limit: 9).drafts.map { $0.fields.last?.text } == ["more"])
        #expect(try store.apply([.queue(command(1))]).isEmpty)
        #expect(try store.contents(limit: 9).drafts.isEmpty, "the same again is done")
    }

    @Test("a draft keeps what was there when its form opened")
    func present() throws {
        let (_, store) = try open()
        var draft = draft("key-1", "oil")
        draft.fields = [OutboxDraft.Field("note", "", present: "leak \"2\"")]
        try store.apply([.draft(draft)])
        #expect(try store.contents(limit: 9).drafts == [draft])
    }
}

extension OutboxStore {
    func pragma(_ name: String) throws -> Int? {
        try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA \(name)") }
    }
}

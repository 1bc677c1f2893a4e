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

    private func open() throws -> (TerminalFolder, OutboxStore) {
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

    @Test("what another terminal left is taken over with its keys; done twice, nothing is there twice")
    func takeOver() throws {
        let (first, store) = try open()
        let (second, other) = try open()
        #expect(first.path != second.path && first.id != second.id)
        try store.apply([.queue(command(1))])
        try other.apply([.queue(command(1)), .queue(command(2)), .queue(command(3)), .draft(draft("key-9"))])
        try other.apply([.settle(key: "key-3", .saved, reply: [7], at: ms(5))])
        #expect(try taken(store, other) == ["key-2"])
        #expect(try store.waiting().map(\.key) == ["key-1", "key-2"])
        let contents = try store.contents(limit: 9)
        #expect(contents.drafts.map(\.key) == ["key-9"] && contents.entries.contains { $0.reply == [7] })
        #expect(try other.contents(limit: 9) == OutboxContents())
        #expect(try taken(store, other).isEmpty)
    }

    @Test("what is taken over, how ever often, keeps the terminal on which it was entered; what comes home is its own")
    func origin() throws {
        let (first, store) = try open()
        let (second, other) = try open()
        let (_, third) = try open()
        try other.apply([.queue(command(1)), .draft(draft("key-9"))])
        for (from, to, origin) in [(other, third, second.id), (third, store, second.id), (store, other, nil)] {
            var known: Set<String> = []
            try to.takeOver(from, for: "hall", known: &known) { _ in }
            let contents = try to.contents(limit: 9)
            #expect(contents.entries.map(\.terminal) == [origin] && contents.drafts.map(\.terminal) == [origin])
        }
        #expect(first.id != second.id)
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

    @Test("what versions before have kept, without sites, is of an unknown one, and counts once a person says of which")
    func withoutSites() throws {
        let folder = try TerminalFolder(in: base.path)
        do {
            let queue = try DatabaseQueue(path: folder.path + "/outbox.sqlite")
            try DatabaseFile.outbox.migrator.migrate(queue, upTo: "outbox 2")
            try queue.write { db in
                let columns = "key, kind, object, bytes, entered, state"
                for (key, state) in [("k1", "queued"), ("k2", "conflict"), ("k3", "saved")] {
                    try db.execute(
                        sql: "INSERT INTO outbox(\(columns)) VALUES (?, 'x', 'M', x'00', 1, ?)",
                        arguments: [key, state])
                }
                try db.execute(
                    sql: "INSERT INTO drafts(key, kind, object, fields, changed) VALUES ('k4', 'x', 'M', x'5B5D', 1)")
            }
        }
        let store = try OutboxStore(in: folder, now: ms(0))
        #expect(store.trouble == nil)
        var contents = try store.contents(limit: 9, of: "hall")
        #expect(contents.counts.isEmpty && contents.entries.isEmpty && contents.drafts.isEmpty)
        #expect(
            contents.elsewhere.sites
                == [OutboxContents.Site(name: nil, counts: [.queued: 1, .conflict: 1], drafts: 1)])
        #expect(contents.elsewhere.entries.map(\.key) == ["k2", "k1"])
        let claims = ["k1", "k2"].map { OutboxChange.claim(key: $0, site: "hall") }
        #expect(try store.apply(claims).map(\.key) == ["k1"], "what is sent from now on")
        contents = try store.contents(limit: 9, of: "hall")
        #expect(contents.counts == [.queued: 1, .conflict: 1])
        #expect(try store.apply([.claim(key: "k1", site: "yard")]).isEmpty, "what is of a site stays of it")
        #expect(try store.waiting().map(\.site) == ["hall"])
    }

    @Test("what was typed for another site is counted apart and stays as it is; on no site yet all stands together")
    func sites() throws {
        let (_, store) = try open()
        try store.apply([
            .queue(command(1)), .queue(command(2, site: "yard")), .queue(command(3, site: nil)),
            .draft(draft("key-8", site: "yard")), .draft(draft("key-9")),
        ])
        try store.apply([.queue(command(4, site: "yard")), .settle(key: "key-4", .saved, reply: [], at: ms(1))])
        let contents = try store.contents(limit: 9, of: "hall")
        #expect(contents.entries.map(\.key) == ["key-1"] && contents.drafts.map(\.key) == ["key-9"])
        #expect(contents.counts == [.queued: 1])
        #expect(contents.elsewhere.sites.map(\.name) == [nil, "yard"])
        #expect(contents.elsewhere.sites.last == OutboxContents.Site(name: "yard", counts: [.queued: 1], drafts: 1))
        #expect(contents.elsewhere.entries.map(\.key) == ["key-2", "key-3"])
        let all = try store.contents(limit: 9)
        #expect(all.counts == [.queued: 3, .saved: 1] && all.elsewhere == OutboxContents.Elsewhere())
    }

    @Test("of what another terminal left is taken what is of the site or of none that is known, each with its site")
    func takeOverOfSite() throws {
        let (mine, store) = try open()
        let (left, other) = try open()
        defer { #expect(mine.id != left.id) }
        try other.apply([
            .queue(command(1)), .queue(command(2, site: "yard")), .queue(command(3, site: nil)),
            .draft(draft("key-8", site: "yard")), .draft(draft("key-9", site: nil)),
        ])
        var known: Set<String> = []
        try store.takeOver(other, for: "hall", known: &known) { _ in }
        #expect(try store.waiting().map(\.site) == ["hall", nil])
        #expect(try store.contents(limit: 9).drafts.map(\.key) == ["key-9"])
        let rest = try other.contents(limit: 9)
        #expect(rest.entries.map(\.key) == ["key-2"] && rest.drafts.map(\.key) == ["key-8"])
        try store.takeOver(other, for: "yard", known: &known) { _ in }
        #expect(try store.waiting().map(\.site) == ["hall", nil, "yard"])
    }

    private func taken(_ store: OutboxStore, _ other: OutboxStore) throws -> [String] {
        var keys: [String] = []
        var known: Set<String> = []
        try store.takeOver(other, for: "hall", known: &known) { keys += $0.map(\.key) }
        return keys
    }

    @Test("what cannot be deleted where it lay is taken over once: what a person does with it here stays done")
    func cannotBeDeleted() throws {
        let (mine, store) = try open()
        let (left, other) = try open()
        defer { #expect(mine.id != left.id) }
        try other.apply((1...150).map { .queue(command($0)) } + [.draft(draft("key-200", "as it was left"))])
        try other.apply([.settle(key: "key-1", .refused, reply: [], at: ms(5))])
        let refusing = try DatabaseQueue(path: left.path + "/outbox.sqlite")
        try refusing.write { db in
            for table in ["outbox", "drafts"] {
                let body = "BEGIN SELECT RAISE(ABORT, 'no room'); END"
                try db.execute(sql: "CREATE TRIGGER keep_\(table) BEFORE DELETE ON \(table) \(body)")
            }
        }
        var known: Set<String> = []
        func take() -> StoreError? {
            storeError { try store.takeOver(other, for: "hall", known: &known) { _ in } }
        }
        #expect(take() != nil && known.count == 151)
        #expect(try store.waiting().count == 149, "what lies behind the first hundred, too")
        try store.apply([.remove(key: "key-1"), .draft(draft("key-200", "and what was typed since"))])
        #expect(take() != nil)
        var contents = try store.contents(limit: 9)
        #expect(contents.counts == [.queued: 149])
        #expect(contents.drafts.map { $0.fields.last?.text } == ["and what was typed since"])
        // Also where nothing is known of before.
        known = []
        #expect(take() != nil)
        #expect(try store.contents(limit: 9).drafts.map { $0.fields.last?.text } == ["and what was typed since"])
        try store.apply([.queue(command(200))])
        try refusing.write { try $0.execute(sql: "DROP TRIGGER keep_outbox; DROP TRIGGER keep_drafts") }
        #expect(take() == nil && known.isEmpty)
        contents = try store.contents(limit: 9)
        #expect(contents.drafts.isEmpty && contents.counts[.queued] == 150)
        #expect(try other.contents(limit: 9) == OutboxContents())
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

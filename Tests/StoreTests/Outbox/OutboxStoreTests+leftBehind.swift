import Basis
import Foundation
import GRDB
import Glibc
import Records
import Testing
@testable import Store

extension OutboxStoreTests {
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
}

import Basis
import Foundation
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

/// What the journal holds, as it is asked for.
struct AuditAnswerTests {
    private struct Fixture {
        let folder: TemporaryFolder
        let answers: QueryAnswer

        /// A model, then `count` changes of state of two machines in turn, one a second.
        init(_ count: Int64) throws {
            folder = try TemporaryFolder()
            let store = try SQLiteStore(writing: folder.path)
            var batch = StoreBatch()
            let text = String(repeating: "# a plant\n", count: 20_000)
            batch.entries = [
                JournalEntry(
                    seq: 1, at: Instant(milliseconds: 1000), event: .model(ModelAccepted(digest: "d1", text: text)))
            ]
            for seq in 0..<count {
                let number = seq + 2
                let at = Instant(milliseconds: number * 1000)
                let change = StateChanged(
                    machine: seq.isMultiple(of: 2) ? "A" : "B", from: at,
                    condition: Condition(seq % 4 < 2 ? .producing : .stopped))
                batch.entries.append(JournalEntry(seq: number, at: at, event: .state(change)))
            }
            try store.commit(batch)
            answers = QueryAnswer(store: store)
        }

        func seqs(_ change: (inout Query) -> Void = { _ in }) throws -> [Int64] {
            var query = Query(.audit)
            change(&query)
            return try answers.rows(query).compactMap { $0.integer("seq") }
        }
    }

    @Test("F28: of an entry that a disk has damaged what is left is told as a text, and all others as ever")
    func damaged() throws {
        let folder = try TemporaryFolder()
        do {
            let store = try SQLiteStore(writing: folder.file("store"))
            var batch = StoreBatch()
            batch.entries = (1...3).map { (seq: Int64) in
                let change = StateChanged(
                    machine: "press-\(seq)", from: Instant(milliseconds: seq), condition: Condition(.idle))
                return JournalEntry(seq: seq, at: Instant(milliseconds: seq), event: .state(change))
            }
            try store.commit(batch)
        }
        let file = URL(fileURLWithPath: folder.file("store") + "/journal.sqlite")
        var bytes = [UInt8](try Data(contentsOf: file))
        let body = try #require(bytes.firstRange(of: Array(#"{"machine":"press-2"#.utf8)))
        bytes[body.upperBound - 3] ^= 0xFF
        try Data(bytes).write(to: file)
        let page = try QueryAnswer(store: SQLiteStore(reading: folder.file("store"))).page(
            Query(.audit), cursor: 0, seq: 3)
        let rows = try page.rows.map { try JSONTape().read($0) }
        #expect(rows.map { $0["seq"]?.asInt64 } == [3, 2, 1] && rows[0]["machine"]?.string == "press-3")
        #expect(rows[1]["body"]?["damaged"]?.string?.hasPrefix(#"{"machine":"pres"#) == true)
    }

    @Test("entries come newest first, each with its time, kind, machine, body and hash")
    func newestFirst() throws {
        let fixture = try Fixture(3)
        #expect(try fixture.seqs() == [4, 3, 2, 1])
        let row = try #require(try fixture.answers.rows(Query(.audit)).first)
        #expect(row.time("at") == Instant(milliseconds: 4000) && row.text("kind") == "state")
        #expect(row.text("machine") == "A" && row.text("hash")?.count == 64)
        let body = try JSONTape().read(try #require(row.json("body")))
        #expect(body["state"]?.string == "stopped")
    }

    @Test("what was entered before any time was known has none")
    func withoutTime() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var batch = StoreBatch()
        let started = HubStarted(epoch: 1, version: "1", problem: nil)
        batch.entries = [JournalEntry(seq: 1, at: Instant(milliseconds: 0), event: .started(started))]
        try store.commit(batch)
        let row = try #require(try QueryAnswer(store: store).rows(Query(.audit)).first)
        #expect(row.time("at") == nil && row.text("kind") == "started")
    }

    @Test("a command is of the machine whose stop, alarm or parts it is about, also one that was refused")
    func commands() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        let ids = ["A@1000", "A/ctl/7", "A", "AB@1000", "AB/ctl/A", "AB"]
        var batch = StoreBatch()
        batch.entries = ids.enumerated().map { number, id in
            let bytes = Array(#"{"id":"A@1000"}"#.utf8)
            var envelope = CommandEnvelope(key: "key-\(number)", terminal: "t", bytes: bytes)
            envelope.id = id
            let command = CommandRecorded(envelope, epoch: 1, outcome: .refused)
            return JournalEntry(seq: Int64(number) + 1, at: Instant(milliseconds: 1000), event: .command(command))
        }
        try store.commit(batch)
        for (machine, seqs) in [("A", [3, 2, 1]), ("AB", [6, 5, 4]), ("B", [])] {
            for kind in [nil, "command"] {
                var query = Query(.audit)
                (query.machine, query.kind) = (machine, kind)
                let rows = try QueryAnswer(store: store).rows(query)
                #expect(rows.compactMap { $0.integer("seq") }.map(Int.init) == seqs)
                #expect(rows.allSatisfy { $0.text("machine") == machine })
            }
        }
    }

    @Test("they can be asked for by machine, kind, time and number")
    func filters() throws {
        let fixture = try Fixture(6)
        #expect(try fixture.seqs { $0.machine = "B" } == [7, 5, 3])
        #expect(try fixture.seqs { $0.kind = "model" } == [1])
        #expect(try fixture.seqs { $0.limit = 2 } == [7, 6])
        #expect(
            try fixture.seqs {
                ($0.from, $0.to) = (Instant(milliseconds: 3000), Instant(milliseconds: 4000))
            } == [4, 3])
        #expect(try fixture.seqs { $0.at = Instant(milliseconds: 3000) } == [3, 2, 1])
    }

    @Test("pages hold together however much is written meanwhile: the cursor is the number of an entry")
    func pages() throws {
        let fixture = try Fixture(1500)
        var seqs: [Int64] = []
        var cursor: Int? = 0
        var pages = 0
        while let from = cursor {
            let page = try fixture.answers.page(Query(.audit), cursor: from, seq: 1501)
            seqs += try page.rows.map { try #require(try JSONTape().read($0)["seq"]?.asInt64) }
            cursor = page.next
            pages += 1
        }
        #expect(seqs == Array((1...1501).reversed()) && pages > 2)
    }

    @Test("as many entries as are asked for come page by page, however many pages they fill")
    func limited() throws {
        let fixture = try Fixture(1500)
        var query = Query(.audit)
        query.limit = 1200
        var seqs: [Int64] = []
        var cursor: Int? = 0
        while let from = cursor {
            let page = try fixture.answers.page(query, cursor: from, seq: 1501)
            seqs += try page.rows.map { try #require(try JSONTape().read($0)["seq"]?.asInt64) }
            cursor = page.next
        }
        #expect(seqs == Array((302...1501).reversed()))
    }

    @Test("of a plant file the entry tells which it was and how long, not its whole text")
    func model() throws {
        let fixture = try Fixture(0)
        let row = try #require(try fixture.answers.rows(Query(.audit)).first)
        let body = try JSONTape().read(try #require(row.json("body")))
        #expect(body["digest"]?.string == "d1" && body["bytes"]?.asInt64 == 200_000 && body["text"] == nil)
    }

    @Test("a command names what it is about, the decision of a conflict what the command was about that met it")
    func objects() throws {
        var rig = try StopCommandTests.rig()
        let id = StopCommandTests.first
        _ = rig.answer(1, "stop.explain", id, #"{"reason":"material"}"#, from: "t2", at: 211)
        _ = rig.answer(2, "stop.explain", id, #"{"reason":"die"}"#, at: 212)
        _ = rig.answer(3, "conflict.resolve", HubRig.key(2), #"{"take":"yours"}"#, at: 213)
        _ = rig.answer(4, "conflict.resolve", HubRig.key(9), #"{"take":"yours"}"#, at: 214)
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var batch = StoreBatch()
        batch.entries = rig.entries
        try store.commit(batch)
        var query = Query(.audit)
        query.kind = "command"
        #expect(try QueryAnswer(store: store).rows(query).map { $0.text("object") } == [nil, id, id, id])
        query.kind = "stop"
        #expect(try QueryAnswer(store: store).rows(query).allSatisfy { $0["object"] == Row.Value.none })
    }
}

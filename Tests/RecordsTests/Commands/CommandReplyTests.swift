import Basis
import Records
import Shopfloor
import Testing

@Suite("Replies to commands")
struct CommandReplyTests {
    static var conflict: CommandReply {
        var reply = CommandReply(
            key: CommandReadingTests.key, outcome: .conflict, seq: 12, at: Instant(milliseconds: 34), epoch: 5,
            id: "M1@9")
        reply.isMerged = true
        reply.refusal = .keyReused
        reply.fields = [
            FieldConflict(
                "note", yours: .text("a \"b\""), theirs: .none, by: "t2", at: Instant(milliseconds: 7)),
            FieldConflict("at", yours: .integer(3), theirs: .integer(4), by: nil, at: nil),
        ]
        return reply
    }

    @Test("a reply reads back as it was")
    func roundTrip() throws {
        let tape = JSONTape()
        let plain = CommandReply(
            key: CommandReadingTests.key, outcome: .saved, seq: 12, at: Instant(milliseconds: 34), epoch: 5, id: "x")
        for reply in [plain, Self.conflict] { #expect(CommandReply(try tape.read(reply.bytes)) == reply) }
    }

    @Test("its bytes are fixed, and what is not so is not there")
    func bytes() {
        let reply = CommandReply(
            key: "k", outcome: .saved, seq: 12, at: Instant(milliseconds: 34), epoch: 5, id: "M1@9")
        #expect(
            String(decoding: reply.bytes, as: UTF8.self)
                == #"{"v":1,"key":"k","outcome":"saved","seq":12,"at":34,"epoch":5,"id":"M1@9"}"#)
    }

    @Test("only what the hub could not record is to be sent again as it is")
    func temporary() {
        #expect(Refusal.notRecording("full", isDiskFull: true).isTemporary)
        #expect(Refusal.notRecording("full", isDiskFull: true).text.en.hasPrefix("hub disk full"))
        #expect(!Refusal.keyReused.isTemporary)
    }

    @Test("a page is no reply to a command")
    func page() throws {
        #expect(CommandReply(try JSONTape().read(#"{"v":1,"seq":5,"rows":[],"next":null}"#)) == nil)
    }
}

@Suite("Versions")
struct VersionCheckTests {
    func field(_ yours: String, _ theirs: String) -> FieldConflict {
        FieldConflict("note", yours: .text(yours), theirs: .text(theirs), by: "t", at: nil)
    }

    @Test("the same field changed since is a conflict, another one is merged, one changed before is neither")
    func rule() {
        var same = VersionCheck(SeenVersion(5, by: "me"))
        same.set(field("a", "b"), version: 6)
        #expect(same.conflicts == [field("a", "b")])
        var other = VersionCheck(SeenVersion(5, by: "me"))
        other.set(field("a", "b"), version: 5)
        other.leave(version: 6, by: "t")
        #expect(other.conflicts.isEmpty)
        #expect(other.isMerged)
        var before = VersionCheck(SeenVersion(5, by: "me"))
        before.set(field("a", "b"), version: 5)
        before.leave(version: 5, by: "t")
        #expect(before.conflicts.isEmpty)
        #expect(!before.isMerged)
    }

    @Test("what the hub itself ended is in conflict with nobody; that it did is told")
    func hubsOwn() {
        var check = VersionCheck(SeenVersion(5, by: "me"))
        check.set(FieldConflict("until", yours: .integer(7), theirs: .none, by: nil, at: nil), version: 6)
        #expect(check.conflicts.isEmpty && check.isMerged)
    }

    @Test("two people who want the same have no conflict")
    func agreed() {
        var check = VersionCheck(SeenVersion(nil, by: "me"))
        check.set(field("a", "a"), version: 6)
        #expect(check.conflicts.isEmpty)
    }

    @Test("what a terminal changed itself since is no conflict, nor merged; what the hub changed is")
    func own() {
        var check = VersionCheck(SeenVersion(nil, by: "t"))
        check.set(field("a", "b"), version: 6)
        check.leave(version: 7, by: "t")
        #expect(check.conflicts.isEmpty && !check.isMerged)
        check.leave(version: 8, by: nil)
        #expect(check.isMerged)
    }
}

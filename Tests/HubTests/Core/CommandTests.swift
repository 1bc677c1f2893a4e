import Basis
import Records
import Shopfloor
import Store
import Testing

@testable import Hub

@Suite("Commands in the core")
struct CommandTests {
    /// A hub with a standing alarm.
    static func rig() throws -> HubRig {
        var rig = try HubRig()
        rig.value("A/mode", #""run""#, at: 0)
        rig.alarm("x", "F", "open", at: 1)
        _ = rig.durable()
        return rig
    }

    @Test("an answer comes after its commit, never before; people see what it did then")
    func afterCommit() throws {
        var rig = try Self.rig()
        #expect(rig.command(HubRig.bytes(1, "alarm.acknowledge", "A/x/open"), at: 2) == .later)
        let id = AlarmID(machine: "A", item: "x", code: "open")
        let before = rig.core.seq - 2
        #expect(rig.core.durable(through: before).isEmpty)
        #expect(rig.core.durable(through: before + 1).isEmpty, "its effect is not durable yet")
        #expect(rig.core.recorded.alarmCare[id]?.acknowledged == nil)
        #expect(rig.core.decided.alarmCare[id]?.acknowledged == 1)
        let answered = rig.durable()
        let reply = try #require(answered.first)
        #expect(reply.outcome == .saved)
        #expect(reply.key == HubRig.key(1))
        #expect(reply.seq == before + 1)
        #expect(reply.at == HubRig.second(2))
        #expect(rig.core.recorded.alarmCare[id]?.acknowledged == 1)
    }

    @Test("the journal has the command first, with its bytes, and its effect after it, naming it")
    func journal() throws {
        var rig = try Self.rig()
        let bytes = HubRig.bytes(1, "alarm.acknowledge", "A/x/open", #"{"note":"seen"}"#)
        rig.command(bytes, at: 2)
        let events = rig.take()
        guard case .command(let command) = events[0], case .alarmAction(let action) = events[1] else {
            Issue.record("\(events)")
            return
        }
        #expect(command.envelope.bytes == bytes)
        #expect(command.envelope.terminal == "t1")
        #expect(action.command == rig.core.seq - 1)
        #expect(action.by == "t1")
        #expect(action.note == "seen")
    }

    @Test("the same command twice before its commit is applied once, and answered once")
    func twiceAtOnce() throws {
        var rig = try Self.rig()
        let bytes = HubRig.bytes(1, "alarm.acknowledge", "A/x/open")
        for _ in 0..<5 { #expect(rig.command(bytes, at: 2) == .later) }
        #expect(rig.take().count == 2)
        #expect(rig.core.durable(through: rig.core.seq).count == 1)
    }

    @Test("of several terminals that send the same command before its commit each is answered, with the same bytes")
    func severalAtOnce() throws {
        var rig = try Self.rig()
        let bytes = HubRig.bytes(1, "alarm.acknowledge", "A/x/open")
        for terminal in ["t1", "t2", "t3", "t2"] { #expect(rig.command(bytes, from: terminal, at: 2) == .later) }
        #expect(rig.core.refuseWaiting(.notRecording("full", isDiskFull: true)).map(\.terminal) == ["t1", "t2", "t3"])
        #expect(rig.take().count == 2)
        let replies = rig.core.durable(through: rig.core.seq)
        #expect(replies.map(\.terminal) == ["t1", "t2", "t3"] && Set(replies.map(\.reply)).count == 1)
    }

    @Test("after its commit the store answers it again")
    func again() throws {
        var rig = try Self.rig()
        let bytes = HubRig.bytes(1, "alarm.acknowledge", "A/x/open")
        rig.command(bytes, at: 2)
        _ = rig.durable()
        #expect(rig.command(bytes, at: 3) == .stored(key: HubRig.key(1), id: "A/x/open"))
        #expect(rig.take().isEmpty)
    }

    @Test("a key with other bytes is refused, also before its commit")
    func reused() throws {
        var rig = try Self.rig()
        rig.command(HubRig.bytes(1, "alarm.acknowledge", "A/x/open"), at: 2)
        let other = HubRig.bytes(1, "alarm.unshelve", "A/x/open")
        guard case .rejected(let reply, why: "key-reused") = rig.command(other, at: 2) else {
            Issue.record("it was taken, or leaves no trace")
            return
        }
        #expect(CommandReply(try JSONTape().read(reply))?.refusal == .keyReused)
    }

    @Test("a command that cannot be done is journalled, so that an audit sees it, and does nothing")
    func refused() throws {
        var rig = try Self.rig()
        let answer = rig.answer(1, "alarm.acknowledge", "A/y/open", at: 2)
        let reply = try #require(answer)
        #expect(reply.outcome == .refused)
        #expect(reply.refusal?.code == .unknownObject)
        #expect(reply.seq == rig.core.seq)
        #expect(rig.entries.last?.event.kind == .command)
    }

    @Test("while nothing can be recorded a command is not taken, and its key stays free")
    func notRecording() throws {
        var rig = try Self.rig()
        let bytes = HubRig.bytes(1, "alarm.acknowledge", "A/x/open")
        let full = Refusal.notRecording("full", isDiskFull: true)
        guard case .now(let reply) = rig.command(bytes, at: 2, notRecording: full) else {
            Issue.record("it was taken")
            return
        }
        #expect(CommandReply(try JSONTape().read(reply))?.refusal?.isTemporary == true)
        #expect(rig.take().isEmpty)
        #expect(rig.command(bytes, at: 3) == .later)
    }

    @Test("a hub that starts knows the keys of the one before")
    func restart() throws {
        var stored = StoredState()
        stored.commandKeys = [try #require(CommandKey(HubRig.key(1)))]
        var rig = try HubRig(stored)
        let answer = rig.command(HubRig.bytes(1, "alarm.acknowledge", "A/x/open"), at: 2)
        #expect(answer == .stored(key: HubRig.key(1), id: "A/x/open"))
    }

    @Test("an edit of a field that somebody else set since is a conflict, of which a person takes either")
    func conflict() throws {
        for take in ["yours", "theirs"] {
            var rig = try Self.rig()
            let base = rig.core.seq
            _ = rig.answer(1, "alarm.note", "A/x/open", #"{"note":"first"}"#, base: base, at: 2)
            let answer = rig.answer(2, "alarm.note", "A/x/open", #"{"note":"second"}"#, base: base, from: "t2", at: 3)
            let reply = try #require(answer)
            #expect(reply.outcome == .conflict)
            #expect(
                reply.fields == [
                    FieldConflict(
                        "note", yours: .text("second"), theirs: .text("first"), by: "t1", at: HubRig.second(2))
                ])
            let id = AlarmID(machine: "A", item: "x", code: "open")
            #expect(rig.core.recorded.alarmCare[id]?.note == "first")
            let resolved = rig.answer(3, "conflict.resolve", HubRig.key(2), #"{"take":"\#(take)"}"#, at: 4)
            #expect(resolved?.outcome == .saved)
            #expect(rig.core.recorded.alarmCare[id]?.note == (take == "yours" ? "second" : "first"))
            #expect(rig.core.recorded.conflicts.isEmpty)
            let again = rig.answer(4, "conflict.resolve", HubRig.key(2), #"{"take":"theirs"}"#, at: 5)
            #expect(again?.refusal?.code == .noConflict)
        }
    }

    @Test("an edit of another field is saved, and marked as merged")
    func merged() throws {
        var rig = try Self.rig()
        let base = rig.core.seq
        _ = rig.answer(1, "alarm.note", "A/x/open", #"{"note":"first"}"#, base: base, at: 2)
        let reply = rig.answer(2, "alarm.acknowledge", "A/x/open", base: base, from: "t2", at: 3)
        #expect(reply?.outcome == .saved)
        #expect(reply?.isMerged == true)
    }
}

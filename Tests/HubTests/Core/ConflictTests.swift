import Basis
import Records
import Shopfloor
import Store
import Testing

@testable import Hub

/// `t2` said something first, `t1` met it with a stale base, and a person decides for `t2`.
@Suite("Conflicts that are decided for the others")
struct ConflictTests {
    private static let note = "note of mine"

    /// - Returns: what the hub says to `mine`, and then to the decision for the others.
    private static func decide(
        _ rig: inout HubRig, _ kind: String, _ id: String, theirs: String, mine: String, base: Int64? = nil,
        decidedAt: Int64 = 213
    ) -> (conflict: CommandReply?, decision: CommandReply?) {
        _ = rig.answer(1, kind, id, theirs, base: base, from: "t2", at: 211)
        let conflict = rig.answer(2, kind, id, mine, base: base, at: 212)
        return (conflict, rig.answer(3, "conflict.resolve", HubRig.key(2), #"{"take":"theirs"}"#, at: decidedAt))
    }

    @Test(
        "what was typed into a field that is in no conflict is saved when the conflict is decided, flagged as merged",
        arguments: [
            (#"{"reason":"material"}"#, "reason", "material", note), (#"{"note":"theirs"}"#, "note", "die", "theirs"),
            (#"{"reason":"material","note":"theirs"}"#, "reason note", "material", "theirs"),
        ])
    func explained(_ theirs: String, _ fields: String, _ reason: String, _ note: String) throws {
        var rig = try StopCommandTests.rig()
        let answers = Self.decide(
            &rig, "stop.explain", StopCommandTests.first, theirs: theirs,
            mine: #"{"reason":"die","note":"\#(Self.note)"}"#)
        #expect(answers.conflict?.fields.map(\.field).joined(separator: " ") == fields)
        let stop = StopCommandTests.stops(rig)[0]
        #expect(stop.reason == reason && stop.note == note)
        #expect(answers.decision?.outcome == .saved)
        #expect(answers.decision?.isMerged == (fields != "reason note"))
        #expect(rig.core.recorded.conflicts.isEmpty)
    }

    @Test("what a terminal left behind stays its word, also against that of who sends it, who gets the answer")
    func leftBehind() throws {
        var rig = try StopCommandTests.rig()
        _ = rig.answer(1, "stop.explain", StopCommandTests.first, #"{"reason":"material"}"#, from: "t2", at: 211)
        for (number, id) in [(2, StopCommandTests.first), (3, StopCommandTests.second)] {
            let bytes = HubRig.bytes(number, "stop.explain", id, #"{"reason":"die"}"#)
            rig.command(bytes, from: "t2", origin: "t1", at: 212)
        }
        rig.entries += rig.core.takePending().entries
        let replies = rig.core.durable(through: rig.core.seq)
        #expect(replies.map(\.terminal) == ["t2", "t2"])
        let outcomes = try replies.map { try CommandReply(JSONTape().read($0.reply))?.outcome }
        #expect(outcomes == [.conflict, .saved])
        let stops = StopCommandTests.stops(rig)
        #expect(stops.map(\.reason) == ["material", "die"] && stops.map(\.by) == ["t2", "t1"])
        let commands = rig.entries.compactMap { if case .command(let command) = $0.event { command } else { nil } }
        #expect(commands.map(\.envelope.terminal) == ["t2", "t1", "t1"])
        #expect(commands.map(\.envelope.sentBy) == [nil, "t2", "t2"])
    }

    @Test("what a terminal left behind never overwrites what it says itself since, whichever of the two comes first")
    func leftBehindAndBack() throws {
        for comesLast in [true, false] {
            var rig = try StopCommandTests.rig()
            let older = HubRig.bytes(1, "stop.explain", StopCommandTests.first, #"{"reason":"die"}"#)
            let newer = HubRig.bytes(2, "stop.explain", StopCommandTests.first, #"{"reason":"material"}"#)
            if !comesLast { rig.command(older, from: "t2", origin: "t1", at: 211) }
            rig.command(newer, from: "t1", at: 212)
            if comesLast { rig.command(older, from: "t2", origin: "t1", at: 213) }
            rig.entries += rig.core.takePending().entries
            let replies = rig.core.durable(through: rig.core.seq)
            let outcomes = try replies.map { try CommandReply(JSONTape().read($0.reply))?.outcome }
            #expect(outcomes == [.saved, comesLast ? .conflict : .saved])
            #expect(StopCommandTests.stops(rig)[0].reason == "material")
        }
    }

    @Test("before a person decides nothing of a command in conflict is done, also not its other fields")
    func whole() throws {
        var rig = try StopCommandTests.rig()
        _ = rig.answer(1, "stop.explain", StopCommandTests.first, #"{"reason":"die"}"#, from: "t2", at: 211)
        _ = rig.answer(2, "stop.explain", StopCommandTests.first, #"{"reason":"material","note":"n"}"#, at: 212)
        #expect(StopCommandTests.stops(rig)[0].note == nil)
    }

    @Test("an alarm that was acknowledged with a note is acknowledged, whose ever note stays")
    func acknowledged() throws {
        var rig = try AlarmActionTests.rig()
        let base = rig.core.seq
        _ = rig.answer(1, "alarm.note", AlarmActionTests.text, #"{"note":"theirs"}"#, base: base, from: "t2", at: 3)
        let conflict = rig.answer(2, "alarm.acknowledge", AlarmActionTests.text, #"{"note":"n"}"#, base: base, at: 4)
        #expect(conflict?.outcome == .conflict && AlarmActionTests.state(rig) != .acknowledged)
        let decision = rig.answer(3, "conflict.resolve", HubRig.key(2), #"{"take":"theirs"}"#, at: 5)
        #expect(decision?.isMerged == true && AlarmActionTests.state(rig) == .acknowledged)
        #expect(rig.core.recorded.alarmCare[AlarmActionTests.id]?.note == "theirs")
    }

    @Test("of a shelf and its note the one that is in no conflict is saved")
    func shelved() throws {
        let (near, far) = (HubRig.second(400).milliseconds, HubRig.second(500).milliseconds)
        var rig = try AlarmActionTests.rig()
        let until = Self.decide(
            &rig, "alarm.shelve", AlarmActionTests.text, theirs: #"{"until":\#(near)}"#,
            mine: #"{"until":\#(far),"note":"\#(Self.note)"}"#, base: rig.core.seq)
        #expect(until.conflict?.fields.map(\.field) == ["until"] && until.decision?.isMerged == true)
        #expect(rig.core.recorded.alarmCare[AlarmActionTests.id]?.note == Self.note)
        #expect(rig.core.recorded.alarmCare[AlarmActionTests.id]?.shelvedUntil == HubRig.second(400))
        rig = try AlarmActionTests.rig()
        let base = rig.core.seq
        _ = rig.answer(1, "alarm.note", AlarmActionTests.text, #"{"note":"theirs"}"#, base: base, from: "t2", at: 3)
        _ = rig.answer(
            2, "alarm.shelve", AlarmActionTests.text, #"{"until":\#(far),"note":"n"}"#, base: base, at: 4)
        _ = rig.answer(3, "conflict.resolve", HubRig.key(2), #"{"take":"theirs"}"#, at: 5)
        #expect(rig.core.recorded.alarmCare[AlarmActionTests.id]?.note == "theirs")
        #expect(rig.core.recorded.alarmCare[AlarmActionTests.id]?.shelvedUntil == HubRig.second(500))
    }

    @Test(
        "where the rest cannot be done any more the conflict is decided all the same, and the answer says why it is not"
    )
    func tooLate() throws {
        var rig = try AlarmActionTests.rig()
        let base = rig.core.seq
        let until = HubRig.second(10).milliseconds
        _ = rig.answer(1, "alarm.note", AlarmActionTests.text, #"{"note":"theirs"}"#, base: base, from: "t2", at: 3)
        _ = rig.answer(
            2, "alarm.shelve", AlarmActionTests.text, #"{"until":\#(until),"note":"n"}"#, base: base, at: 4)
        let decision = rig.answer(3, "conflict.resolve", HubRig.key(2), #"{"take":"theirs"}"#, at: 20)
        #expect(decision?.outcome == .saved && decision?.refusal?.code.rawValue == "shelf-is-over")
        #expect(rig.core.recorded.conflicts.isEmpty)
    }

    @Test("two stops whose reason is in conflict are one, with the reason and note of the side that was taken")
    func merged() throws {
        for take in ["yours", "theirs"] {
            var rig = try StopCommandTests.rig()
            let at = HubRig.second(40).milliseconds
            _ = rig.answer(1, "stop.split", StopCommandTests.first, #"{"at":\#(at)}"#, at: 210)
            let first = #"{"reason":"die","note":"a"}"#
            _ = rig.answer(2, "stop.explain", StopCommandTests.first, first, base: rig.core.seq, at: 210)
            let base = rig.core.seq
            _ = rig.answer(3, "stop.explain", "A@\(at)", #"{"reason":"material"}"#, base: base, from: "t2", at: 211)
            let with = #"{"with":"A@\#(at)"}"#
            let conflict = rig.answer(4, "stop.merge", StopCommandTests.first, with, base: base, at: 212)
            #expect(conflict?.fields.map(\.field) == ["reason"])
            #expect(StopCommandTests.stops(rig).count == 3)
            _ = rig.answer(5, "conflict.resolve", HubRig.key(4), #"{"take":"\#(take)"}"#, at: 213)
            let stops = StopCommandTests.stops(rig)
            #expect(stops.map(\.reason) == [take == "yours" ? "die" : "material", nil])
            #expect(stops[0].note == (take == "yours" ? "a" : nil), "a note of another reason is none of this one's")
        }
    }

    @Test("of a split whose time is in conflict nothing is left that could be done")
    func split() throws {
        var rig = try StopCommandTests.rig()
        let (one, two) = (HubRig.second(40).milliseconds, HubRig.second(50).milliseconds)
        let answers = Self.decide(
            &rig, "stop.split", StopCommandTests.first, theirs: #"{"at":\#(two)}"#, mine: #"{"at":\#(one)}"#)
        #expect(answers.conflict?.outcome == .conflict)
        #expect(answers.decision?.outcome == .saved && answers.decision?.isMerged == false)
        #expect(StopCommandTests.stops(rig).map(\.from) == [10, 50, 200].map(HubRig.second))
    }

    @Test(
        "a base above the journal's newest number says nothing of what was seen: what is there is in conflict")
    func baseAhead() throws {
        var rig = try StopCommandTests.rig()
        let (id, mine) = (StopCommandTests.first, #"{"reason":"die"}"#)
        _ = rig.answer(1, "stop.explain", id, #"{"reason":"material"}"#, from: "t2", at: 211)
        #expect(rig.answer(2, "stop.explain", id, mine, base: rig.core.seq + 1, at: 212)?.outcome == .conflict)
        #expect(rig.answer(3, "stop.explain", id, mine, base: 1_000_000, at: 213)?.outcome == .conflict)
        // What the journal came to since does not make it true.
        let third = #"{"reason":"electrical"}"#
        _ = rig.answer(4, "stop.explain", id, third, base: rig.core.seq, from: "t3", at: 214)
        for base in [nil, 1_000_000] as [Int64?] {
            let number = base == nil ? 5 : 6
            let decision = rig.answer(
                number, "conflict.resolve", HubRig.key(3), #"{"take":"yours"}"#, base: base, at: 215)
            #expect(decision?.outcome == .conflict)
        }
        #expect(StopCommandTests.stops(rig)[0].reason == "electrical")
        #expect(rig.answer(7, "stop.explain", id, mine, base: rig.core.seq, at: 216)?.outcome == .saved)
    }

    // MARK: What others said after the conflict

    /// `t2` has said material, `t1` met it with die, and then `t3` says electrical.
    private static func thirdWord(note: String = "") throws -> HubRig {
        var rig = try StopCommandTests.rig()
        _ = rig.answer(1, "stop.explain", StopCommandTests.first, #"{"reason":"material"}"#, from: "t2", at: 211)
        let mine = note.isEmpty ? #"{"reason":"die"}"# : #"{"reason":"die","note":"\#(note)"}"#
        _ = rig.answer(2, "stop.explain", StopCommandTests.first, mine, at: 212)
        let electrical = #"{"reason":"electrical"}"#
        _ = rig.answer(3, "stop.explain", StopCommandTests.first, electrical, base: rig.core.seq, from: "t3", at: 213)
        return rig
    }

    @Test("a decision does not write over what its person has not seen: a third's newer word is a conflict once more")
    func newerWord() throws {
        var rig = try Self.thirdWord()
        let yours = #"{"take":"yours"}"#
        let answer = rig.answer(4, "conflict.resolve", HubRig.key(2), yours, at: 214)
        let anew = try #require(answer)
        #expect(anew.outcome == .conflict && anew.id == HubRig.key(2))
        #expect(anew.fields.map(\.theirs) == [.text("electrical")] && anew.fields.map(\.by) == ["t3"])
        #expect(StopCommandTests.stops(rig)[0].reason == "electrical")
        #expect(Array(rig.core.recorded.conflicts.keys) == [HubRig.key(2)], "one conflict is open, not two")
        // Without a base it is judged by what the first answer showed, however often.
        let again = rig.answer(5, "conflict.resolve", HubRig.key(2), yours, at: 215)
        #expect(again?.outcome == .conflict)
        let decided = rig.answer(6, "conflict.resolve", HubRig.key(2), yours, base: anew.seq, at: 216)
        #expect(decided?.outcome == .saved && StopCommandTests.stops(rig)[0].reason == "die")
        #expect(rig.core.recorded.conflicts.isEmpty)
    }

    @Test("a decision for the others leaves what is there now, and says what that is")
    func leavesNewest() throws {
        var rig = try Self.thirdWord(note: Self.note)
        let decided = rig.answer(4, "conflict.resolve", HubRig.key(2), #"{"take":"theirs"}"#, at: 214)
        #expect(decided?.outcome == .saved && decided?.fields.map(\.theirs) == [.text("electrical")])
        let stop = StopCommandTests.stops(rig)[0]
        #expect(stop.reason == "electrical" && stop.note == Self.note)
        #expect(rig.core.recorded.conflicts.isEmpty)
    }

    @Test("what else the command sets is not written over what a third has said of it meanwhile")
    func newerRest() throws {
        var rig = try StopCommandTests.rig()
        _ = rig.answer(1, "stop.explain", StopCommandTests.first, #"{"reason":"material"}"#, from: "t2", at: 211)
        let mine = #"{"reason":"die","note":"n"}"#
        _ = rig.answer(2, "stop.explain", StopCommandTests.first, mine, at: 212)
        _ = rig.answer(
            3, "stop.explain", StopCommandTests.first, #"{"note":"third"}"#, base: rig.core.seq, from: "t3", at: 213)
        let theirs = #"{"take":"theirs"}"#
        let answer = rig.answer(4, "conflict.resolve", HubRig.key(2), theirs, at: 214)
        let anew = try #require(answer)
        #expect(anew.outcome == .conflict && anew.fields.map(\.field) == ["reason", "note"])
        let decided = rig.answer(5, "conflict.resolve", HubRig.key(2), theirs, base: anew.seq, at: 215)
        #expect(decided?.outcome == .saved)
        let stop = StopCommandTests.stops(rig)[0]
        #expect(stop.reason == "material" && stop.note == "third")
    }
}

import Records
import Shopfloor
import Testing

@testable import Hub

/// `t2` wrote a note, `t1` gave a reason, and `t2` met that with a reason and another note: only the reason is in conflict.
@Suite("Whoever decides a conflict")
struct ConflictDeciderTests {
    static let terminals = ["t2", "t1", "t3"]

    private static func conflict() throws -> HubRig {
        var rig = try StopCommandTests.rig()
        let id = StopCommandTests.first
        _ = rig.answer(1, "stop.explain", id, #"{"note":"N1"}"#, from: "t2", at: 211)
        _ = rig.answer(2, "stop.explain", id, #"{"reason":"die"}"#, at: 212)
        let both = #"{"reason":"material","note":"N2"}"#
        let conflict = rig.answer(3, "stop.explain", id, both, from: "t2", at: 213)
        #expect(conflict?.fields.map(\.field) == ["reason"])
        return rig
    }

    private static func decide(
        _ rig: inout HubRig, _ number: Int, _ take: String, base: Int64? = nil, by terminal: String
    ) -> CommandReply? {
        let set = #"{"take":"\#(take)"}"#
        return rig.answer(number, "conflict.resolve", HubRig.key(3), set, base: base, from: terminal, at: 220)
    }

    @Test("decides of what is in conflict: the rest is done and stamped with who decided", arguments: terminals)
    func theirs(_ terminal: String) throws {
        var rig = try Self.conflict()
        let decision = Self.decide(&rig, 4, "theirs", by: terminal)
        #expect(decision?.outcome == .saved && decision?.isMerged == true && decision?.fields == [])
        let stop = StopCommandTests.stops(rig)[0]
        #expect(stop.reason == "die" && stop.reasonBy == "t1")
        #expect(stop.note == "N2" && stop.noteBy == [terminal])
        #expect(rig.core.recorded.conflicts.isEmpty)
    }

    @Test("takes all of the command with it, stamped with who decided", arguments: terminals)
    func yours(_ terminal: String) throws {
        var rig = try Self.conflict()
        #expect(Self.decide(&rig, 4, "yours", by: terminal)?.outcome == .saved)
        let stop = StopCommandTests.stops(rig)[0]
        #expect(stop.reason == "material" && stop.note == "N2")
        #expect(stop.reasonBy == terminal && stop.noteBy == [terminal])
    }

    @Test("is asked anew of a field that somebody set since, and of no other", arguments: terminals)
    func anew(_ terminal: String) throws {
        var rig = try Self.conflict()
        let electrical = #"{"reason":"electrical"}"#
        _ = rig.answer(4, "stop.explain", StopCommandTests.first, electrical, base: rig.core.seq, from: "t4", at: 214)
        let anew = Self.decide(&rig, 5, "yours", by: terminal)
        #expect(anew?.outcome == .conflict && anew?.fields.map(\.field) == ["reason"])
        #expect(anew?.fields.map(\.theirs) == [.text("electrical")])
        let decision = Self.decide(&rig, 6, "theirs", base: anew?.seq, by: terminal)
        #expect(decision?.isMerged == true)
        let stop = StopCommandTests.stops(rig)[0]
        #expect(stop.reason == "electrical" && stop.note == "N2")
    }

    @Test(
        "sees what the author wrote over a field after the conflict, and decides of that, too", arguments: ["t1", "t3"])
    func authorSince(_ terminal: String) throws {
        for take in ["yours", "theirs"] {
            var rig = try Self.conflict()
            _ = rig.answer(4, "stop.explain", StopCommandTests.first, #"{"note":"N3"}"#, from: "t2", at: 214)
            let anew = Self.decide(&rig, 5, take, by: terminal)
            #expect(anew?.outcome == .conflict && anew?.fields.map(\.field) == ["reason", "note"])
            #expect(anew?.fields.last?.theirs == .text("N3"))
            #expect(Self.decide(&rig, 6, take, base: anew?.seq, by: terminal)?.outcome == .saved)
            let stop = StopCommandTests.stops(rig)[0]
            #expect(stop.reason == (take == "yours" ? "material" : "die"))
            #expect(stop.note == (take == "yours" ? "N2" : "N3"))
        }
    }
}

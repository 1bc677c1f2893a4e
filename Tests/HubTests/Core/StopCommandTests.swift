import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

@Suite("Commands about stops")
struct StopCommandTests {
    /// `A` runs, is maintained from 10 s on, and runs again from 100 s; then from 200 s on it is maintained.
    static func rig() throws -> HubRig {
        var rig = try HubRig()
        rig.value("A/mode", #""run""#, at: 0)
        rig.value("A/door", "true", at: 0)
        rig.value("A/door", "true", at: 15)
        rig.value("A/mode", #""run""#, at: 60)
        rig.value("A/door", "false", at: 100)
        rig.value("A/mode", #""run""#, at: 150)
        rig.value("A/door", "true", at: 190)
        rig.value("A/door", "true", at: 205)
        _ = rig.durable()
        return rig
    }

    static let first = "A@\(HubRig.second(10).milliseconds)"
    static let second = "A@\(HubRig.second(200).milliseconds)"

    static func stops(_ rig: HubRig) -> [Stop] { rig.core.stopBook(of: 0).stops }

    @Test("a reason shows once it is durable, never before, with who gave it")
    func explained() throws {
        var rig = try Self.rig()
        #expect(Self.stops(rig).map(\.id.description) == [Self.first, Self.second])
        rig.command(HubRig.bytes(1, "stop.explain", Self.first, #"{"reason":"die","note":"pin\u0007"}"#), at: 210)
        #expect(Self.stops(rig)[0].reason == nil)
        let reply = rig.durable().last
        let stop = Self.stops(rig)[0]
        #expect(reply?.outcome == .saved && reply?.isMerged == false)
        #expect(stop.reason == "die" && stop.by == "t1" && stop.version == rig.core.seq)
        #expect(stop.note?.contains("\u{7}") == false, "what stands on screens is safe")
        #expect(Self.stops(rig)[1].reason == nil)
    }

    @Test("the journal has the edit after its command, naming it, with the kind that the reason has now")
    func journal() throws {
        var rig = try Self.rig()
        rig.command(HubRig.bytes(1, "stop.explain", Self.second, #"{"reason":"die"}"#), at: 210)
        let events = rig.take()
        guard events.count >= 2, case .command = events[events.count - 2], case .stop(let edit)? = events.last else {
            Issue.record("\(events)")
            return
        }
        #expect(edit.command == rig.core.seq - 1 && edit.to == nil)
        #expect(edit.reason == StopEdit.Given(id: "die", kind: .breakdown))
    }

    @Test(
        "what cannot be done is refused with the reason why",
        arguments: [
            ("stop.explain", "A@\(HubRig.second(150).milliseconds)", #"{"reason":"die"}"#, "no-such-stop"),
            ("stop.explain", "A@\(HubRig.second(900).milliseconds)", #"{"reason":"die"}"#, "no-such-stop"),
            ("stop.merge", first, #"{"with":"A@\#(HubRig.second(900).milliseconds)"}"#, "no-such-stop"),
            ("stop.explain", first, #"{"reason":"weather"}"#, "unknown-reason"),
            ("stop.explain", "C@1", #"{"reason":"die"}"#, "unknown-object"),
            ("stop.explain", "nonsense", #"{"reason":"die"}"#, "unknown-object"),
            ("stop.split", first, #"{"at":\#(HubRig.second(100).milliseconds)}"#, "split-outside"),
            ("stop.split", second, #"{"at":\#(HubRig.second(300).milliseconds)}"#, "split-outside"),
            ("stop.merge", first, #"{"with":"\#(second)"}"#, "not-neighbours"),
            ("stop.merge", first, #"{"with":"nonsense"}"#, "unknown-object"),
            ("stop.merge", first, #"{"at":\#(HubRig.second(50).milliseconds)}"#, "no-such-cut"),
        ])
    func refused(_ kind: String, _ id: String, _ set: String, _ code: String) throws {
        var rig = try Self.rig()
        let reply = rig.answer(1, kind, id, set, at: 210)
        #expect(reply?.outcome == .refused && reply?.refusal?.code.rawValue == code)
        #expect(reply?.refusal?.text[.zh] != reply?.refusal?.text.en)
        #expect(Self.stops(rig).count == 2)
    }

    @Test("a stop is split and merged again, each half with its own reason until then")
    func splitAndMerge() throws {
        var rig = try Self.rig()
        let at = HubRig.second(40).milliseconds
        _ = rig.answer(1, "stop.split", Self.first, #"{"at":\#(at)}"#, at: 210)
        #expect(Self.stops(rig).map(\.from) == [10, 40, 200].map(HubRig.second))
        let version = try #require(Self.stops(rig)[1].version)
        _ = rig.answer(2, "stop.explain", "A@\(at)", #"{"reason":"die"}"#, base: version, at: 211)
        #expect(Self.stops(rig).map(\.reason) == [nil, "die", nil])
        let merged = rig.answer(3, "stop.merge", "A@\(at)", #"{"with":"\#(Self.first)"}"#, base: rig.core.seq, at: 212)
        #expect(merged?.outcome == .saved)
        #expect(Self.stops(rig).map(\.reason) == ["die", nil])
    }

    @Test("a stop is found by a start that lies in it, and the answer says that it begins elsewhere")
    func moved() throws {
        var rig = try Self.rig()
        let inside = "A@\(HubRig.second(40).milliseconds)"
        let reply = rig.answer(1, "stop.explain", inside, #"{"reason":"die"}"#, at: 210)
        #expect(reply?.outcome == .saved && reply?.isMerged == true)
        #expect(Self.stops(rig).map(\.reason) == ["die", nil])
        let exact = rig.answer(2, "stop.explain", Self.first, #"{"note":"x"}"#, at: 211)
        #expect(exact?.isMerged == false)
    }

    @Test("a version below 0 was never told: it counts as having seen nothing, and no conflict is with nobody")
    func madeUpBase() throws {
        var rig = try Self.rig()
        let first = rig.answer(1, "stop.explain", Self.first, #"{"reason":"die"}"#, base: -5, at: 210)
        #expect(first?.outcome == .saved)
        let other = rig.answer(2, "stop.explain", Self.first, #"{"reason":"material"}"#, base: -1, from: "t2", at: 211)
        #expect(other?.outcome == .conflict && other?.fields.first?.by == "t1")
    }

    @Test("one field set by two people is a conflict, of which a person takes either; two fields are merged")
    func conflict() throws {
        for take in ["yours", "theirs"] {
            var rig = try Self.rig()
            _ = rig.answer(1, "stop.explain", Self.first, #"{"reason":"die"}"#, at: 210)
            let other = rig.answer(2, "stop.explain", Self.first, #"{"note":"x"}"#, from: "t2", at: 211)
            #expect(other?.outcome == .saved && other?.isMerged == true)
            let reply = rig.answer(3, "stop.explain", Self.first, #"{"reason":"material"}"#, from: "t2", at: 212)
            #expect(reply?.outcome == .conflict)
            let field = FieldConflict(
                "reason", yours: .text("material"), theirs: .text("die"), by: "t1", at: HubRig.second(210))
            #expect(reply?.fields == [field])
            #expect(Self.stops(rig)[0].reason == "die")
            let resolved = rig.answer(4, "conflict.resolve", HubRig.key(3), #"{"take":"\#(take)"}"#, at: 213)
            #expect(resolved?.outcome == .saved)
            #expect(Self.stops(rig)[0].reason == (take == "yours" ? "material" : "die"))
            #expect(rig.core.recorded.conflicts.isEmpty)
        }
    }

    @Test("two that cut one stop at different times behind each other's back are a conflict of the cut")
    func cutConflict() throws {
        var rig = try Self.rig()
        let (one, two) = (HubRig.second(40).milliseconds, HubRig.second(50).milliseconds)
        _ = rig.answer(1, "stop.split", Self.first, #"{"at":\#(one)}"#, at: 210)
        let reply = rig.answer(2, "stop.split", "A@\(one)", #"{"at":\#(two)}"#, from: "t2", at: 211)
        let field = FieldConflict(
            "at", yours: .integer(two), theirs: .integer(one), by: "t1", at: HubRig.second(210))
        #expect(reply?.fields == [field])
    }

    @Test("two edits that a terminal made without a link do not meet each other, of stops as of alarms; another's do")
    func ownEdits() throws {
        var rig = try Self.rig()
        rig.alarm("x", "F", "open", at: 206)
        _ = rig.durable()
        let alarm = rig.core.seq
        for (key, reason) in [(1, "die"), (2, "material")] {
            let reply = rig.answer(key, "stop.explain", Self.first, #"{"reason":"\#(reason)"}"#, at: 210)
            #expect(reply?.outcome == .saved && reply?.isMerged == false)
            let note = rig.answer(
                key + 2, "alarm.note", "A/x/open", #"{"note":"\#(reason)"}"#, base: alarm, at: 210)
            #expect(note?.outcome == .saved && note?.isMerged == false)
        }
        #expect(Self.stops(rig)[0].reason == "material")
        let other = rig.answer(9, "stop.explain", Self.first, #"{"reason":"die"}"#, from: "t2", at: 211)
        #expect(other?.outcome == .conflict)
    }

    @Test("what was said of a stop that lasts outlives the hub, however long it lasts")
    func restart() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var rig = try Self.rig()
        _ = rig.answer(1, "stop.explain", Self.second, #"{"reason":"die"}"#, at: 210)
        let days: Int64 = 12 * 86_400
        rig.core.stop(at: HubRig.second(days))
        _ = rig.durable()
        var batch = StoreBatch()
        batch.entries = rig.entries
        batch.aliveAt = HubRig.second(days)
        try store.commit(batch)
        let stored = try store.load()
        #expect(stored.stopEntries.map(\.edit.reason?.id) == ["die"])
        let core = HubCore(
            model: try HubRig.model(), stored: stored, version: "1", now: HubRig.second(days + 10))
        #expect(core.recorded.stopEntries["A"]?.count == 1)
    }

    @Test("what is said of long past stops is dropped when nothing of that time is known any more")
    func bounded() throws {
        var rig = try Self.rig()
        _ = rig.answer(1, "stop.explain", Self.first, #"{"reason":"die"}"#, at: 210)
        var time: Int64 = 300
        for _ in 0..<RecentConditions.limit {
            rig.value("A/door", "false", at: time)
            rig.value("A/door", "true", at: time + 20)
            rig.value("A/door", "true", at: time + 35)
            time += 60
        }
        let open = try #require(Self.stops(rig).last?.id.description)
        let late = rig.answer(2, "stop.explain", Self.first, #"{"reason":"die"}"#, at: time)
        #expect(late?.refusal?.code.rawValue == "too-long-ago")
        _ = rig.answer(3, "stop.explain", open, #"{"reason":"die"}"#, at: time)
        #expect(rig.core.recorded.stopEntries["A"]?.count == 1)
        #expect(rig.core.decided.stopEntries["A"]?.count == 1)
    }
}

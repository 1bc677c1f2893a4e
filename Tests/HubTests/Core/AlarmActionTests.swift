import Basis
import Records
import Shopfloor
import Store
import Testing

@testable import Hub

@Suite("What people do about alarms")
struct AlarmActionTests {
    static let id = AlarmID(machine: "A", item: "x", code: "7")
    static let text = "A/x/7"

    static func rig() throws -> HubRig {
        var rig = try HubRig()
        rig.value("A/mode", #""run""#, at: 0)
        rig.alarm("x", "F", "7", at: 1)
        _ = rig.durable()
        return rig
    }

    static func state(_ rig: HubRig) -> AlarmState? { rig.core.alarmDocument(id)?.state }

    @Test("an acknowledged alarm that goes is normal, and its document stays for a day")
    func normal() throws {
        var rig = try Self.rig()
        #expect(rig.answer(1, "alarm.acknowledge", Self.text, at: 2)?.outcome == .saved)
        #expect(Self.state(rig) == .acknowledged)
        rig.alarm("x", "N", "7", at: 3)
        #expect(Self.state(rig) == .normal)
        #expect(rig.core.holds(Self.id))
        rig.core.advance(to: HubRig.second(86_000))
        #expect(rig.core.holds(Self.id))
        rig.core.advance(to: HubRig.second(86_410))
        #expect(!rig.core.holds(Self.id))
        #expect(rig.core.takeChanges().goneAlarms == [Self.id])
    }

    @Test("an acknowledgement of what came again since the person looked is refused; one of what they saw is taken")
    func cameAgain() throws {
        var rig = try Self.rig()
        let seen = try #require(rig.core.alarmDocument(Self.id)?.version)
        rig.alarm("x", "N", "7", at: 2)
        rig.alarm("x", "F", "7", at: 3)
        _ = rig.durable()
        #expect(
            rig.answer(1, "alarm.acknowledge", Self.text, base: seen, at: 4)?.refusal?.code.rawValue == "came-again")
        let now = rig.core.alarmDocument(Self.id)?.version
        #expect(rig.answer(2, "alarm.acknowledge", Self.text, base: now, at: 5)?.outcome == .saved)
        #expect(Self.state(rig) == .acknowledged)
    }

    @Test("of a base that the journal has not come to nothing was seen: an acknowledgement by it is refused")
    func baseAhead() throws {
        var rig = try Self.rig()
        let answer = rig.answer(1, "alarm.acknowledge", Self.text, base: 1_000_000, at: 2)
        #expect(answer?.refusal?.code == .cameAgain && Self.state(rig) == .unacknowledged)
    }

    @Test("what went before anybody saw it stands last in its machine's document until somebody has")
    func returned() throws {
        var rig = try Self.rig()
        rig.alarm("x", "N", "7", at: 2)
        rig.alarm("y", "W", "8", at: 3)
        _ = rig.durable()
        #expect(rig.core.machineDocument(0).alarms.map { $0.care?.state } == [.unacknowledged, .returned])
        #expect(rig.core.lineDocument("L").rows[0].alarms == 1, "it stands no more")
        _ = rig.core.takeChanges()
        #expect(rig.answer(1, "alarm.acknowledge", Self.text, at: 4)?.outcome == .saved)
        #expect(rig.core.machineDocument(0).alarms.map(\.code) == ["8"])
        #expect(rig.core.takeChanges().states == [0], "whoever looks at the machine hears of it at once")
    }

    @Test("two who acknowledge the same alarm are both answered SAVED, and the first is who did")
    func both() throws {
        var rig = try Self.rig()
        let base = rig.core.alarmDocument(Self.id)?.version
        _ = rig.answer(1, "alarm.acknowledge", Self.text, base: base, from: "t1", at: 2)
        #expect(rig.answer(2, "alarm.acknowledge", Self.text, base: base, from: "t2", at: 3)?.outcome == .saved)
        #expect(rig.core.recorded.alarmCare[Self.id]?.acknowledgement?.by == "t1")
    }

    @Test("a shelf runs out by itself at its time, by the hub, and at most eight hours later")
    func shelf() throws {
        var rig = try Self.rig()
        let until = HubRig.second(3602).milliseconds
        #expect(rig.answer(1, "alarm.shelve", Self.text, #"{"until":\#(until)}"#, at: 2)?.outcome == .saved)
        #expect(Self.state(rig) == .shelved)
        rig.core.advance(to: HubRig.second(3601))
        #expect(rig.core.decided.shelves[Self.id] != nil)
        rig.core.advance(to: HubRig.second(3602))
        _ = rig.durable()
        #expect(Self.state(rig) == .acknowledged)
        let actions = rig.entries.compactMap { if case .alarmAction(let action) = $0.event { action } else { nil } }
        #expect(actions.last == AlarmAction(Self.id, .unshelve, command: nil, by: nil))
        #expect(rig.entries.last { $0.event.kind == .alarmAction }?.at == HubRig.second(3602))
        let late = HubRig.second(3700 + 8 * 3600 + 1).milliseconds
        let refusal = rig.answer(2, "alarm.shelve", Self.text, #"{"until":\#(late)}"#, at: 3700)?.refusal
        #expect(refusal?.text.en == "an alarm is shelved for at most 8:00 h")
        let over = rig.answer(3, "alarm.shelve", Self.text, #"{"until":\#(until)}"#, at: 3701)?.refusal
        #expect(over?.code.rawValue == "shelf-is-over")
    }

    @Test(
        "who shelves once more what they saw on the shelf is in conflict with nobody, though that ran out meanwhile",
        arguments: ["t1", "t2"])
    func shelvedAgain(terminal: String) throws {
        var rig = try Self.rig()
        _ = rig.answer(1, "alarm.shelve", Self.text, #"{"until":\#(HubRig.second(60).milliseconds)}"#, at: 2)
        let seen = rig.core.alarmDocument(Self.id)?.version
        rig.core.advance(to: HubRig.second(61))
        _ = rig.durable()
        func until(_ second: Int64) -> String { #"{"until":\#(HubRig.second(second).milliseconds)}"# }
        let again = rig.answer(2, "alarm.shelve", Self.text, until(600), base: seen, from: terminal, at: 62)
        #expect(again?.outcome == .saved && again?.isMerged == true)
        let other = rig.answer(3, "alarm.shelve", Self.text, until(700), base: seen, from: "t3", at: 63)
        #expect(other?.outcome == .conflict)
    }

    @Test("a note of two people at once is a conflict, of one after the other is none")
    func notes() throws {
        var rig = try Self.rig()
        let base = rig.core.alarmDocument(Self.id)?.version
        _ = rig.answer(1, "alarm.note", Self.text, #"{"note":"a"}"#, base: base, at: 2)
        let other = rig.answer(2, "alarm.note", Self.text, #"{"note":"b"}"#, base: base, from: "t2", at: 3)
        #expect(other?.outcome == .conflict)
        let next = rig.core.alarmDocument(Self.id)?.version
        #expect(rig.answer(3, "alarm.note", Self.text, #"{"note":"c"}"#, base: next, at: 4)?.outcome == .saved)
    }

    @Test("a machine's document has its alarms in the order of the list, with what commands about them need")
    func notices() throws {
        var rig = try Self.rig()
        rig.alarm("y", "W", "8", at: 2)
        rig.alarm("z", "F", "9", at: 3)
        _ = rig.durable()
        _ = rig.answer(1, "alarm.acknowledge", Self.text, #"{"note":"seen"}"#, at: 4)
        let notices = rig.core.machineDocument(0).alarms
        #expect(notices.map(\.code) == ["9", "8", "7"])
        #expect(notices.map { $0.care?.state } == [.unacknowledged, .unacknowledged, .acknowledged])
        let care = try #require(notices.last?.care)
        #expect(care.item == "x" && care.note == "seen" && notices.last?.since == HubRig.second(1))
        #expect(care.version == rig.core.alarmDocument(Self.id)?.version)
        #expect(rig.core.lineDocument("L").rows[0].alarm?.care == nil, "lines stay small")
    }

    @Test("S23: what a person writes is made safe before it is kept: no NUL cuts it short, no control moves a cursor")
    func hostileNote() throws {
        var rig = try Self.rig()
        let set = #"{"note":"a\u0000b\u001b[2J'); DROP TABLE events"}"#
        #expect(rig.answer(1, "alarm.note", Self.text, set, at: 2)?.outcome == .saved)
        #expect(rig.core.recorded.alarmCare[Self.id]?.note == "a\u{FFFD}b\u{FFFD}[2J'); DROP TABLE events")
    }

    @Test("22: more scrap than was produced is refused, naming the figures; what fits is journalled")
    func scrap() throws {
        var rig = try HubRig()
        rig.value("B/n", "0", at: 0)
        rig.value("B/n", "10", at: 1)
        let at = HubRig.second(1).milliseconds
        _ = rig.durable()
        let saved = rig.answer(1, "quantity.book", "B", #"{"at":\#(at),"scrap":8,"note":"cold"}"#, at: 2)
        #expect(saved?.outcome == .saved)
        let refused = rig.answer(2, "quantity.book", "B", #"{"at":\#(at),"scrap":2,"rework":1}"#, at: 3)
        #expect(
            refused?.refusal?.text.en
                == "3 are more than there are: 10 produced, 8 of them scrap or rework already")
        guard case .quantity(let booked)? = rig.entries.last(where: { $0.event.kind == .quantity })?.event else {
            Issue.record("no quantity")
            return
        }
        #expect(booked.scrap == 8)
        #expect(booked.by == "t1")
        #expect(
            rig.answer(3, "quantity.book", "Z", #"{"shift":"s","scrap":1}"#, at: 4)?.refusal?.code == .unknownObject)
    }

    @Test("parts of a time that is still to come are refused; a terminal's clock may be a little ahead")
    func scrapAhead() throws {
        var rig = try HubRig()
        rig.value("B/n", "0", at: 0)
        rig.value("B/n", "10", at: 1)
        func booking(_ second: Int64) -> String { #"{"at":\#(HubRig.second(second).milliseconds),"scrap":1}"# }
        #expect(rig.answer(1, "quantity.book", "B", booking(63), at: 2)?.refusal?.code.rawValue == "not-yet")
        #expect(rig.answer(2, "quantity.book", "B", booking(62), at: 2)?.outcome == .saved)
    }
}

import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

/// Who typed 120 instead of 12 says so: what was journalled stays, and counts no more.
@Suite("Corrections of bookings")
struct BookingCorrectionTests {
    private static func booking(_ parts: Int64, corrects: Int64? = nil, shift: String = "early") -> String {
        let correction = corrects.map { #","corrects":\#($0)"# } ?? ""
        return #"{"shift":"\#(shift)","rework":\#(parts)\#(correction)}"#
    }

    /// Of 318 shots of the early shift 12 are tries.
    private static let made = 306.0

    private static func day() throws -> PressDay {
        var day = try PressDay()
        try day.playVector()
        return day
    }

    private static func good(_ day: PressDay, _ change: (inout Query) -> Void = { _ in }) throws -> Double? {
        try day.rows(.machineShift, change).first?.number("gq")
    }

    @Test("what a correction says counts in place of the booking, from then on; before that the booking did")
    func corrected() throws {
        var day = try Self.day()
        let first = try #require(try day.say(1, "quantity.book", "A", Self.booking(120), "13:50"))
        let second = try day.say(2, "quantity.book", "A", Self.booking(12, corrects: first.seq), "13:52")
        #expect(second?.outcome == .saved)
        day.core.advance(to: try PressDay.at("13:52"))
        day.core.refreshFigures(of: "L")
        let document = day.core.lineDocument("L")
        try day.commit(until: "13:52")
        #expect(try Self.good(day) == Self.made - 12)
        let between = try PressDay.at("13:51")
        #expect(try Self.good(day) { $0.at = between } == Self.made - 120)
        #expect(try document.oee == day.rows(.line).first?.number("oee") && document.oee != nil)
        let rows = try QueryAnswer(store: day.store).rows(Query(.quantities))
        #expect(rows.map { $0.integer("corrected_by") } == [second?.seq, nil])
        #expect(rows.map { $0.integer("corrects") } == [nil, first.seq])
        #expect(rows.map { $0.integer("command") } == [first.seq, second?.seq])
    }

    @Test("a correction of a correction counts alone; without parts the booking is taken back")
    func again() throws {
        var day = try Self.day()
        let first = try day.say(1, "quantity.book", "A", Self.booking(120), "13:50")
        let second = try day.say(2, "quantity.book", "A", Self.booking(12, corrects: first?.seq), "13:51")
        let third = try day.say(3, "quantity.book", "A", Self.booking(10, corrects: second?.seq), "13:52")
        let back = try day.say(4, "quantity.book", "A", Self.booking(0, corrects: third?.seq), "13:53")
        #expect(back?.outcome == .saved)
        try day.commit(until: "14:00")
        for (clock, parts) in [("13:50", 120.0), ("13:51", 12), ("13:52", 10), ("13:53", 0)] {
            let at = try PressDay.at(clock) + .seconds(1)
            #expect(try Self.good(day) { $0.at = at } == Self.made - parts, "\(clock)")
        }
    }

    @Test("of two who correct the same the second is told which booking counts now, also by a hub that began since")
    func twice() throws {
        var day = try Self.day()
        let first = try day.say(1, "quantity.book", "A", Self.booking(20), "13:50")
        let second = try day.say(2, "quantity.book", "A", Self.booking(12, corrects: first?.seq), "13:51")
        func expectTold(_ reply: CommandReply?) throws {
            let (old, new) = (try #require(first?.seq), try #require(second?.seq))
            #expect(reply?.refusal?.code.rawValue == "corrected-already")
            #expect(
                reply?.refusal?.text.en
                    == "booking \(old) was corrected already, by t1 as \(new): correct that one")
            #expect(reply?.refusal?.text[.zh].contains("\(new)") == true)
        }
        try expectTold(try day.say(3, "quantity.book", "A", Self.booking(11, corrects: first?.seq), "13:52"))
        try day.commit(until: "13:55")
        day.core = HubCore(
            model: day.core.model, stored: try day.store.load(), version: "test", now: try PressDay.at("13:56"))
        try expectTold(try day.say(4, "quantity.book", "A", Self.booking(11, corrects: first?.seq), "13:57"))
    }

    @Test(
        "what the machine never booked cannot be corrected; more than was made is refused, without the corrected parts")
    func refused() throws {
        var day = try Self.day()
        let unknown = try day.say(1, "quantity.book", "A", Self.booking(1, corrects: 7), "13:50")
        #expect(unknown?.refusal?.code.rawValue == "unknown-booking")
        let all = Int64(Self.made)
        let first = try day.say(2, "quantity.book", "A", Self.booking(all), "13:50")
        #expect(first?.outcome == .saved)
        let more = try day.say(3, "quantity.book", "A", Self.booking(all + 1, corrects: first?.seq), "13:51")
        #expect(more?.refusal?.code.rawValue == "above-produced")
        let same = try day.say(4, "quantity.book", "A", Self.booking(all - 1, corrects: first?.seq), "13:52")
        #expect(same?.outcome == .saved)
        let rest = try day.say(5, "quantity.book", "A", Self.booking(1), "13:53")
        #expect(rest?.outcome == .saved, "what was taken back is there to be booked")
    }

    @Test("a correction that says another shift moves the parts there")
    func moved() throws {
        var day = try Self.day()
        try day.send("n", "320", "14:30")
        let first = try day.say(1, "quantity.book", "A", Self.booking(2, shift: "late"), "14:40")
        let wrong = try #require(first?.seq)
        let moved = try day.say(
            2, "quantity.book", "A", Self.booking(2, corrects: wrong), "14:41")
        #expect(moved?.outcome == .saved)
        try day.commit(until: "15:00")
        #expect(try Self.good(day) == Self.made - 2)
    }
}

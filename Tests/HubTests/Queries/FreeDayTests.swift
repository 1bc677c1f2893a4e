import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

@Suite("Days without a shift")
struct FreeDayTests {
    @Test("a day without a shift has a row of its calendar time and no figures; days add up to all of the time")
    func freeDay() throws {
        let holiday = "\n[[holiday]]\ndate = \"2026-11-24\"\nname = \"F\"\n"
        var day = try PressDay(PressDay.plant + PressDay.calendar + holiday)
        try day.playVector()
        let (from, to) = (try PressDay.at("00:00"), try PressDay.at("00:00") + .seconds(3 * 86_400))
        day.core.stop(at: to)
        try day.store.commit(day.core.takePending())
        let days = try day.rows(.day) { ($0.from, $0.to) = (from, to) }
        #expect(days.map { $0["date"] } == ["2026-11-23", "2026-11-24", "2026-11-25"].map { .text($0) })
        let free = days[1]
        #expect(free["from"] == .time(from + .seconds(86_400)) && free["to"] == .time(from + .seconds(172_800)))
        #expect(free.number("outside_s") == 86_400 && free.number("calendar_s") == 86_400)
        #expect(free.number("pbt_s") == 0)
        for name in ["pq", "oee", "teep", "unexplained"] { #expect(free[name] == Row.Value.none, "\(name)") }
        let line = try #require(try day.rows(.line) { ($0.from, $0.to) = (from, to) }.first)
        for name in ["calendar_s"] + TimeElement.allCases.map({ "\($0.rawValue)_s" }) {
            #expect(days.compactMap { $0.number(name) }.reduce(0, +) == line.number(name), "\(name)")
        }
        let alone = try day.rows(.day) { ($0.from, $0.to) = (from + .seconds(90_000), from + .seconds(100_000)) }
        #expect(alone.map { $0.number("calendar_s") } == [10_000])
    }

    @Test("a part of a day that lies before or after its shifts has a row of its own time")
    func part() throws {
        var day = try PressDay()
        try day.playVector()
        try day.commit(until: "23:59:59")
        func row(_ from: String, _ to: String) throws -> [String: Row.Value] {
            let times = (try PressDay.at(from), try PressDay.at(to))
            return try #require(try day.rows(.day) { ($0.from, $0.to) = times }.first)
        }
        #expect(try row("02:00", "05:00").number("calendar_s") == 10_800)
        #expect(try row("22:30", "23:00").number("outside_s") == 1800)
        let whole = try row("02:00", "07:00")
        #expect(whole.number("outside_s") == 14_400 && whole.number("pbt_s") == 3600)
    }

    @Test("shifts of which nobody recorded anything are no time outside of shifts")
    func unrecorded() throws {
        var rig = try RecordRig()
        for (date, at) in [("2026-11-23", "2026-11-23T13:00:00Z"), ("2026-11-27", "2026-11-29T23:00:00Z")] {
            try rig.send(#"{"m":"M1","date":"\#(date)","shift":1,"order":"1","die":"D","shots":9,"good":70}"#, at: at)
        }
        let from = try #require(ISO8601.parse("2026-11-22T23:00:00Z"))
        let days = try rig.rows(.day) { ($0.from, $0.to) = (from, from + .seconds(7 * 86_400)) }
        #expect(days.map { $0.number("outside_s") } == [57_600, 57_600, 57_600, 57_600, 57_600, 172_800, 172_800])
        #expect(days.map { $0.number("pbt_s") } == [57_600, 57_600, 57_600, 57_600, 57_600, 0, 0])
    }
}

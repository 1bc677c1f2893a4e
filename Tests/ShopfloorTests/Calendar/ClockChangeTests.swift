import Basis
import Shopfloor
import Testing

@Suite("Shifts over changes of the clocks")
struct ClockChangeTests {
    @Test("F13: a night is 7 hours when the clocks go forward in it, 9 when they go back, and all others 8")
    func berlin() throws {
        let rig = try CalendarRig()
        #expect(try rig.hours("night", "2026-03-28") == 7)
        #expect(try rig.hours("night", "2026-03-29") == 8)
        #expect(try rig.hours("night", "2026-10-24") == 9)
        #expect(try rig.hours("early", "2026-10-25") == 8)
        // Both times the clock shows 02:30 the same night runs.
        #expect(try rig.running("2026-10-25 02:30") == "night of 2026-10-24")
        let second = try rig.at("2026-10-25 02:30") + .seconds(3600)
        #expect(rig.calendar.shift(line: "a", at: second)?.date == (try rig.date("2026-10-24")))
    }

    @Test("F13: where the clocks skip midnight, the shift that begins then begins at one")
    func saoPaulo() throws {
        var rig = try CalendarRig("America/Sao_Paulo")
        rig.shifts = [ShiftRule(id: "n", name: LocalizedText("n"), from: 0, to: 480, days: .weekdays(Set(1...7)))]
        // Brazil put its clocks forward at 00:00 of 2018-11-04, back at 00:00 of 2019-02-17, and no more since.
        #expect(try rig.hours("n", "2018-11-04") == 7)
        let first = try #require(rig.calendar.shift("n", line: "a", on: try rig.date("2018-11-04")))
        #expect(rig.zone.time(at: first.interval.from).clock == "01:00:00")
        #expect(try rig.hours("n", "2019-02-17") == 8)
        #expect(try rig.hours("n", "2026-03-29") == 8)
    }

    @Test("F13: a zone whose offset is no whole hour is counted by its own clock")
    func kathmandu() throws {
        let rig = try CalendarRig("Asia/Kathmandu")
        let shift = try #require(rig.calendar.shift("early", line: "a", on: try rig.date("2026-03-29")))
        #expect(ISO8601.format(shift.interval.from) == "2026-03-29T00:15:00.000Z")
        #expect(try rig.hours("night", "2026-03-28") == 8)
    }

    @Test("F13: 29 February is a date of its own, and the night over it ends on 1 March")
    func leapDay() throws {
        let rig = try CalendarRig()
        let night = try #require(rig.calendar.shift("night", line: "a", on: try rig.date("2028-02-29")))
        #expect(rig.zone.time(at: night.interval.to).dateAndClock == "2028-03-01 06:00:00")
        #expect(rig.calendar.shift(line: "a", at: night.interval.from - .milliseconds(1))?.date == night.date)
    }

    @Test("F13: 23:59:60 is the first second after midnight, and of the shift that begins then")
    func leapSecond() throws {
        var rig = try CalendarRig("UTC")
        rig.shifts = [0, 720].map { from in
            ShiftRule(
                id: "\(from)", name: LocalizedText("\(from)"), from: from, to: from + 720, days: .weekdays(Set(1...7)))
        }
        let leap = try #require(ISO8601.parse("2016-12-31T23:59:60.500Z"))
        let shift = try #require(rig.calendar.shift(line: "a", at: leap))
        #expect(shift.date == (try rig.date("2017-01-01")) && shift.id == "0")
    }

    @Test(
        "every instant of two years is in exactly one shift, and the sum of the shifts is the sum of the time",
        arguments: ["Europe/Berlin", "America/Sao_Paulo", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns"])
    func wholeYears(zone: String) throws {
        let rig = try CalendarRig(zone)
        let window = Interval(from: try rig.at("2018-06-01 06:00"), to: try rig.at("2020-06-01 06:00"))
        let shifts = rig.calendar.shifts(line: "a", overlapping: window)
        #expect(shifts.first?.interval.from == window.from && shifts.last?.interval.to == window.to)
        #expect(zip(shifts, shifts.dropFirst()).allSatisfy { $0.interval.to == $1.interval.from })
        #expect(shifts.allSatisfy { rig.zone.time(at: $0.interval.from).date == $0.date })
    }

    @Test(
        "a break is as long as ever where the clocks are set in it: it begins as long after the gap, or in the earlier hour",
        arguments: [(135, 165), (150, 180), (165, 195), (105, 135), (90, 210)])
    func breaks(from: Int, to: Int) throws {
        var rig = try CalendarRig()
        rig.breaks = [BreakRule(name: LocalizedText("meal"), from: from, to: to)]
        for date in ["2026-03-27", "2026-03-28", "2026-10-23", "2026-10-24"] {
            let night = try #require(rig.calendar.shift("night", line: "a", on: try rig.date(date)))
            #expect(night.breaks.map(\.interval.duration) == [.seconds(60 * (to - from))], "\(date)")
            let isSkipped = date == "2026-03-28" && from >= 120
            // Midnight is two hours behind the night's begin, whatever comes after it.
            let begin = night.interval.from + .seconds(7200 + 60 * from)
            #expect(night.breaks.first?.interval.from == begin, "\(date)")
            let clock = night.breaks.first.map { rig.zone.time(at: $0.interval.from).clock }
            let minute = isSkipped ? from + 60 : from
            #expect(clock == "0\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60):00", "\(date)")
        }
    }

    @Test("a break at the end of a shift is not had in the next one, where the clocks push it behind that end")
    func breakAtEnd() throws {
        var rig = try CalendarRig()
        rig.shifts = [(1320, 180), (180, 360)].map { from, to in
            ShiftRule(id: "\(from)", name: LocalizedText("n"), from: from, to: to, days: .weekdays(Set(1...7)))
        }
        rig.breaks = [BreakRule(name: LocalizedText("meal"), from: 150, to: 180)]
        let first = try #require(rig.calendar.shift("1320", line: "a", on: try rig.date("2026-03-28")))
        let second = try #require(rig.calendar.shift("180", line: "a", on: try rig.date("2026-03-29")))
        #expect(first.breaks.isEmpty && second.breaks.isEmpty)
        let usual = try #require(rig.calendar.shift("1320", line: "a", on: try rig.date("2026-03-29")))
        #expect(usual.breaks.map(\.interval.duration) == [.seconds(1800)])
    }
}

import Basis
import Shopfloor
import Testing

/// A small plant's calendar and its questions, in the words of a wall's clock.
struct CalendarRig {
    let zone: Zone
    var shifts: [ShiftRule]
    var breaks: [BreakRule] = []
    var holidays: [Holiday] = []

    /// Early, late and night of eight hours each, every day.
    init(_ zone: String = "Europe/Berlin", days: ShiftRule.Days = .weekdays(Set(1...7))) throws {
        self.zone = try #require(Zone(identifier: zone))
        shifts = [("early", 6, 14), ("late", 14, 22), ("night", 22, 6)].map { id, from, to in
            ShiftRule(id: id, name: LocalizedText(id), from: from * 60, to: to * 60, days: days)
        }
    }

    var calendar: PlantCalendar { PlantCalendar(zone: zone, shifts: shifts, breaks: breaks, holidays: holidays) }

    /// An instant as clocks of the plant show it, `2026-03-29 06:00`.
    func at(_ text: String) throws -> Instant {
        let instant = SourceTimeFormat.local(zone).instant(from: Array(text.utf8).span)
        return try #require(instant)
    }

    func date(_ text: String) throws -> CivilDate {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        return try #require(CivilDate(year: parts[0], month: parts[1], day: parts[2]))
    }

    /// `night of 2026-03-28`; nil where none runs.
    func running(_ text: String, line: String = "a") throws -> String? {
        calendar.shift(line: line, at: try at(text)).map { "\($0.id) of \($0.date)" }
    }

    func hours(_ id: String, _ date: String, line: String = "a") throws -> Double {
        try #require(calendar.shift(id, line: line, on: try self.date(date))).interval.duration.inSeconds / 3600
    }
}

@Suite("Calendar")
struct CalendarTests {
    @Test("error 5: a night belongs to the date on which it began, also after midnight and at the week's end")
    func nights() throws {
        let rig = try CalendarRig(days: .weekdays([1, 2, 3, 4, 5]))
        #expect(try rig.running("2026-11-24 03:00") == "night of 2026-11-23")
        // Friday's night ends on Saturday; on Sunday evening none begins, so at 3 on Monday none runs.
        #expect(try rig.running("2026-11-28 03:00") == "night of 2026-11-27")
        #expect(try rig.running("2026-11-28 06:00") == nil)
        #expect(try rig.running("2026-11-29 23:00") == nil)
        #expect(try rig.running("2026-11-30 03:00") == nil)
        #expect(try rig.running("2026-11-30 06:00") == "early of 2026-11-30")
    }

    @Test("the newest shift of a name is the last that has begun, also after weeks without it")
    func newest() throws {
        var rig = try CalendarRig()
        func newest(_ id: String, _ time: String) throws -> String? {
            rig.calendar.newestShift(id, line: "a", at: try rig.at(time)).map { "\($0.date)" }
        }
        #expect(try newest("early", "2026-11-23 06:00") == "2026-11-23")
        #expect(try newest("early", "2026-11-23 05:59") == "2026-11-22")
        #expect(try newest("night", "2026-11-23 03:00") == "2026-11-22")
        rig.holidays = [
            Holiday(
                name: LocalizedText("Pause"), first: try rig.date("2026-10-01"), last: try rig.date("2026-11-10"))
        ]
        #expect(try newest("early", "2026-11-10 12:00") == "2026-09-30")
        #expect(try newest("swing", "2026-11-23 06:00") == nil)
    }

    @Test("error 6: a day without shift stays that day, and says so")
    func dayWithout() throws {
        let rig = try CalendarRig(days: .weekdays([1, 2, 3, 4, 5]))
        let sunday = try rig.date("2026-11-29")
        let day = rig.calendar.day(line: "a", date: sunday)
        #expect(day.date == sunday && day.shifts.isEmpty && day.holiday == nil)
    }

    @Test("error 8: rows are of whole hours of the wall's clock; the first and last are shorter")
    func hoursOfTheClock() throws {
        var rig = try CalendarRig("Asia/Kathmandu")
        rig.shifts[0].from = 390
        let shift = try #require(rig.calendar.shift("early", line: "a", on: try rig.date("2026-11-23")))
        let hours = shift.hours(in: rig.zone)
        let expected: [Duration] = [.seconds(1800)] + Array(repeating: .seconds(3600), count: 7)
        #expect(hours.map(\.duration) == expected)
        #expect(hours.dropFirst().allSatisfy { rig.zone.time(at: $0.from).clock.hasSuffix(":00:00") })
    }

    @Test("error 8: on the night when the clocks go back the hour that comes twice is two rows, of one length")
    func hoursTwice() throws {
        let rig = try CalendarRig()
        let night = try #require(rig.calendar.shift("night", line: "a", on: try rig.date("2026-10-24")))
        let hours = night.hours(in: rig.zone)
        #expect(hours.count == 9)
        let labels = hours.map { rig.zone.time(at: $0.from) }.map(\.hourMinuteAndOffset)
        #expect(labels[4...5] == ["02:00 +02:00", "02:00 +01:00"])
    }

    @Test(
        "error 9: the day after is the day after, also where the date in UTC is another",
        arguments: [
            "Pacific/Kiritimati", "Pacific/Auckland", "Pacific/Pago_Pago", "America/Sao_Paulo", "Europe/Berlin",
        ])
    func steps(zone: String) throws {
        let rig = try CalendarRig(zone)
        var date = try rig.date("2026-03-20")
        for day in 1...400 {
            let before = date
            date = date.adding(days: 1)
            let shift = try #require(rig.calendar.shift("early", line: "a", on: date))
            #expect(shift.date == date && before < date, "day \(day)")
            #expect(rig.zone.time(at: shift.interval.from).date == date)
        }
    }

    @Test("error 11: what happens just on a border is of the shift that begins there, and of no other")
    func borders() throws {
        let rig = try CalendarRig()
        let border = try rig.at("2026-11-23 14:00")
        let window = Interval(from: border, to: border + .milliseconds(1))
        #expect(rig.calendar.shifts(line: "a", overlapping: window).map(\.id) == ["late"])
        #expect(rig.calendar.shift(line: "a", at: border - .milliseconds(1))?.id == "early")
        #expect(rig.calendar.lastEnded(line: "a", at: border)?.id == "early")
        #expect(rig.calendar.lastEnded(line: "a", at: border - .milliseconds(1))?.id == "night")
    }

    @Test("error 20: without shifts there is no planned time, never 8 hours")
    func noCalendar() throws {
        var rig = try CalendarRig()
        rig.shifts = []
        #expect(rig.calendar.isEmpty)
        #expect(try rig.running("2026-11-23 10:00") == nil)
        #expect(rig.calendar.nextChange(after: try rig.at("2026-11-23 10:00"), lines: ["a"]) == nil)
    }

    @Test("4 on, 2 off goes on over months and years, also before its start")
    func rota() throws {
        let start = try #require(CivilDate(year: 2026, month: 1, day: 5))
        let rig = try CalendarRig(days: .rota(Rota(pattern: [4, 2], start: start)))
        let pattern = (-12..<12).map { day in
            rig.calendar.day(line: "a", date: start.adding(days: day)).shifts.isEmpty ? "-" : "x"
        }
        #expect(pattern.joined() == "xxxx--xxxx--xxxx--xxxx--")
        // 29 February is a day as any other: 2028-02-28 is day 784 of the pattern, and 784 = 6 · 130 + 4.
        #expect(try rig.running("2028-02-28 10:00") == nil)
        #expect(try rig.running("2028-02-29 10:00") == nil)
        #expect(try rig.running("2028-03-01 10:00") == "early of 2028-03-01")
    }

    @Test("of a break that one line skips, only that line has the time")
    func skippedBreak() throws {
        var rig = try CalendarRig()
        rig.breaks = [
            BreakRule(name: LocalizedText("meal"), from: 600, to: 630, lines: LineScope(except: ["b"])),
            BreakRule(name: LocalizedText("tea"), from: 480, to: 490, shifts: ["early"]),
        ]
        let date = try rig.date("2026-11-23")
        func planned(_ line: String) -> [Duration] {
            rig.calendar.shift("early", line: line, on: date)?.planned.map(\.duration) ?? []
        }
        #expect(planned("a") == [.seconds(7200), .seconds(6600), .seconds(12_600)])
        #expect(planned("b") == [.seconds(7200), .seconds(21_000)])
    }

    @Test("a break over midnight, and one after it, are of the night")
    func nightBreaks() throws {
        var rig = try CalendarRig()
        rig.breaks = [
            BreakRule(name: LocalizedText("midnight"), from: 1430, to: 10),
            BreakRule(name: LocalizedText("meal"), from: 180, to: 210),
        ]
        let night = try #require(rig.calendar.shift("night", line: "a", on: try rig.date("2026-11-23")))
        #expect(night.breaks.map(\.name.en) == ["midnight", "meal"])
        #expect(night.breaks.map(\.interval.duration) == [.seconds(1200), .seconds(1800)])
        #expect(night.breaks[1].interval.from == (try rig.at("2026-11-24 03:00")))
    }

    @Test("a break over midnight is in both shifts that meet there, each with its half")
    func breakOverTwoDays() throws {
        var rig = try CalendarRig()
        rig.shifts = [("first", 0, 8), ("rest", 8, 24)].map { id, from, to in
            ShiftRule(id: id, name: LocalizedText(id), from: from * 60, to: to * 60, days: .weekdays(Set(1...7)))
        }
        rig.breaks = [BreakRule(name: LocalizedText("midnight"), from: 1430, to: 10)]
        let date = try rig.date("2026-11-24")
        let first = try #require(rig.calendar.shift("first", line: "a", on: date))
        let rest = try #require(rig.calendar.shift("rest", line: "a", on: date))
        #expect(
            first.breaks.map(\.interval) == [
                Interval(from: try rig.at("2026-11-24 00:00"), to: try rig.at("2026-11-24 00:10"))
            ])
        #expect(
            rest.breaks.map(\.interval) == [
                Interval(from: try rig.at("2026-11-24 23:50"), to: try rig.at("2026-11-25 00:00"))
            ])
    }

    @Test("breaks that overlap take their time once")
    func overlappingBreaks() throws {
        var rig = try CalendarRig()
        rig.breaks = [
            BreakRule(name: LocalizedText("a"), from: 600, to: 630),
            BreakRule(name: LocalizedText("b"), from: 615, to: 645),
        ]
        let shift = try #require(rig.calendar.shift("early", line: "a", on: try rig.date("2026-11-23")))
        let planned = shift.planned.reduce(Duration.zero) { $0 + $1.duration }
        #expect(planned == .seconds(26_100))
    }

    @Test("a holiday takes the shifts that begin on it, of its lines, and says its name; the night into it stays")
    func holiday() throws {
        var rig = try CalendarRig()
        let first = try rig.date("2026-12-24")
        rig.holidays = [
            Holiday(
                name: LocalizedText("Christmas"), first: first, last: first.adding(days: 2),
                lines: LineScope(only: ["a"]))
        ]
        #expect(rig.calendar.day(line: "a", date: first).holiday == LocalizedText("Christmas"))
        #expect(rig.calendar.day(line: "b", date: first).shifts.count == 3)
        #expect(try rig.running("2026-12-24 03:00") == "night of 2026-12-23")
        #expect(try rig.running("2026-12-26 23:00") == nil)
        #expect(try rig.running("2026-12-27 06:00") == "early of 2026-12-27")
    }

    @Test("the next change is a border of a shift, over a weekend and over holidays")
    func nextChange() throws {
        let rig = try CalendarRig(days: .weekdays([1, 2, 3, 4, 5]))
        let calendar = rig.calendar
        for (time, next) in [("23 10", "23 14"), ("23 14", "23 22"), ("28 06", "30 06")] {
            let (instant, expected) = (try rig.at("2026-11-\(time):00"), try rig.at("2026-11-\(next):00"))
            #expect(calendar.nextChange(after: instant, lines: ["a"]) == expected)
        }
    }

    @Test("shifts that would run at the same time on one line are found, also over midnight and by rotas that meet")
    func overlap() throws {
        func rule(_ id: String, _ from: Int, _ to: Int, _ days: ShiftRule.Days, _ lines: LineScope = .all) -> ShiftRule
        {
            ShiftRule(id: id, name: LocalizedText(id), from: from * 60, to: to * 60, days: days, lines: lines)
        }
        let start = try #require(CivilDate(year: 2026, month: 1, day: 5))
        let week = ShiftRule.Days.weekdays(Set(1...7))
        let apart = [
            rule("x", 6, 18, .rota(Rota(pattern: [4, 4], start: start))),
            rule("y", 6, 18, .rota(Rota(pattern: [4, 4], start: start.adding(days: 4)))),
        ]
        #expect(ShiftOverlap.first(in: apart, lines: ["a"]) == nil)
        let meeting = [apart[0], rule("y", 6, 18, .rota(Rota(pattern: [4, 3], start: start.adding(days: 4))))]
        #expect(ShiftOverlap.first(in: meeting, lines: ["a"])?.later == 1)
        let night = [rule("night", 22, 7, .weekdays([7])), rule("early", 6, 14, .weekdays([1]))]
        #expect(ShiftOverlap.first(in: night, lines: ["a"])?.line == "a")
        let lines = [rule("x", 6, 14, week, LineScope(only: ["a"])), rule("y", 6, 14, week, LineScope(except: ["a"]))]
        #expect(ShiftOverlap.first(in: lines, lines: ["a", "b"]) == nil)
    }
}

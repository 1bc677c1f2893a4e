import Basis
import Records
import Shopfloor
import Testing

@testable import FloorTUI

struct ReviewSpanTests {
    private static func rule(_ id: String, _ from: Int, _ to: Int, _ days: Set<Int> = [1, 2, 3, 4, 5]) -> ShiftRule {
        ShiftRule(id: id, name: LocalizedText(id), from: from * 60, to: to * 60, days: .weekdays(days))
    }

    private func finder(_ zone: String = "UTC") throws -> SpanFinder {
        let zone = try #require(Zone(identifier: zone))
        let calendar = PlantCalendar(
            zone: zone, shifts: [Self.rule("early", 6, 14), Self.rule("late", 14, 22), Self.rule("night", 22, 6)])
        return SpanFinder(zone: zone, calendar: calendar, line: "A")
    }

    private func instant(_ text: String) throws -> Instant { try #require(ISO8601.parse(text)) }

    @Test("the shift of a moment is the one that runs then; a night belongs to the evening on which it began")
    func shift() throws {
        let finder = try finder()
        let early = finder.span(.shift, at: try instant("2026-01-07T08:00:00Z"))
        let begin = try instant("2026-01-07T06:00:00Z")
        #expect(early.shift?.id == "early" && early.from == begin)
        let night = finder.span(.shift, at: try instant("2026-01-08T02:00:00Z"))
        #expect(night.shift?.id == "night" && night.date.description == "2026-01-07")
    }

    @Test("a shift that runs on from before an edit of the plant file is the one that the hub says")
    func goesOn() throws {
        var finder = try finder()
        let whole = Interval(from: try instant("2026-01-07T05:00:00Z"), to: try instant("2026-01-07T13:00:00Z"))
        finder.running = LineDocument.Shift(id: "dawn", name: LocalizedText("Dawn"), interval: whole, breaks: [])
        let running = finder.span(.shift, at: try instant("2026-01-07T08:00:00Z"))
        #expect(running.interval == whole && running.shift?.id == "dawn" && running.date.description == "2026-01-07")
        #expect(finder.span(.shift, at: whole.to).shift?.id == "early", "behind its end it is the calendar's")
    }

    @Test("going back and forth visits every shift, and a day without one as itself")
    func steps() throws {
        let finder = try finder()
        // A Monday.
        var span = finder.span(.shift, at: try instant("2026-01-05T08:00:00Z"))
        var seen: [String] = []
        for _ in 0..<4 {
            span = finder.neighbour(of: span, -1)
            seen.append("\(span.date) \(span.shift?.id ?? "none")")
        }
        #expect(seen == ["2026-01-04 none", "2026-01-03 none", "2026-01-02 night", "2026-01-02 late"])
        for _ in 0..<4 { span = finder.neighbour(of: span, 1) }
        let monday = try instant("2026-01-05T08:00:00Z")
        #expect(span == finder.span(.shift, at: monday))
    }

    @Test("a week begins on Monday, and a day has 23 hours where the clocks go forward")
    func days() throws {
        let finder = try finder("Europe/Berlin")
        let week = finder.span(.week, at: try instant("2026-03-29T12:00:00Z"))
        #expect(week.date.description == "2026-03-23" && week.date.weekday == 1)
        let day = finder.span(.day, at: try instant("2026-03-29T12:00:00Z"))
        #expect(day.to - day.from == .seconds(23 * 3600))
        #expect(finder.neighbour(of: day, -1).to == day.from && finder.neighbour(of: day, 1).from == day.to)
        let eight = finder.span(.eightDays, at: try instant("2026-03-29T12:00:00Z"))
        #expect(eight.to == day.to && eight.date == day.date)
    }

    @Test("a day is that of reports and figures: a night belongs to its evening, and days follow without a gap")
    func nights() throws {
        let finder = try finder()
        let night = finder.span(.day, at: try instant("2026-01-08T02:00:00Z"))
        let (begin, end) = (try instant("2026-01-07T06:00:00Z"), try instant("2026-01-08T06:00:00Z"))
        #expect(night.date.description == "2026-01-07" && night.from == begin && night.to == end)
        // Saturday's begins when Friday's night ends, and it ends at midnight, as Sunday does.
        let saturday = finder.span(.day, at: try instant("2026-01-10T06:00:00Z"))
        let midnight = try instant("2026-01-11T00:00:00Z")
        #expect(saturday.date.description == "2026-01-10" && saturday.to == midnight)
        let week = finder.span(.week, at: try instant("2026-01-12T03:00:00Z"))
        #expect(week.date.description == "2026-01-12" && week.to - week.from == .seconds(7 * 86_400))
        #expect(finder.neighbour(of: saturday, -1).to == saturday.from)
        #expect(finder.span(.eightDays, at: saturday.from).to == saturday.to)
    }

    @Test("a plant without a calendar has days, and says that there is no shift")
    func noCalendar() throws {
        let finder = SpanFinder(zone: .utc, calendar: nil, line: nil)
        let span = finder.span(.shift, at: try instant("2026-01-07T08:00:00Z"))
        #expect(span.shift == nil && span.to - span.from == .seconds(86_400))
        #expect(span.title(TestPlant.state().context(TestPlant.now)).hasSuffix("no shift"))
        #expect(finder.neighbour(of: span, -1).to == span.from)
    }

    @Test("beyond now there is nothing to look at, and the newest follows the clock")
    func now() throws {
        let driver = DashboardDriver()
        let context = driver.state.context(TestPlant.now)
        var times = SpanChoice([.shift, .day])
        let today = times.span(.plant, context)
        guard case .say? = times.handle(.later, .plant, context) else {
            Issue.record("there is something later than now")
            return
        }
        _ = times.handle(.earlier, .plant, context)
        #expect(times.isPast && times.span(.plant, context)?.to == today?.from)
        _ = times.handle(.later, .plant, context)
        #expect(!times.isPast && times.span(.plant, context) == today)
    }
}

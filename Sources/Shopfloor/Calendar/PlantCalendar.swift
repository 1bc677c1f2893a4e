package import Basis

/// When which line of the plant is meant to work: shifts with their breaks, by the clock on the plant's wall.
///
/// All reckoning with dates is on the plant's own calendar, never by way of UTC, and all that comes out is half-open
/// intervals in UTC. A time of day that the clocks skip counts on from before the gap, of one that comes twice the earlier
/// is meant; so a night is 7 hours when the clocks go forward in it, and 9 when they go back. A break is as long as ever.
package struct PlantCalendar: Hashable, Sendable {
    package let zone: Zone
    package let shifts: [ShiftRule]
    package let breaks: [BreakRule]
    package let holidays: [Holiday]

    package init(zone: Zone, shifts: [ShiftRule] = [], breaks: [BreakRule] = [], holidays: [Holiday] = []) {
        self.zone = zone
        self.shifts = shifts
        self.breaks = breaks
        self.holidays = holidays
    }

    /// Whether nothing is said: then there is no planned time at all, and no figure is made of 8 hours that nobody planned.
    package var isEmpty: Bool { shifts.isEmpty }

    /// Whether a line has any shift.
    package func covers(_ line: String) -> Bool { shifts.contains { $0.lines.contains(line) } }

    /// What is planned on a line on a date; the shifts are those that begin on it.
    package func day(line: String, date: CivilDate) -> PlantDay {
        if let holiday = holidays.first(where: { $0.lines.contains(line) && $0.contains(date) }) {
            return PlantDay(line: line, date: date, shifts: [], holiday: holiday.name)
        }
        let rules = shifts.filter { $0.lines.contains(line) && $0.days.contains(date) }
        let instances = rules.compactMap { instance(of: $0, line: line, on: date) }
        return PlantDay(line: line, date: date, shifts: instances.sorted { $0.interval.from < $1.interval.from })
    }

    /// When a date of a line begins: at midnight, or when a shift of the evening before ends that runs over it. A night
    /// belongs to its evening, so dates follow on each other without a gap.
    package func start(of date: CivilDate, line: String) -> Instant {
        let evening = day(line: line, date: date.adding(days: -1))
        return evening.shifts.map(\.interval.to).reduce(zone.start(of: date)) { max($0, $1) }
    }

    /// The shifts of a line that have time in common with `window`, in order of time and without overlap.
    package func shifts(line: String, overlapping window: Interval) -> [ShiftInstance] {
        guard window.from < window.to, covers(line) else { return [] }
        // One that began the evening before may reach into it.
        var date = zone.time(at: window.from).date.adding(days: -1)
        let last = zone.time(at: window.to).date
        var found: [ShiftInstance] = []
        while !(last < date) {
            found += day(line: line, date: date).shifts
            date = date.adding(days: 1)
        }
        return Self.withoutOverlap(found).filter { $0.interval.intersection(window) != nil }
    }

    /// The shift of a line that runs at an instant; nil: none is planned then.
    package func shift(line: String, at instant: Instant) -> ShiftInstance? {
        let window = Interval(from: instant, to: instant + .milliseconds(1))
        return shifts(line: line, overlapping: window).first
    }

    /// The shift with this id that begins on this date; nil where there is none.
    package func shift(_ id: String, line: String, on date: CivilDate) -> ShiftInstance? {
        day(line: line, date: date).shifts.first { $0.id == id }
    }

    /// The shift with this id as it would begin on this date, also where it is not planned then: people may have worked it
    /// all the same. nil: the line has no shift of this id.
    package func worked(_ id: String, line: String, on date: CivilDate) -> ShiftInstance? {
        let rule = shifts.first { $0.id == id && $0.lines.contains(line) }
        return rule.flatMap { instance(of: $0, line: line, on: date) }
    }

    /// The newest shift of a line that has ended at or before an instant; nil where none has in the two weeks before.
    package func lastEnded(line: String, at instant: Instant) -> ShiftInstance? {
        // It is nearly always of the day before: to look through two weeks takes as many times as long.
        for days in [Duration.seconds(86_400), Self.horizon] {
            let window = Interval(from: instant - days, to: instant + .milliseconds(1))
            let ended = shifts(line: line, overlapping: window).last { !(instant < $0.interval.to) }
            if let ended { return ended }
        }
        return nil
    }

    /// The newest shift with this id that has begun at or before an instant; nil where none has in the 60 days before, longer
    /// than any shift pauses that people still ask for without its date.
    package func newestShift(_ id: String, line: String, at instant: Instant) -> ShiftInstance? {
        let today = zone.time(at: instant).date
        return (0...60).lazy.compactMap { shift(id, line: line, on: today.adding(days: -$0)) }
            .first { $0.interval.from <= instant }
    }

    /// The next instant after `instant` at which a shift of one of the lines begins or ends; nil: none does in the two
    /// weeks that follow.
    package func nextChange(after instant: Instant, lines: some Sequence<String>) -> Instant? {
        var next: Instant?
        for line in lines where covers(line) {
            for days in [Duration.seconds(86_400), Self.horizon] {
                let window = Interval(from: instant, to: instant + days)
                let borders = shifts(line: line, overlapping: window).flatMap { [$0.interval.from, $0.interval.to] }
                guard let first = borders.filter({ instant < $0 }).min() else { continue }
                next = min(next ?? first, first)
                break
            }
        }
        return next
    }

    /// Longer than any plant stands between two shifts that people still mean to belong together.
    private static let horizon = Duration.seconds(14 * 86_400)

    private func instance(of rule: ShiftRule, line: String, on date: CivilDate) -> ShiftInstance? {
        guard let interval = interval(from: rule.from, minutes: rule.length, on: date) else { return nil }
        let pauses = breaks.filter { $0.lines.contains(line) && $0.shifts?.contains(rule.id) ?? true }
            .flatMap { pause in
                pause.days(in: rule).compactMap { day -> ShiftInstance.Break? in
                    // Who rests does so as long as ever: its end is not looked for on a clock that was set in it.
                    let start = instant(pause.from, on: date.adding(days: day))
                    let time = Interval(from: start, to: start + .seconds(60 * pause.length))
                    return time.intersection(interval).map { ShiftInstance.Break(name: pause.name, interval: $0) }
                }
            }
        return ShiftInstance(
            id: rule.id, name: rule.name, date: date, interval: interval, breaks: Self.withoutOverlap(pauses))
    }

    /// nil where the clocks leave nothing of it.
    private func interval(from minute: Int, minutes: Int, on date: CivilDate) -> Interval? {
        let start = instant(minute, on: date)
        let end = instant(minute + minutes, on: date)
        return start < end ? Interval(from: start, to: end) : nil
    }

    private func instant(_ minute: Int, on date: CivilDate) -> Instant {
        let (days, rest) = minute.quotientAndRemainder(dividingBy: 1440)
        return zone.instant(of: CivilTime(date: date.adding(days: days), millisecondOfDay: rest * 60_000))
    }

    /// What the clocks push into one another belongs to the earlier one.
    private static func withoutOverlap(_ shifts: [ShiftInstance]) -> [ShiftInstance] {
        var result: [ShiftInstance] = []
        for var shift in shifts.sorted(by: { $0.interval.from < $1.interval.from }) {
            if let last = result.last, shift.interval.from < last.interval.to {
                guard last.interval.to < shift.interval.to else { continue }
                shift = shift.begun(at: last.interval.to)
            }
            result.append(shift)
        }
        return result
    }

    private static func withoutOverlap(_ breaks: [ShiftInstance.Break]) -> [ShiftInstance.Break] {
        var result: [ShiftInstance.Break] = []
        for pause in breaks.sorted(by: { $0.interval.from < $1.interval.from }) {
            let start = max(pause.interval.from, result.last?.interval.to ?? pause.interval.from)
            guard start < pause.interval.to else { continue }
            result.append(ShiftInstance.Break(name: pause.name, interval: Interval(from: start, to: pause.interval.to)))
        }
        return result
    }
}

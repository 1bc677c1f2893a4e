import Basis
import Records
import Shopfloor

/// A time that is looked back at: a shift, a day, a week or eight days of the plant's calendar.
struct ReviewSpan: Hashable {
    enum Kind: Hashable, CaseIterable {
        case shift, day, week, eightDays
    }

    var kind: Kind
    var interval: Interval
    /// The plant's date on which it began; of eight days the last.
    var date: CivilDate
    /// nil: no shift is meant, or none is planned then.
    var shift: ShiftInstance?

    /// What a question asks for: half-open, as the rows are.
    var from: Instant { interval.from }
    var to: Instant { interval.to }

    /// `Early 06–14`, `Tue 2016-11-01`; with its date where that is not today's.
    func title(_ context: ScreenContext) -> String {
        let zone = context.picture.zone
        let isToday = context.now.map { zone.time(at: $0).date == date } ?? false
        switch kind {
        case .shift:
            guard let shift else { return "\(day(context)) · \(context.phrases[.noShift])" }
            let words = "\(shift.name[context.language]) \(context.hours(interval))"
            return isToday ? words : "\(day(context)) \(words)"
        case .day: return contains(context.now) ? "\(context.phrases[.today]) \(day(context))" : day(context)
        case .week:
            let last = date.adding(days: 6)
            return "\(context.phrases[.week]) \(date) – \("\(last)".suffix(5))"
        case .eightDays: return "\(date.adding(days: -7)) – \("\(date)".suffix(5))"
        }
    }

    private func day(_ context: ScreenContext) -> String {
        "\(context.phrases[ReviewPhrase.weekdays[date.weekday - 1]]) \(date)"
    }

    /// It has ended: of shifts that is also the one that people speak of until the next begins.
    func isOver(_ now: Instant?) -> Bool { now.map { $0 >= to } ?? false }

    func contains(_ instant: Instant?) -> Bool { instant.map { interval.contains($0) } ?? false }
}

/// Finds the shifts, days and weeks of a line.
struct SpanFinder {
    let zone: Zone
    let calendar: PlantCalendar?
    let line: String?
    /// The shift that the hub says the line is in: it goes on as it began, whatever the calendar has become since.
    var running: LineDocument.Shift?

    /// Where a screen speaks of several lines, shifts are those of the first one that has any.
    init(_ scope: PlantScope, _ context: ScreenContext) {
        zone = context.picture.zone
        calendar = context.picture.calendar
        let lines = scope.lines(context.picture)
        let line = lines.first { context.picture.calendar?.covers($0) ?? false } ?? lines.first
        self.line = line
        running = context.picture.lines.first { $0.id == line }?.shift
    }

    init(zone: Zone, calendar: PlantCalendar?, line: String?) {
        self.zone = zone
        self.calendar = calendar
        self.line = line
    }

    /// The span of that kind in which `instant` lies.
    func span(_ kind: ReviewSpan.Kind, at instant: Instant) -> ReviewSpan {
        let date = date(of: instant)
        switch kind {
        case .shift:
            guard let calendar, let line else { return day(date, .shift) }
            let planned = calendar.shift(line: line, at: instant)
            let isPlanned = running?.interval == planned?.interval && running?.id == planned?.id
            if let running, running.interval.contains(instant), !isPlanned {
                return span(of: ShiftInstance(running, date: zone.time(at: running.interval.from).date))
            }
            if let planned { return span(of: planned) }
            // Between two shifts the one that ended is what people speak of; on a free day nothing is.
            if let ended = calendar.lastEnded(line: line, at: instant),
                zone.time(at: ended.interval.to - .milliseconds(1)).date == zone.time(at: instant).date
            {
                return span(of: ended)
            }
            return day(date, .shift)
        case .day: return day(date, .day)
        case .week: return week(date.adding(days: 1 - date.weekday))
        case .eightDays: return ReviewSpan(kind: .eightDays, interval: days(8, through: date), date: date)
        }
    }

    /// The date to which a moment belongs: a night's that of its evening.
    private func date(of instant: Instant) -> CivilDate {
        let date = zone.time(at: instant).date
        return instant < start(of: date) ? date.adding(days: -1) : date
    }

    private func start(of date: CivilDate) -> Instant {
        guard let calendar, let line else { return zone.start(of: date) }
        return calendar.start(of: date, line: line)
    }

    private func days(_ count: Int, through date: CivilDate) -> Interval {
        Interval(from: start(of: date.adding(days: 1 - count)), to: start(of: date.adding(days: 1)))
    }

    /// The shift that ended last; nil: none has.
    func lastEnded(at instant: Instant) -> ReviewSpan? {
        guard let calendar, let line else { return nil }
        return calendar.lastEnded(line: line, at: instant).map { span(of: $0) }
    }

    /// The one before, or after; a day without shift is one of its own.
    func neighbour(of span: ReviewSpan, _ step: Int) -> ReviewSpan {
        switch span.kind {
        case .day: return day(span.date.adding(days: step), .day)
        case .week: return week(span.date.adding(days: 7 * step))
        case .eightDays: return self.span(.eightDays, at: start(of: span.date.adding(days: step)))
        case .shift: return step < 0 ? shift(before: span) : shift(after: span)
        }
    }

    private func shift(before span: ReviewSpan) -> ReviewSpan {
        guard let calendar, let line else { return day(span.date.adding(days: -1), .shift) }
        let before = calendar.day(line: line, date: span.date).shifts.last { $0.interval.to <= span.from }
        if span.shift != nil, let before { return self.span(of: before) }
        let date = span.date.adding(days: -1)
        return calendar.day(line: line, date: date).shifts.last.map { self.span(of: $0) } ?? day(date, .shift)
    }

    private func shift(after span: ReviewSpan) -> ReviewSpan {
        guard let calendar, let line else { return day(span.date.adding(days: 1), .shift) }
        let after = calendar.day(line: line, date: span.date).shifts.first { $0.interval.from >= span.to }
        if span.shift != nil, let after { return self.span(of: after) }
        let date = span.date.adding(days: 1)
        return calendar.day(line: line, date: date).shifts.first.map { self.span(of: $0) } ?? day(date, .shift)
    }

    private func span(of shift: ShiftInstance) -> ReviewSpan {
        ReviewSpan(kind: .shift, interval: shift.interval, date: shift.date, shift: shift)
    }

    private func day(_ date: CivilDate, _ kind: ReviewSpan.Kind) -> ReviewSpan {
        ReviewSpan(kind: kind, interval: days(1, through: date), date: date)
    }

    private func week(_ monday: CivilDate) -> ReviewSpan {
        ReviewSpan(kind: .week, interval: days(7, through: monday.adding(days: 6)), date: monday)
    }
}

/// Which time a screen looks at, and how keys change it.
struct SpanChoice: Hashable {
    /// What `w` goes through.
    let kinds: [ReviewSpan.Kind]
    private(set) var kind: ReviewSpan.Kind
    /// nil: the one in which now lies, which moves on by itself.
    private var chosen: ReviewSpan?

    init(_ kinds: [ReviewSpan.Kind], _ chosen: ReviewSpan? = nil) {
        self.kinds = kinds
        self.chosen = chosen
        kind = chosen.map(\.kind) ?? kinds.first ?? .day
    }

    /// nil before any time is known.
    func span(_ scope: PlantScope, _ context: ScreenContext) -> ReviewSpan? {
        if let chosen { return chosen }
        return context.now.map { SpanFinder(scope, context).span(kind, at: $0) }
    }

    var isPast: Bool { chosen != nil }

    /// Takes the keys for time; nil: it was none of them. Beyond now there is nothing to look at.
    mutating func handle(_ action: Action?, _ scope: PlantScope, _ context: ScreenContext) -> PageOutcome? {
        guard let now = context.now, let span = span(scope, context) else { return nil }
        let finder = SpanFinder(scope, context)
        switch action {
        case .earlier: chosen = finder.neighbour(of: span, -1)
        case .later:
            let next = finder.neighbour(of: span, 1)
            guard next.from <= now else {
                // By the calendar nothing follows, but the shift that runs may be one of before it was edited.
                guard isPast, finder.span(kind, at: now) != span else { return .say(context.phrases[.nothingLater]) }
                chosen = nil
                return .changed
            }
            chosen = next.contains(now) || finder.span(kind, at: now) == next ? nil : next
        case .window:
            let place = kinds.firstIndex(of: kind) ?? 0
            kind = kinds[(place + 1) % kinds.count]
            // The same time, in a longer or a shorter view.
            if chosen != nil { chosen = finder.span(kind, at: min(span.to - .milliseconds(1), now)) }
            if chosen?.contains(now) ?? false { chosen = nil }
        default: return nil
        }
        return .changed
    }
}

extension ShiftInstance {
    fileprivate init(_ shift: LineDocument.Shift, date: CivilDate) {
        let breaks = shift.breaks.map { Break(name: LocalizedText(""), interval: $0) }
        self.init(id: shift.id, name: shift.name, date: date, interval: shift.interval, breaks: breaks)
    }
}

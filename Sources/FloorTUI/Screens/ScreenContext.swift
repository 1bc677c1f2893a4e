import Basis
import Records
import Shopfloor
import Widgets

/// What every screen draws from.
struct ScreenContext {
    var picture: PlantPicture
    var link: LinkState
    /// The hub's clock; nil before its first word.
    var now: Instant?
    /// This terminal's own clock, by which is told when something was entered; see `entered`.
    var terminalNow: Instant?
    var phrases: Phrases
    /// What the hub answered to what screens asked.
    var board = QuestionBoard()
    /// What was done on this terminal, and what became of it.
    var outbox = OutboxPicture()

    var language: Language { phrases.language }

    /// `06–14`; with minutes where there are some, `05:30–14`; an end at midnight is that of its day, `16–24`.
    func hours(_ interval: Interval) -> String {
        func text(_ instant: Instant) -> String {
            let time = picture.zone.time(at: instant)
            return time.time.minute == 0 ? String(time.hourMinute.prefix(2)) : time.hourMinute
        }
        let to = text(interval.to)
        return "\(text(interval.from))–\(to == "00" ? "24" : to)"
    }

    /// The name of a shift, as the plant calls it; its id where the plant has none of it.
    func shiftName(_ id: String) -> String {
        picture.calendar?.shifts.first { $0.id == id }?.name[language] ?? id
    }

    /// `1:32` since then; a dash where that is not known.
    func duration(since: Instant?) -> String {
        elapsed(since: since, DurationText.hoursMinutes)
    }

    /// The same in five columns, for tables.
    func shortDuration(since: Instant?) -> String {
        elapsed(since: since, DurationText.fiveColumns)
    }

    private func elapsed(since: Instant?, _ text: (Duration) -> String) -> String {
        // What began just now may be ahead of the clock that was told last.
        guard let since, let now, now >= since - .seconds(5) else { return "–" }
        return text(max(.zero, now - since))
    }

    /// The plant's clock, with its whole date where that is not today's: for sentences, which have the room.
    func clock(_ instant: Instant, seconds: Bool = true) -> String {
        let time = picture.zone.time(at: instant)
        let clock = seconds ? time.clock : time.hourMinute
        guard let now, picture.zone.time(at: now).date != time.date else { return clock }
        return "\(time.date) \(clock)"
    }

    /// The same; a dash where it is not known.
    func clock(_ instant: Instant?) -> String { instant.map { clock($0) } ?? "–" }

    /// `1:32`, and of less than a minute the seconds: `40 s`.
    func length(_ duration: Duration) -> String {
        duration < .seconds(60) ? "\(duration.components.seconds) s" : DurationText.hoursMinutes(duration)
    }

    /// `last known at 14:03:05`: the moment of which all that is shown is, where that is not now; nil where it is, or where
    /// it is said already that a store is looked at.
    var lastKnown: String? {
        guard !link.isCurrent, let now else { return nil }
        return "\(phrases[.lastKnown]) \(picture.zone.time(at: now).clock)"
    }

    /// How old something is, in steps so that it does not flicker: `5 s ago`, `10 s ago`, `30 s ago`, then minutes; the
    /// date and time where it is over a day, and where the clock stands, since an age would stand with it; a word where its
    /// time is not known.
    func age(_ instant: Instant?) -> String {
        guard let instant else { return phrases[.ageUnknown] }
        guard let now, link.isCurrent else { return clock(instant) }
        let age = now - instant
        if age >= .seconds(86_400) { return clock(instant, seconds: false) }
        let step = [30, 10, 5].first { age >= .seconds($0) } ?? 0
        let text = age >= .seconds(60) ? DurationText.hoursMinutes(age) : "\(step) s"
        return "\(text) \(phrases[.ago])"
    }

    /// `1–17 of 34` where some rows are seen and not all; empty else.
    func extent(_ visible: Range<Int>, of count: Int) -> String {
        guard visible.count < count, !visible.isEmpty else { return "" }
        return "\(visible.lowerBound + 1)–\(visible.upperBound) \(phrases[.of]) \(count)"
    }

    /// Whether shifts are planned there and none runs now, by the lines' documents and by the calendar.
    func hasNoShift(_ scope: PlantScope) -> Bool {
        guard let calendar = picture.calendar, let now else { return false }
        let ids = scope.lines(picture).filter { calendar.covers($0) }
        let lines = picture.lines.filter { ids.contains($0.id) }
        guard !lines.isEmpty, lines.allSatisfy({ $0.head != nil && $0.shift == nil }) else { return false }
        return ids.allSatisfy { calendar.shift(line: $0, at: now) == nil }
    }

    /// Why nothing is known of a machine, or what its state waits for; nil where its state is known.
    func why(_ row: LineDocument.Row) -> String? {
        guard let why = row.condition.why else { return nil }
        guard !row.waitsFor.isEmpty else { return phrases[why.phrase] }
        return "\(phrases[.waitsFor]) \(row.waitsFor.joined(separator: ", "))"
    }

    /// The role of a normal text: what is not current looks like it.
    func role(_ role: Role) -> Role { link.isCurrent ? role : .stale }
}

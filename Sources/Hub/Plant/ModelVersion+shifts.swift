package import Basis
package import Shopfloor

/// Which shifts a line had, and has, over all versions of the plant file: each is judged by the version that was in force when
/// it began, and goes on by that one; the shifts of a later one have what lies behind its end. The one rule of documents,
/// figures, bookings and reports.
extension [ModelVersion] {
    /// A shift as it ran, and what it is judged by.
    package typealias Ran = (shift: ShiftInstance, model: PlantModel)

    /// The one that runs at an instant.
    package func shift(line: String, at now: Instant) -> Ran? {
        shifts(line: line, overlapping: Interval(from: now, to: now + .milliseconds(1))).last
    }

    /// Those that have time in common with `window`, in order of time.
    package func shifts(line: String, overlapping window: Interval) -> [Ran] {
        indices.filter { self[$0].judges(from: window.from, to: window.to) }.flatMap { index in
            ran(self[index].model.calendar.shifts(line: line, overlapping: window), index, line)
                .filter { $0.shift.interval.intersection(window) != nil }
        }
    }

    /// Those that begin on a date of the plant's calendar.
    package func shifts(line: String, on date: CivilDate) -> [Ran] {
        indices.flatMap { ran(self[$0].model.calendar.day(line: line, date: date).shifts, $0, line) }
    }

    /// The newest that has ended at or before an instant; nil where none has in the two weeks before.
    package func lastEnded(line: String, at instant: Instant) -> Ran? {
        // It is nearly always of the day before: to look through two weeks takes as many times as long.
        for days: Int64 in [1, 14] {
            let window = Interval(from: instant - .seconds(days * 86_400), to: instant + .milliseconds(1))
            let ended = shifts(line: line, overlapping: window).last { $0.shift.interval.to <= instant }
            if let ended { return ended }
        }
        return nil
    }

    /// The newest of this id that has begun at an instant; nil where none has in the 60 days before.
    package func newestShift(_ id: String, line: String, at instant: Instant) -> Ran? {
        for index in indices.reversed() where self[index].from <= instant {
            let until = Swift.min(instant, self[index].to - .milliseconds(1))
            let newest = self[index].model.calendar.newestShift(id, line: line, at: until)
            let found = newest.flatMap { ran([$0], index, line).first }
            guard let found, found.shift.interval.from <= instant else { continue }
            return instant - .seconds(61 * 86_400) < found.shift.interval.from ? found : nil
        }
        return nil
    }

    /// What was in force last on a date; nil where there is no version.
    package func model(of date: CivilDate) -> PlantModel? {
        let version = last { $0.from < $0.model.calendar.zone.start(of: date.adding(days: 1)) }
        return (version ?? first)?.model
    }

    /// The one that `ShiftInstance.key` names, also where it was not planned; the first, where two files had one of that date.
    func shift(key: String, line: String) -> Ran? {
        guard let date = key.split(separator: "/").first.flatMap({ CivilDate($0) }) else { return nil }
        // In whatever zone.
        let day = Instant(milliseconds: Int64(date.daysSinceEpoch) * 86_400_000)
        let near = (from: day - .seconds(86_400), to: day + .seconds(3 * 86_400))
        for index in indices where self[index].judges(from: near.from, to: near.to) {
            let named = self[index].model.calendar.shift(key: key, line: line)
            if let found = named.flatMap({ ran([$0], index, line).first }) { return found }
        }
        return nil
    }

    /// The one that a person means by a key or by an id alone: of that the newest that has begun at `now`. nil: there is none,
    /// or it has not begun.
    func shift(named text: String, line: String, at now: Instant) -> Ran? {
        guard let named = shift(key: text, line: line) else { return newestShift(text, line: line, at: now) }
        return named.shift.interval.from <= now ? named : nil
    }

    /// When parts that were booked were made, as far as figures ask: of a shift, that it began. nil: the line had no such shift.
    func time(of when: QuantityBooked.When, line: String) -> Instant? {
        switch when {
        case .at(let time): time
        case .shift(let key): shift(key: key, line: line)?.shift.interval.from
        }
    }

    /// Until when shifts of older versions go on that ran when a version came into force.
    func end(before index: Int, line: String) -> Instant {
        let begin = self[index].from
        let older = self[..<index].filter { begin - ModelVersion.longestShift < $0.to }
        return older.reduce(.distantPast) { end, version in
            let running = version.model.calendar.shift(line: line, at: version.to - .milliseconds(1))
            return running.map { version.judges($0) ? Swift.max(end, $0.interval.to) : end } ?? end
        }
    }

    /// What a version's shifts were: those that began while it was in force, without what an older one still ran.
    private func ran(_ shifts: [ShiftInstance], _ index: Int, _ line: String) -> [Ran] {
        let own = shifts.filter(self[index].judges)
        guard index > 0, let first = own.first, first.interval.from < self[index].from + ModelVersion.longestShift
        else {
            return own.map { ($0, self[index].model) }
        }
        let end = end(before: index, line: line)
        return own.compactMap { end < $0.interval.to ? ($0.begun(at: end), self[index].model) : nil }
    }
}

package import Basis

extension ShiftInstance {
    /// Names it among all shifts of its line: `2026-11-23/early`.
    package var key: String { "\(date)/\(id)" }
}

extension PlantCalendar {
    /// The shift that `ShiftInstance.key` names, also where it was not planned; nil: the line has none of this id, or the
    /// text names no date.
    package func shift(key: String, line: String) -> ShiftInstance? {
        let parts = key.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, let date = CivilDate(parts[0]) else { return nil }
        return worked(String(parts[1]), line: line, on: date)
    }

    /// The shift that a person means by a key or by an id alone: of that the newest that has begun at `now`. nil: there is
    /// none, or it has not begun.
    package func shift(named text: String, line: String, at now: Instant) -> ShiftInstance? {
        if let named = shift(key: text, line: line) { return named.interval.from <= now ? named : nil }
        return newestShift(text, line: line, at: now)
    }

    /// When parts that were booked were made, as far as figures ask: of a shift, that it began.
    ///
    /// nil: the line has no such shift any more.
    package func time(of when: QuantityBooked.When, line: String) -> Instant? {
        switch when {
        case .at(let time): time
        case .shift(let key): shift(key: key, line: line)?.interval.from
        }
    }
}

import Basis

/// Times of day as people type them: `14:05`, `14:05:30`.
enum ClockText {
    /// The moment within `span` whose clock in `zone` shows the text; nil where there is none, or it is no time of day.
    static func instant(_ text: String, in span: Interval, _ zone: Zone) -> Instant? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard (2...3).contains(parts.count), let hour = parts[0], let minute = parts[1], (0..<24).contains(hour),
            (0..<60).contains(minute), let second = parts.count == 3 ? parts[2] : 0, (0..<60).contains(second)
        else { return nil }
        let milliseconds = ((hour * 60 + minute) * 60 + second) * 1000
        var date = zone.time(at: span.from).date
        let last = zone.time(at: span.to).date
        while date <= last {
            let found = zone.instant(of: CivilTime(date: date, millisecondOfDay: milliseconds))
            if found >= span.from, found < span.to { return found }
            date = date.adding(days: 1)
        }
        return nil
    }
}

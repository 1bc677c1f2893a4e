/// A half-open stretch of time: `from` belongs to it, `to` does not.
package struct Interval: Hashable, Sendable {
    package var from: Instant
    package var to: Instant

    /// `to` must not lie before `from`; an empty interval (`from == to`) contains nothing.
    package init(from: Instant, to: Instant) {
        precondition(from <= to, "an interval must not end before it begins")
        self.from = from
        self.to = to
    }

    package var duration: Duration { to - from }

    package func contains(_ instant: Instant) -> Bool { from <= instant && instant < to }

    /// What both have in common; nil when that is nothing.
    package func intersection(_ other: Interval) -> Interval? {
        let start = max(from, other.from)
        let end = min(to, other.to)
        return start < end ? Interval(from: start, to: end) : nil
    }
}

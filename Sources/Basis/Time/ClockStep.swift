/// The hub's clock was set: by how much, to what, and what that means for times that are kept.
package struct ClockStep: Hashable, Sendable {
    /// Positive where it was set forward.
    package let by: Duration
    /// What the clock shows after it.
    package let to: Instant
    /// It was larger than what clocks drift and time servers mend: the journal tells of it.
    package let isTold: Bool

    /// A time so little ahead of the clock may be that of a source whose own clock lies ahead.
    package static let tolerance = Duration.seconds(60)

    package init(by: Duration, to: Instant, isTold: Bool) {
        self.by = by
        self.to = to
        self.isTold = isTold
    }

    /// Where a time belongs that was kept by the clock before: one that lies ahead of a clock that was set back was never
    /// reached, and is as long ago as before. Others are the source's own, and stay.
    package func moved(_ time: Instant) -> Instant {
        by < .zero && time > to + Self.tolerance ? time + by : time
    }
}

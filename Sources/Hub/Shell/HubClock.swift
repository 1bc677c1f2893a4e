package import Basis
import Glibc

/// The hub's clock: the wall's, but never going back, so that no record is out of order.
///
/// A wall clock that was set forward is followed at once. One that was set back is not: the hub's runs on by the
/// monotonic clock until the wall's has caught up.
package struct HubClock: Sendable {
    private var anchor: Instant
    private var anchoredAt: Duration
    private var newest: Instant
    private var step = Duration.zero
    /// Set forward or back by less than this is drift, and followed silently.
    static let drift = Duration.seconds(1)
    private static let origin = ContinuousClock.now

    package init() { self.init(wall: .now, monotonic: Self.monotonic) }

    init(wall: Instant, monotonic: Duration) {
        anchor = wall
        anchoredAt = monotonic
        newest = wall
    }

    /// Time since some moment of this process that no setting of clocks changes.
    package static var monotonic: Duration { ContinuousClock.now - origin }

    /// The time now; never earlier than at the call before.
    package mutating func now() -> Instant { now(wall: .now, monotonic: Self.monotonic) }

    mutating func now(wall: Instant, monotonic: Duration) -> Instant {
        let expected = anchor + (monotonic - anchoredAt)
        if wall > expected + Self.drift { step += .milliseconds(wall.milliseconds - expected.milliseconds) }
        if wall >= expected - Self.drift {
            anchor = wall
            anchoredAt = monotonic
            newest = max(newest, wall)
        } else {
            newest = max(newest, expected)
        }
        return newest
    }

    /// How far the wall clock was set forward since this was last asked: time that nobody lived through, so that no limit
    /// runs out by it. nil where it was not.
    mutating func takeStep() -> Duration? {
        guard step > .zero else { return nil }
        defer { step = .zero }
        return step
    }
}

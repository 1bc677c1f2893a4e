package import Basis
import Glibc

/// The hub's clock: the wall's, but never going back, so that no record is out of order.
///
/// Between two looks it runs on the monotonic clock. A wall clock that was set forward is followed at once; one that
/// was set back is waited for.
package struct HubClock: Sendable {
    private var newest: Instant
    private var newestAt: ContinuousClock.Instant
    /// Set back or forward by less than this is drift, and followed silently.
    private static let drift: Int64 = 1000

    package init() {
        newest = Self.wall
        newestAt = .now
    }

    /// Milliseconds since the epoch by the system's clock.
    package static var wall: Instant {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// The time now; never earlier than at the call before.
    package mutating func now() -> Instant {
        let elapsed = ContinuousClock.now - newestAt
        let expected = newest + elapsed
        let wall = Self.wall
        let next = wall.milliseconds > expected.milliseconds + Self.drift ? wall : max(newest, min(wall, expected))
        // Behind the wall's clock only while that was set back: then time goes on by the monotonic one.
        newest = wall.milliseconds < expected.milliseconds - Self.drift ? expected : max(newest, next)
        newestAt = .now
        return newest
    }
}

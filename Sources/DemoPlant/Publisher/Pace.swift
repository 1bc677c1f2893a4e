package import Basis

/// Where a replay or simulation stands: its time runs `speed` times as fast as the wall's clock.
package struct Pace: Sendable {
    package let speed: Double
    private var time: Instant
    private var setAt: Duration

    /// - Parameter monotonic: any clock that is never set.
    package init(speed: Double, from time: Instant, monotonic: Duration) {
        self.speed = speed
        self.time = time
        setAt = monotonic
    }

    package func time(at monotonic: Duration) -> Instant {
        time + .milliseconds(Int64((monotonic - setAt).inSeconds * speed * 1000))
    }

    /// How long until `time`; not negative.
    package func wait(until time: Instant, at monotonic: Duration) -> Duration {
        let rest = (time - self.time(at: monotonic)).inSeconds / speed
        // A day is as good as forever, and keeps the number in range.
        return .milliseconds(Int64(min(max(0, rest), 86_400) * 1000))
    }

    /// Goes on from `time`: it stood still for a while.
    package mutating func resume(from time: Instant, at monotonic: Duration) {
        self.time = time
        setAt = monotonic
    }
}

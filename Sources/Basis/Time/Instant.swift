/// A point in time: milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
///
/// All of FloorTUI counts in UTC milliseconds; a finer source time is rounded down. The plant's time zone appears
/// only where text is read or shown.
public struct Instant: Hashable, Comparable, Sendable {
    /// UTC milliseconds since the epoch, negative before it.
    public var milliseconds: Int64

    // Its functions are asked for several times a message. Swift makes public ones alone part of another module's code.

    /// So many milliseconds after the epoch.
    @inlinable @inline(__always)
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Before and after everything; to be compared, not to be counted with.
    public static let distantPast = Instant(milliseconds: .min)
    /// See `distantPast`.
    public static let distantFuture = Instant(milliseconds: .max)

    /// Whether `a` is earlier.
    @inlinable @inline(__always)
    public static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }
    /// Whether `a` is later.
    @inlinable @inline(__always)
    public static func > (a: Instant, b: Instant) -> Bool { a.milliseconds > b.milliseconds }
    /// Whether `a` is no later.
    @inlinable @inline(__always)
    public static func <= (a: Instant, b: Instant) -> Bool { a.milliseconds <= b.milliseconds }
    /// Whether `a` is no earlier.
    @inlinable @inline(__always)
    public static func >= (a: Instant, b: Instant) -> Bool { a.milliseconds >= b.milliseconds }

    /// The instant `duration` later, rounded down to a millisecond.
    public static func + (a: Instant, duration: Duration) -> Instant {
        Instant(milliseconds: a.milliseconds + duration.wholeMilliseconds)
    }

    /// The instant `duration` earlier, rounded down to a millisecond.
    public static func - (a: Instant, duration: Duration) -> Instant {
        Instant(milliseconds: a.milliseconds - duration.wholeMilliseconds)
    }

    /// The time from `b` to `a`, negative when `a` is earlier.
    public static func - (a: Instant, b: Instant) -> Duration { .milliseconds(a.milliseconds - b.milliseconds) }
}

extension Duration {
    /// The nearest whole milliseconds. NaN is no time at all; what is longer than 10^15 ms, some 30,000 years, is that long:
    /// a number of somebody else's must not end the program.
    package init(seconds: Double) {
        let most = 1e15
        self = .milliseconds(seconds.isNaN ? 0 : Int64(min(max(seconds * 1000, -most), most).rounded()))
    }

    /// Whole milliseconds of this duration, rounded towards zero.
    package var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }

    /// Seconds with their fraction, for showing.
    package var inSeconds: Double { Double(wholeMilliseconds) / 1000 }
}

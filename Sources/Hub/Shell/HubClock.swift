package import Basis
import Glibc

/// The hub's clock: the wall's, as long as that is believed; else it runs on by the monotonic clock.
///
/// Drift, and what a time server mends, is followed: forward at once, back by running at half speed until the wall's has
/// caught up, so that no record is out of order. A wall clock that jumped by more, or that shows a time before what the
/// store knows or before this program was made, is suspect: it is believed again where it comes back, where it stood for
/// some minutes, or, of one that was behind at the start, once it is past what was known. Then this clock is set, also
/// back, and says so.
package struct HubClock: Sendable {
    private var anchor: Instant
    private var anchoredAt: Duration
    private var newest: Instant
    private var step: ClockStep?
    private var suspicion: (offset: Duration, since: Duration)?
    /// At the start the wall clock lay before this, which is certainly over.
    private var awaited: Instant?

    /// Set forward by less than this is drift, and no step.
    static let drift = Duration.seconds(1)
    /// A wall clock that jumps by more is suspect.
    static let bound = ClockStep.tolerance
    /// What a suspect wall clock shows is believed once it has stood, against the monotonic clock, for so long.
    package static let patience = Duration.seconds(180)
    /// 2026-01-01: no machine on which this program runs can be earlier.
    static let earliest = Instant(milliseconds: 1_767_225_600_000)
    /// The end of the year 9999: no store knows more, and sums of times have room.
    private static let latest = Instant(milliseconds: 253_402_300_799_999)
    private static let origin = ContinuousClock.now

    /// - Parameter known: the newest time that the store knows; nil for none.
    package init(known: Instant? = nil) { self.init(wall: .now, monotonic: Self.monotonic, known: known) }

    init(wall: Instant, monotonic: Duration, known: Instant? = nil) {
        anchor = max(wall, min(known ?? wall, Self.latest))
        anchoredAt = monotonic
        newest = anchor
        if anchor - wall > Self.bound {
            awaited = anchor
        } else if wall < Self.earliest {
            awaited = Self.earliest
        }
        if awaited != nil { suspicion = (wall - anchor, monotonic) }
    }

    /// Time since some moment of this process that no setting of clocks changes.
    package static var monotonic: Duration { ContinuousClock.now - origin }

    /// How far the wall clock is from this one while it is suspect; nil while it is believed. Zero where it only shows a
    /// time that cannot be.
    package var offset: Duration? { suspicion?.offset }

    /// The time now; never earlier than at the call before, but for a step that `takeStep` tells.
    package mutating func now() -> Instant { now(wall: .now, monotonic: Self.monotonic) }

    mutating func now(wall: Instant, monotonic: Duration) -> Instant {
        let expected = anchor + (monotonic - anchoredAt)
        let off = wall - expected
        if wall >= Self.earliest, off >= .zero - Self.bound, off <= Self.bound {
            suspicion = nil
            awaited = nil
            follow(wall, expected, monotonic)
        } else if isBelieved(wall, off, monotonic) {
            adopt(wall, off, monotonic)
        } else {
            newest = max(newest, expected)
        }
        return newest
    }

    private mutating func follow(_ wall: Instant, _ expected: Instant, _ monotonic: Duration) {
        guard wall < expected else {
            if wall > expected + Self.drift { note(wall - expected, to: wall, isTold: false) }
            anchor = wall
            anchoredAt = monotonic
            newest = max(newest, wall)
            return
        }
        let caught = min((expected - wall).wholeMilliseconds, (monotonic - anchoredAt).wholeMilliseconds / 2)
        // Looked at often, it would not get on otherwise: what is less than a millisecond is lost.
        guard caught > 0 else { return newest = max(newest, expected) }
        anchor = expected - .milliseconds(caught)
        anchoredAt = monotonic
        newest = max(newest, anchor)
    }

    private mutating func isBelieved(_ wall: Instant, _ off: Duration, _ monotonic: Duration) -> Bool {
        if let stood = suspicion, abs((stood.offset - off).wholeMilliseconds) <= Self.drift.wholeMilliseconds {
            if monotonic - stood.since >= Self.patience { return wall >= Self.earliest }
        } else {
            suspicion = (off, monotonic)
        }
        return awaited.map { wall >= $0 } ?? false
    }

    private mutating func adopt(_ wall: Instant, _ off: Duration, _ monotonic: Duration) {
        suspicion = nil
        awaited = nil
        anchor = wall
        anchoredAt = monotonic
        newest = wall
        note(off, to: wall, isTold: true)
    }

    private mutating func note(_ by: Duration, to: Instant, isTold: Bool) {
        step = ClockStep(by: (step?.by ?? .zero) + by, to: to, isTold: isTold || step?.isTold == true)
    }

    /// How this clock was set since this was last asked: time that nobody lived through, so that no limit runs out by it.
    /// nil where it was not.
    package mutating func takeStep() -> ClockStep? {
        defer { step = nil }
        return step
    }
}

import Basis

/// A value that follows its target with a first-order lag, as temperatures do.
///
/// Reading it never changes it: how often it is looked at has no effect on the simulation.
struct LaggedValue: Sendable {
    private var start: Double
    private var since: Instant
    private var target: Double
    private var timeConstantSeconds: Double

    init(_ value: Double, at instant: Instant) {
        start = value
        since = instant
        target = value
        timeConstantSeconds = 1
    }

    func value(at instant: Instant) -> Double {
        let elapsed = max(0, (instant - since).inSeconds)
        return target + (start - target) * Self.decay(elapsed / timeConstantSeconds)
    }

    /// From `instant` on it goes towards `target`: 63 % of the way in `timeConstant` seconds.
    mutating func aim(at target: Double, timeConstant seconds: Double, from instant: Instant) {
        start = value(at: instant)
        since = instant
        self.target = target
        timeConstantSeconds = seconds
    }

    /// e to the minus `x`, as (1 + x/1024) to the power −1024: within 1 % where it matters, and without the C
    /// library, whose last digit differs between platforms.
    private static func decay(_ x: Double) -> Double {
        var power = 1 / (1 + x / 1024)
        for _ in 0..<10 { power *= power }
        return power
    }
}

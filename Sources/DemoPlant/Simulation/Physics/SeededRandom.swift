/// Repeatable chance: SplitMix64, the same numbers on every machine for the same seed.
///
/// Only integer and basic floating arithmetic is used, no function of the C library, so that the bytes that a
/// simulation publishes do not depend on the platform either.
struct SeededRandom: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A stream of its own for `part`, so that drawing more here does not shift the numbers there.
    init(seed: UInt64, part: UInt64) {
        var mixer = SeededRandom(seed: seed ^ (part &* 0xD6E8_FEB8_6659_FD93))
        state = mixer.next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func uniform(_ range: ClosedRange<Double>) -> Double {
        let fraction = Double(next() >> 11) * 0x1p-53
        return range.lowerBound + fraction * (range.upperBound - range.lowerBound)
    }

    /// One of the whole numbers of `range`.
    mutating func whole(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.upperBound - range.lowerBound + 1))
    }

    mutating func chance(_ probability: Double) -> Bool { uniform(0...1) < probability }

    /// Close to normal around 0 with the given standard deviation; never beyond 3.5 of them.
    mutating func scatter(_ deviation: Double) -> Double {
        let bits = next()
        let sum = (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48)
        let centred = Double(sum) / 65_536 - 2
        return centred * 1.7320508 * deviation
    }

    /// A time between events that come every `mean` or so.
    mutating func wait(around mean: Duration) -> Duration { mean * uniform(0.3...1.7) }

    mutating func duration(seconds range: ClosedRange<Double>) -> Duration {
        .milliseconds(Int64(uniform(range) * 1000))
    }
}

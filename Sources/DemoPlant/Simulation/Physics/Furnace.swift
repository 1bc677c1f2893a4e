import Basis

/// The holding furnace of one line. While it is being filled none of the line's cells gets metal.
struct Furnace: Sendable {
    private var random: SeededRandom
    private var metal: LaggedValue
    private(set) var nextEvent: Instant
    /// The end of the filling under way; nil while there is metal.
    private(set) var emptyUntil: Instant?

    private static let holdingCelsius = 667.0

    init(seed: UInt64, line: Int, at instant: Instant) {
        random = SeededRandom(seed: seed, part: 100 + UInt64(line))
        metal = LaggedValue(Self.holdingCelsius, at: instant)
        nextEvent = instant + random.wait(around: .seconds(9000))
    }

    func celsius(at instant: Instant) -> Double { metal.value(at: instant) }

    /// Does what is due at `nextEvent`.
    mutating func step() {
        let now = nextEvent
        if emptyUntil != nil {
            emptyUntil = nil
            metal.aim(at: Self.holdingCelsius, timeConstant: 900, from: now)
            nextEvent = now + random.wait(around: .seconds(9000))
        } else {
            let end = now + random.duration(seconds: 180...480)
            emptyUntil = end
            // Cold ingots go in.
            metal.aim(at: 645, timeConstant: 420, from: now)
            nextEvent = end
        }
    }
}

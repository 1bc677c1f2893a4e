/// Something that wears: sound for a number of shots, then drifting until it fails.
struct SlowFailure: Sendable {
    /// How a thing of this kind wears.
    struct Kind: Sendable {
        let soundShots: ClosedRange<Int>
        let driftingShots: ClosedRange<Double>
        /// The drift at which it fails, in the unit of what it disturbs.
        let limit: ClosedRange<Double>

        /// Intensifier seal: pressure lost, MPa. Two to four hours of drift before it fails.
        static let seal = Kind(soundShots: 500...2200, driftingShots: 110...240, limit: 9...11.5)
        /// Vacuum channel: leak, mbar.
        static let vacuum = Kind(soundShots: 500...2400, driftingShots: 120...300, limit: 70...110)
        /// Oil cooler: fouling, °C of oil temperature.
        static let cooler = Kind(soundShots: 900...4500, driftingShots: 150...300, limit: 13...15)
    }

    private var soundShots: Int
    private var perShot: Double
    private var limit: Double
    /// How far it has drifted; 0 while sound.
    private(set) var drift = 0.0

    var hasFailed: Bool { drift >= limit }

    /// A new one, just fitted.
    init(_ kind: Kind, _ random: inout SeededRandom) {
        soundShots = random.whole(kind.soundShots)
        limit = random.uniform(kind.limit)
        perShot = limit / random.uniform(kind.driftingShots)
    }

    /// One that has already been in use for an unknown time.
    init(used kind: Kind, _ random: inout SeededRandom) {
        self.init(kind, &random)
        soundShots = random.whole(0...soundShots)
    }

    mutating func wear(_ random: inout SeededRandom) {
        if soundShots > 0 {
            soundShots -= 1
        } else {
            drift += perShot * random.uniform(0.6...1.4)
        }
    }
}

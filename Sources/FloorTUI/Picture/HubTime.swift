import Basis

/// The hub's clock, as a dashboard knows it from the newest beat.
struct HubTime {
    /// A thousand years.
    private static let reach = 3.2e13

    private var newest: Instant
    private var at: ContinuousClock.Instant
    private var speed: Double

    init(_ now: Instant, at: ContinuousClock.Instant, speed: Double) {
        newest = now
        self.at = at
        self.speed = speed
    }

    /// What the hub's clock shows now, going on from its newest word at its speed.
    func now(_ moment: ContinuousClock.Instant) -> Instant {
        let elapsed = Double((moment - at).wholeMilliseconds) * speed
        // Whatever a hub says of its speed.
        let bounded = Int64(max(-Self.reach, min(Self.reach, elapsed)))
        return Instant(milliseconds: newest.milliseconds + bounded)
    }
}

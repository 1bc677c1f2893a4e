/// What was counted for one owner of a counter (a die, or the machine itself) since the store began.
package struct CycleCount: Hashable, Sendable {
    /// Cycles completed, try shots among them.
    package var shots: Int64 = 0
    /// Cycles that were marked as tries.
    package var tries: Int64 = 0
    /// Cycles that were marked as scrap, and were no tries.
    package var scrap: Int64 = 0
    /// How often the counter was found lower than before.
    package var resets: Int64 = 0
    /// How often the counter stood still from one cycle to the next.
    package var repeats: Int64 = 0
    /// How often the counter passed its end.
    package var rollovers: Int64 = 0
    /// The counter's newest value; nil before the first, or where there is no counter.
    package var value: Double?

    package init(shots: Int64 = 0, tries: Int64 = 0, scrap: Int64 = 0) {
        (self.shots, self.tries, self.scrap) = (shots, tries, scrap)
    }

    package mutating func add(_ cycles: Int64, _ kind: CycleKind) {
        shots += cycles
        switch kind {
        case .startUp: tries += cycles
        case .scrap: scrap += cycles
        case .good: break
        }
    }

    /// Cycles whose parts are not good.
    package var notGood: Int64 { tries + scrap }
}

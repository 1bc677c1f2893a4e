import Basis

/// Follows one counter of one owner, and says what each new value means.
package struct CounterTrack: Hashable, Sendable {
    /// The newest value; nil before the first.
    package private(set) var value: Double?
    /// The value at which the counter begins again from 0; nil when it does not.
    package let rollsOverAt: Double?

    package init(value: Double? = nil, rollsOverAt: Double? = nil) {
        self.value = value
        self.rollsOverAt = rollsOverAt
    }

    /// What a new value means against the one before.
    package enum Step: Hashable, Sendable {
        /// There is nothing to compare it with.
        case first
        case increase(by: Double)
        /// It stands still.
        case same
        /// It fell: somebody set it back, and it now shows what was counted since.
        case reset(to: Double)
        /// It passed its end.
        case rollover(by: Double)

        var flag: ReadingFlags {
            switch self {
            case .reset: .reset
            case .rollover: .rollover
            case .first, .increase, .same: ReadingFlags()
            }
        }
    }

    package mutating func take(_ new: Double) -> Step {
        defer { value = new }
        guard let old = value else { return .first }
        if new > old { return .increase(by: new - old) }
        if new == old { return .same }
        // Only from the last tenth into the first tenth is a fall taken for a roll-over.
        if let end = rollsOverAt, old >= end * 0.9, new < end * 0.1 { return .rollover(by: end - old + new) }
        return .reset(to: new)
    }
}

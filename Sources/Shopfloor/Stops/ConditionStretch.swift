package import Basis

/// A stretch of a machine's time in one condition, as the journal has it. Those of a machine follow one another without
/// overlap or hole, and the last is open.
package struct ConditionStretch: Hashable, Sendable {
    /// nil: since before anything was known.
    package var from: Instant?
    /// nil: it still lasts.
    package var to: Instant?
    package var condition: Condition

    package init(from: Instant?, to: Instant?, condition: Condition) {
        self.from = from
        self.to = to
        self.condition = condition
    }

    package var isProvenNoStop: Bool { condition.state.isProvenNoStop }

    /// When it began is known, and that the machine stood.
    var isStop: Bool { condition.state.isStop && from != nil }

    var start: Instant { from ?? .distantPast }
    var end: Instant { to ?? .distantFuture }

    /// How long it lasted until `now` at most; 0 where nobody knows since when.
    package func milliseconds(until now: Instant) -> Int64 {
        guard let from else { return 0 }
        return max(0, min(end, now).milliseconds - from.milliseconds)
    }

    /// What of it lies in `[from, to)`; nil: nothing.
    func part(from: Instant, to: Instant) -> ConditionStretch? {
        let (start, end) = (max(from, start), min(to, end))
        guard start < end else { return nil }
        return ConditionStretch(
            from: start == .distantPast ? nil : start, to: end == .distantFuture ? nil : end, condition: condition)
    }
}

extension MachineState {
    /// The machine is proven not to stand. No data proves nothing.
    package var isProvenNoStop: Bool { !isStop && self != .noData }
}

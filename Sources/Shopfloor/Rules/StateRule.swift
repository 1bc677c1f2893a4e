import Basis

/// One rule of `plant.toml` that says when a machine is in a state.
package struct StateRule: Hashable, Sendable {
    package var state: MachineState
    /// For `noData`; nil for every other state.
    package var why: NoDataReason?
    package var when: RuleExpression
    /// The higher one wins; of equal ones the first in the file.
    package var priority: Int
    /// After how long without a reading of its own tags the rule no longer holds; nil: the machine's limit counts.
    package var silenceLimit: Duration?

    package init(
        state: MachineState, why: NoDataReason? = nil, when: RuleExpression, priority: Int = 0,
        silenceLimit: Duration? = nil
    ) {
        self.state = state
        self.why = state == .noData ? why ?? .source : nil
        self.when = when
        self.priority = priority
        self.silenceLimit = silenceLimit
    }
}

/// What a machine's pulses say about it.
package struct CyclePolicy: Hashable, Sendable {
    /// The cycle that the machine can do at best (ISO 22400-2: planned run time per item).
    package var idealCycle: Duration
    /// After how many ideal cycles without a pulse the machine is stopped.
    package var stoppedAfter: Double

    package init(idealCycle: Duration, stoppedAfter: Double) {
        self.idealCycle = idealCycle
        self.stoppedAfter = stoppedAfter
    }

    /// How long after a pulse the machine still counts as cycling.
    package var limit: Duration {
        .milliseconds(Int64((Double(idealCycle.wholeMilliseconds) * stoppedAfter).rounded()))
    }
}

/// All that says in which state a machine is.
package struct MachineRules: Hashable, Sendable {
    /// Highest priority first, equal ones in the order of the file.
    package let rules: [StateRule]
    /// The tag whose value stands beside the state.
    package let native: TagSlot?
    /// After how long without a sign of life the machine is no data; nil: silence ends nothing.
    package let silenceLimit: Duration?
    /// nil for a machine without pulses.
    package let cycle: CyclePolicy?
    /// How many `held for` timers the rules have.
    package let timers: Int
    /// The tags that can change the condition.
    package let tags: Set<TagSlot>

    package init(
        rules: [StateRule], native: TagSlot?, silenceLimit: Duration?, cycle: CyclePolicy?, timers: Int
    ) {
        self.rules = rules.enumerated()
            .sorted { ($1.element.priority, $0.offset) < ($0.element.priority, $1.offset) }.map(\.element)
        self.native = native
        self.silenceLimit = silenceLimit
        self.cycle = cycle
        self.timers = timers
        tags = rules.reduce(into: native.map { [$0] } ?? []) { $0.formUnion($1.when.tags) }
    }
}

package import Basis

/// A die, mould or tool: what a cycle with it takes and gives.
package struct Die: Hashable, Sendable {
    /// What counters and records call it.
    package var id: String
    package var name: LocalizedText
    /// nil: the machine's holds.
    package var idealCycle: Duration?
    /// Parts a cycle; nil: the machine's holds.
    package var cavities: Int?

    package init(id: String, name: LocalizedText, idealCycle: Duration?, cavities: Int?) {
        self.id = id
        self.name = name
        self.idealCycle = idealCycle
        self.cavities = cavities
    }
}

/// What figures of time rest on.
package enum TimeBasis: String, Hashable, Sendable, CaseIterable {
    /// On what the machines signal.
    case signals
    /// On shift records alone: that a machine ran all its planned time where it made a shot is assumed, not known.
    case records
}

package import Basis

/// A machine said which order it runs.
package struct OrderChanged: Hashable, Sendable {
    package var machine: String
    /// By the source's time.
    package var from: Instant
    /// nil: until another is said, whatever was known of later times. Else the word came late: what was known of the time
    /// from `to` on stays.
    package var to: Instant?
    package var order: RunningOrder

    package init(machine: String, from: Instant, to: Instant? = nil, order: RunningOrder) {
        self.machine = machine
        self.from = from
        self.to = to
        self.order = order
    }
}

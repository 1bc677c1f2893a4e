package import Basis

/// Parts of one machine that a person booked as scrap or rework, at the time when they were made.
package struct BookedQuantity: Hashable, Sendable {
    package var machine: String
    package var at: Instant
    /// nil: nobody said of which.
    package var order: String?
    package var scrap: Double
    package var rework: Double

    package init(machine: String, at: Instant, order: String?, scrap: Double, rework: Double) {
        self.machine = machine
        self.at = at
        self.order = order
        self.scrap = scrap
        self.rework = rework
    }
}

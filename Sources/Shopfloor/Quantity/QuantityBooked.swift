package import Basis

/// Parts of a machine that a person booked as scrap or rework: they are produced, and not good (ISO 22400 SQ, RQ).
package struct QuantityBooked: Hashable, Sendable {
    package enum When: Hashable, Sendable {
        /// They were made then.
        case at(Instant)
        /// They were made in the shift of that id.
        case shift(String)
    }

    package var machine: String
    package var when: When
    /// nil: no order is known.
    package var order: String?
    package var scrap: Int64
    package var rework: Int64
    package var note: String?
    /// The number of the command's journal entry.
    package var command: Int64
    /// The terminal.
    package var by: String
    /// `command` of the booking that this one stands for from now on, also with no parts at all; nil: it is no correction.
    package var corrects: Int64?

    package var parts: Int64 { scrap + rework }

    package init(
        machine: String, when: When, order: String?, scrap: Int64, rework: Int64, note: String?, command: Int64,
        by: String, corrects: Int64? = nil
    ) {
        self.machine = machine
        self.when = when
        self.order = order
        self.scrap = scrap
        self.rework = rework
        self.note = note
        self.command = command
        self.by = by
        self.corrects = corrects
    }
}

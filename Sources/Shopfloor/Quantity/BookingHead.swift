/// What is to be known of a booking for as long as it can be corrected: always.
package struct BookingHead: Hashable, Sendable {
    /// The number of the command's journal entry.
    package var command: Int64
    package var machine: String
    /// Scrap and rework.
    package var parts: Int64
    /// The terminal.
    package var by: String
    /// `command` of the booking in whose place it counts; nil: none.
    package var corrects: Int64?

    package init(command: Int64, machine: String, parts: Int64, by: String, corrects: Int64?) {
        self.command = command
        self.machine = machine
        self.parts = parts
        self.by = by
        self.corrects = corrects
    }

    package init(_ booked: QuantityBooked) {
        self.init(
            command: booked.command, machine: booked.machine, parts: booked.parts, by: booked.by,
            corrects: booked.corrects)
    }
}

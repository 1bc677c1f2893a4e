package import Shopfloor

/// A booking with its place in the journal.
package struct StoredQuantity: Hashable, Sendable {
    package var seq: Int64
    package var booked: QuantityBooked
    /// `command` of the booking that counts in its place, as far as was known; nil: it counts.
    package var correctedBy: Int64?

    package init(seq: Int64, booked: QuantityBooked, correctedBy: Int64? = nil) {
        self.seq = seq
        self.booked = booked
        self.correctedBy = correctedBy
    }
}

package import Shopfloor

/// A booking with its place in the journal.
package struct StoredQuantity: Hashable, Sendable {
    package var seq: Int64
    package var booked: QuantityBooked

    package init(seq: Int64, booked: QuantityBooked) {
        self.seq = seq
        self.booked = booked
    }
}

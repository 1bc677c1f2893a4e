import Basis
import Shopfloor
import Store

/// What was read already of the stops of machines, for questions of the same moment about a part of the same time. Where that
/// is now, they are of the moment in which the first was asked.
package struct StopBooks: Sendable {
    private var books: [String: (window: Interval, book: StopBook)] = [:]

    package init() {}

    /// - Parameter reading: what reads it where it was not read, or not as far.
    func book(of machine: String, in window: Interval, else reading: StopReading) throws(StoreError) -> StopBook {
        if let known = book(of: machine, in: window) { known } else { try reading.book(of: machine, in: window) }
    }

    private func book(of machine: String, in window: Interval) -> StopBook? {
        guard let read = books[machine], read.window.from <= window.from, window.to <= read.window.to else {
            return nil
        }
        return read.book
    }

    /// The same, and keeps it.
    mutating func keeping(
        _ machine: String, in window: Interval, else reading: StopReading
    ) throws(StoreError) -> StopBook {
        if let known = book(of: machine, in: window) { return known }
        let book = try reading.book(of: machine, in: window)
        books[machine] = (window, book)
        return book
    }
}

import Basis
import Shopfloor
import Store

/// What was read already of the stops of machines, for questions of the same moment about a part of the same time.
package struct StopBooks: Sendable {
    private var books: [String: (window: Interval, book: StopBook)] = [:]

    package init() {}

    /// - Parameter reading: what reads it where it was not read, or not as far.
    func book(of machine: String, in window: Interval, else reading: StopReading) throws(StoreError) -> StopBook {
        guard let read = books[machine], read.window.from <= window.from, window.to <= read.window.to else {
            return try reading.book(of: machine, in: window)
        }
        return read.book
    }

    /// The same, and keeps it.
    mutating func keeping(
        _ machine: String, in window: Interval, else reading: StopReading
    ) throws(StoreError) -> StopBook {
        let book = try book(of: machine, in: window, else: reading)
        books[machine] = (window, book)
        return book
    }
}

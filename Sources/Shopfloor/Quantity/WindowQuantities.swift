package import Basis

/// What one machine made in one window, by the order that it was made for, less what people booked as bad. The sums of the
/// parts are those of the window.
package struct WindowQuantities: Hashable, Sendable {
    package struct Part: Hashable, Sendable {
        package var order: String?
        package var interval: Interval
        package var entries: [QuantityEntry]

        package init(order: String?, interval: Interval, entries: [QuantityEntry]) {
            self.order = order
            self.interval = interval
            self.entries = entries
        }

        package var sums: QuantitySums { QuantitySums(entries) }
    }

    package private(set) var parts: [Part]
    /// What a part is worth on average, where nothing says of which product it was.
    private let worth: Double

    /// - Parameter parts: at least one.
    package init(_ parts: [Part]) {
        self.parts = parts
        worth = QuantitySums(parts.flatMap(\.entries)).idealSecondsEach ?? 0
    }

    package var sums: QuantitySums { parts.dropFirst().reduce(parts.first?.sums ?? QuantitySums()) { $0 + $1.sums } }

    /// Takes what a person booked out of the good parts: of the order that it names, or else of the one that ran then.
    ///
    /// An order that did not run by all that is known gets the parts with their production: bad parts were made, too.
    package mutating func book(_ booked: QuantityBooked) {
        // One that was taken back is of nothing.
        guard booked.parts > 0 else { return }
        let bad = Double(booked.parts)
        let named = booked.order.flatMap { order in parts.firstIndex { $0.order == order } }
        let place = named ?? place(of: booked.when)
        var entry = QuantityEntry(.booking, parts[place].interval, order: parts[place].order)
        entry.idealSeconds = parts[place].sums.idealSecondsEach ?? worth
        entry.good = -bad
        guard let order = booked.order, named == nil else {
            (entry.scrap, entry.rework) = (Double(booked.scrap), Double(booked.rework))
            return parts[place].entries.append(entry)
        }
        entry.produced = -bad
        parts[place].entries.append(entry)
        (entry.order, entry.produced, entry.good) = (order, bad, 0)
        (entry.scrap, entry.rework) = (Double(booked.scrap), Double(booked.rework))
        parts.append(Part(order: order, interval: parts[place].interval, entries: [entry]))
    }

    /// Parts of a whole shift without an order are of its only one; where there were several nobody knows of which.
    private mutating func place(of when: QuantityBooked.When) -> Int {
        if case .at(let time) = when, let place = parts.firstIndex(where: { $0.interval.contains(time) }) {
            return place
        }
        let orders = Set(parts.compactMap(\.order))
        if orders.count < 2 { return parts.firstIndex { $0.order != nil } ?? 0 }
        if let place = parts.firstIndex(where: { $0.order == nil }) { return place }
        let span = Interval(from: parts[0].interval.from, to: parts[parts.count - 1].interval.to)
        parts.append(Part(order: nil, interval: span, entries: []))
        return parts.count - 1
    }
}

extension QuantitySums {
    /// The mean of PRI; nil where nothing was made, or nothing that has one.
    fileprivate var idealSecondsEach: Double? { produced > 0 ? idealProduced / produced : nil }
}

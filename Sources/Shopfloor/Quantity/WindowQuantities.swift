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

    /// Those that ran, in order of time; behind them what is booked of none of those.
    package private(set) var parts: [Part]
    /// How many of the parts ran.
    private let ran: Int
    /// What a part is worth, where nothing says of which product it was.
    package private(set) var worth: ProductWorth

    /// - Parameters:
    ///   - parts: at least one.
    ///   - mounted: PRI of what is on the machine at the end, in seconds; nil where nobody knows.
    package init(_ parts: [Part], mounted: Double? = nil) {
        self.parts = parts
        ran = parts.count
        worth = ProductWorth(parts, mounted: mounted)
    }

    /// As a part of `whole`, whose parts are worth what they are there.
    package mutating func join(_ whole: WindowQuantities) { worth = whole.worth }

    package var sums: QuantitySums { parts.dropFirst().reduce(parts.first?.sums ?? QuantitySums()) { $0 + $1.sums } }

    /// Takes what a person booked out of the good parts: of the order that it names, or else of the one that ran then.
    ///
    /// An order that did not run by all that is known gets the parts with their production: bad parts were made, too.
    ///
    /// - Parameter each: what each is worth, in seconds; nil: see `worth`.
    package mutating func book(_ booked: QuantityBooked, worth each: Double? = nil) {
        // One that was taken back is of nothing.
        guard booked.parts > 0 else { return }
        let bad = Double(booked.parts)
        let place = place(of: booked)
        var entry = QuantityEntry(.booking, parts[place].interval, order: parts[place].order)
        entry.idealSeconds = each ?? worth[parts[place].order]
        entry.good = -bad
        guard let order = booked.order, parts[place].order != order else {
            (entry.scrap, entry.rework) = (Double(booked.scrap), Double(booked.rework))
            return parts[place].entries.append(entry)
        }
        entry.produced = -bad
        parts[place].entries.append(entry)
        (entry.order, entry.produced, entry.good) = (order, bad, 0)
        (entry.scrap, entry.rework) = (Double(booked.scrap), Double(booked.rework))
        if let known = parts[ran...].firstIndex(where: { $0.order == order }) {
            return parts[known].entries.append(entry)
        }
        parts.append(Part(order: order, interval: parts[place].interval, entries: [entry]))
    }

    /// What each part of a booking is worth, in seconds.
    package func worth(of booked: QuantityBooked) -> Double {
        var copy = self
        return worth[copy.parts[copy.place(of: booked)].order]
    }

    /// Parts of a whole shift without an order are of its only one; where there were several nobody knows of which.
    private mutating func place(of booked: QuantityBooked) -> Int {
        if let order = booked.order, let named = parts[..<ran].firstIndex(where: { $0.order == order }) { return named }
        if case .at(let time) = booked.when, let place = parts[..<ran].firstIndex(where: { $0.interval.contains(time) })
        {
            return place
        }
        let orders = Set(parts[..<ran].compactMap(\.order))
        if orders.count < 2 { return parts[..<ran].firstIndex { $0.order != nil } ?? 0 }
        if let place = parts.firstIndex(where: { $0.order == nil }) { return place }
        let span = Interval(from: parts[0].interval.from, to: parts[ran - 1].interval.to)
        parts.append(Part(order: nil, interval: span, entries: []))
        return parts.count - 1
    }
}

package import Basis

extension [WindowQuantities?] {
    /// Takes what people booked out of the hours of a shift, which these are in the order of time. All parts are whole, and add
    /// up to what was booked; no hour is left with less than no good part as long as the shift is not. nil are hours of
    /// which nothing is known; nothing is taken out of them.
    ///
    /// - Parameters:
    ///   - bookings: of the shift, and of times in it.
    ///   - hours: their times.
    package mutating func take(_ bookings: [QuantityBooked], in hours: [Interval]) {
        // What is booked is worth the same as in the sum of the whole shift.
        let shift = WindowQuantities(
            flatMap { $0?.parts ?? [] }, mounted: compactMap { $0?.worth.mounted }.last)
        for index in indices { self[index]?.join(shift) }
        for booked in bookings {
            guard case .at(let time) = booked.when else { continue }
            let place = hours.lastIndex { $0.from <= time } ?? startIndex
            take(booked, at: time, place, worth: shift.worth(of: booked))
        }
        share(bookings.filter(\.isOfShift), shift)
    }

    /// Out of the hour in which the parts were booked; what that did not make, out of those before it and then of those after
    /// it: bad parts are found after they were made. Of another order than that which ran then only where it made too few.
    private mutating func take(_ booked: QuantityBooked, at time: Instant, _ place: Int, worth: Double) {
        let near: [Int] = (startIndex...place).reversed() + ((place + 1)..<endIndex)
        let order = ran(booked) ?? self[place]?.parts.first { $0.interval.contains(time) }?.order
        var rest = booked
        for isOfOrder in [true, false] {
            for index in near {
                let parts = self[index]?.parts ?? []
                for part in parts where rest.parts > 0 && (!isOfOrder || part.order == order) {
                    let good = Int64(Swift.max(0, part.sums.good))
                    var own = rest
                    own.when = .at(part.interval.from)
                    own.scrap = Swift.min(rest.scrap, good)
                    own.rework = Swift.min(rest.rework, good - own.scrap)
                    self[index]?.book(own, worth: worth)
                    (rest.scrap, rest.rework) = (rest.scrap - own.scrap, rest.rework - own.rework)
                }
            }
        }
        bookAnyhow(rest, near, worth)
    }

    /// Nothing good is left to take it from; it is told all the same.
    private mutating func bookAnyhow(_ booked: QuantityBooked, _ near: [Int], _ worth: Double) {
        if let known = near.first(where: { self[$0] != nil }) { self[known]?.book(booked, worth: worth) }
    }

    /// Nobody said in which hour the parts of a whole shift were made, so each has as many of them as it has of the good parts.
    private mutating func share(_ bookings: [QuantityBooked], _ shift: WindowQuantities) {
        var orders: [String?] = []
        for booked in bookings where !orders.contains(booked.order) { orders.append(booked.order) }
        for order in orders {
            let own = bookings.filter { $0.order == order }
            guard var whole = own.first else { continue }
            // One after the other, so that no hour has more of both than were good.
            (whole.scrap, whole.rework) = (own.reduce(0) { $0 + $1.scrap }, 0)
            share(whole, worth: shift.worth(of: whole))
            (whole.scrap, whole.rework) = (0, own.reduce(0) { $0 + $1.rework })
            share(whole, worth: shift.worth(of: whole))
        }
    }

    private mutating func share(_ booked: QuantityBooked, worth: Double) {
        guard booked.parts > 0 else { return }
        let ran = ran(booked)
        let good = map { Swift.max(0, $0?.good(of: ran) ?? 0) }
        let all = good.reduce(0, +)
        guard all > 0 else { return bookAnyhow(booked, indices.reversed(), worth) }
        var (until, given) = (0.0, Int64(0))
        for index in indices {
            until += good[index]
            let parts = Int64((Double(booked.parts) * until / all).rounded()) - given
            given += parts
            var own = booked
            (own.scrap, own.rework) = booked.scrap > 0 ? (parts, 0) : (0, parts)
            self[index]?.book(own, worth: worth)
        }
    }

    /// The order out of whose parts a booking is taken; nil: out of all, also where it is of an order that ran in none of these.
    private func ran(_ booked: QuantityBooked) -> String? {
        booked.order.flatMap { order in contains { $0?.good(of: order) ?? 0 > 0 } ? order : nil }
    }
}

extension QuantityBooked {
    fileprivate var isOfShift: Bool { if case .shift = when { true } else { false } }
}

extension WindowQuantities {
    /// - Parameter order: nil: of all.
    fileprivate func good(of order: String?) -> Double {
        parts.reduce(0) { $0 + (order == nil || order == $1.order ? $1.sums.good : 0) }
    }
}

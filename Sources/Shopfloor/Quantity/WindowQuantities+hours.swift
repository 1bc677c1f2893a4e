import Basis

extension [WindowQuantities?] {
    /// Shares what was booked of a whole shift out to its hours, which these are in the order of time: nobody said in which
    /// the parts were made, so each hour has as many of them as it has of the good parts. All are whole, and add up to what
    /// was booked. nil are hours of which nothing is known; they have none.
    package mutating func share(_ bookings: [QuantityBooked]) {
        var orders: [String?] = []
        for booked in bookings where !orders.contains(booked.order) { orders.append(booked.order) }
        for order in orders {
            let own = bookings.filter { $0.order == order }
            guard var whole = own.first else { continue }
            // One after the other, so that no hour has more of both than were good.
            (whole.scrap, whole.rework) = (own.reduce(0) { $0 + $1.scrap }, 0)
            share(whole)
            (whole.scrap, whole.rework) = (0, own.reduce(0) { $0 + $1.rework })
            share(whole)
        }
    }

    private mutating func share(_ booked: QuantityBooked) {
        guard booked.parts > 0 else { return }
        // Of an order that ran in none of them, as of none: from all parts.
        let ran = booked.order.flatMap { order in contains { $0?.good(of: order) ?? 0 > 0 } ? order : nil }
        let good = map { Swift.max(0, $0?.good(of: ran) ?? 0) }
        let all = good.reduce(0, +)
        guard all > 0 else {
            if let last = lastIndex(where: { $0 != nil }) { self[last]?.book(booked) }
            return
        }
        var (until, given) = (0.0, Int64(0))
        for index in indices {
            until += good[index]
            let parts = Int64((Double(booked.parts) * until / all).rounded()) - given
            given += parts
            var own = booked
            (own.scrap, own.rework) = booked.scrap > 0 ? (parts, 0) : (0, parts)
            self[index]?.book(own)
        }
    }
}

extension WindowQuantities {
    /// - Parameter order: nil: of all.
    fileprivate func good(of order: String?) -> Double {
        parts.reduce(0) { $0 + (order == nil || order == $1.order ? $1.sums.good : 0) }
    }
}

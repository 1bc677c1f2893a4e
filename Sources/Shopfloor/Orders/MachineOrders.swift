package import Basis

/// Which orders one machine ran, as far as it said so: each from a time until that of the next, half-open. What lies before
/// the first is not known.
package struct MachineOrders: Hashable, Sendable {
    /// From then on it is that order.
    package struct Point: Hashable, Sendable {
        package var from: Instant
        package var order: RunningOrder
    }

    /// A time with one order.
    package struct Stretch: Hashable, Sendable {
        package var interval: Interval
        package var order: RunningOrder

        package init(interval: Interval, order: RunningOrder) {
            self.interval = interval
            self.order = order
        }
    }

    /// By time; no two neighbours say the same.
    package private(set) var points: [Point] = []

    package init() {}

    /// - Parameter changes: in the order in which they were told.
    package init(_ changes: some Sequence<OrderChanged>) { for change in changes { apply(change) } }

    /// The order that ran at `time`.
    package subscript(time: Instant) -> RunningOrder {
        let after = points.partitioningIndex { $0.from > time }
        return after > 0 ? points[after - 1].order : .unknown
    }

    /// The newest that is known.
    package var current: RunningOrder { points.last?.order ?? .unknown }

    package mutating func apply(_ change: OrderChanged) {
        if let to = change.to, to <= change.from { return }
        let rest = change.to.map { Point(from: $0, order: self[$0]) }
        let end = change.to ?? .distantFuture
        let before = points.prefix { $0.from < change.from }
        let after = points.drop { $0.from < change.from || $0.from <= end }
        let changed = before + [Point(from: change.from, order: change.order)] + [rest].compactMap(\.self) + after
        points = changed.reduce(into: []) { joined, point in
            if joined.last?.order ?? .unknown != point.order { joined.append(point) }
        }
    }

    /// `window` cut where the order changes, in order of time.
    package func stretches(in window: Interval) -> [Stretch] {
        guard window.from < window.to else { return [] }
        let next = points.partitioningIndex { $0.from > window.from }
        let inner = points[next...].prefix { $0.from < window.to }
        let starts = [Point(from: window.from, order: self[window.from])] + inner
        let ends = starts.dropFirst().map(\.from) + [window.to]
        return zip(starts, ends).map { Stretch(interval: Interval(from: $0.from, to: $1), order: $0.order) }
    }

    /// Forgets what ended before `time`.
    package mutating func trim(before time: Instant) {
        let next = points.partitioningIndex { $0.from > time }
        if next > 1 { points.removeFirst(next - 1) }
    }
}

extension [TimeSlice] {
    /// The same slices, each with the order that ran, cut where that changed.
    func cut(by orders: MachineOrders) -> [TimeSlice] {
        guard !orders.points.isEmpty else { return self }
        return flatMap { slice in
            orders.stretches(in: slice.interval).map { stretch in
                var part = slice
                (part.interval, part.order) = (stretch.interval, stretch.order)
                return part
            }
        }
    }
}

package import Basis

/// Makes the time sums of one machine in one window, and keeps which slice went into which element: what a figure opens
/// into.
package struct MachineWindow: Hashable, Sendable {
    /// One piece of the machine's time with the element that it counts for.
    package struct Piece: Hashable, Sendable {
        package var slice: TimeSlice
        package var element: TimeElement

        package init(slice: TimeSlice, element: TimeElement) {
            self.slice = slice
            self.element = element
        }
    }

    /// In order of time, without overlap.
    package private(set) var pieces: [Piece] = []
    package private(set) var sums: PerformanceSums

    /// - Parameters:
    ///   - slices: the machine's time, in order; overlaps count once, for the earlier (a wrong source must not make 25
    ///     hours of a day), and what no slice covers is not counted at all.
    ///   - window: what is asked about.
    ///   - planned: in order, the parts of the window that are planned busy time; all else is planned down.
    ///   - microStop: stops shorter than it ask for no reason.
    package init(slices: [TimeSlice], window: Interval, planned: [Interval], microStop: Duration) {
        sums = PerformanceSums(basis: .signals)
        sums.calendar = window.to.milliseconds - window.from.milliseconds
        var end = window.from
        for slice in slices {
            let start = max(slice.interval.from, end)
            let stop = min(slice.interval.to, window.to)
            guard start < stop else { continue }
            var clipped = slice
            clipped.interval = Interval(from: start, to: stop)
            end = stop
            add(clipped, planned)
        }
        countStops(slices, window, microStop)
    }

    private mutating func add(_ slice: TimeSlice, _ planned: [Interval]) {
        var start = slice.interval.from
        for part in planned {
            guard let inside = part.intersection(slice.interval) else { continue }
            if start < inside.from { append(slice, Interval(from: start, to: inside.from), .plannedDown) }
            append(slice, inside, TimeElement.of(slice))
            start = inside.to
        }
        if start < slice.interval.to { append(slice, Interval(from: start, to: slice.interval.to), .plannedDown) }
    }

    private mutating func append(_ slice: TimeSlice, _ interval: Interval, _ element: TimeElement) {
        var piece = slice
        piece.interval = interval
        pieces.append(Piece(slice: piece, element: element))
        sums.time[element] += piece.milliseconds
    }

    /// A stop is one stop however often the window cuts it: it counts in the window in which it begins, its time where it
    /// lies.
    private mutating func countStops(_ slices: [TimeSlice], _ window: Interval, _ microStop: Duration) {
        var lengths: [StopID: Int64] = [:]
        for slice in slices { if let stop = slice.stop { lengths[stop, default: 0] += slice.milliseconds } }
        var failing: Instant?
        for slice in slices where slice.kind == .breakdown {
            let isNew = failing != slice.interval.from
            failing = slice.interval.to
            if isNew, window.contains(slice.interval.from) { sums.failures += 1 }
            if let part = slice.interval.intersection(window) {
                sums.repair += part.to.milliseconds - part.from.milliseconds
            }
        }
        var counted: Set<StopID> = []
        for piece in pieces where piece.slice.isUnexplained && piece.element != .plannedDown {
            guard let stop = piece.slice.stop else { continue }
            let isMicro = lengths[stop, default: 0] < microStop.wholeMilliseconds
            let isNew = counted.insert(stop).inserted && window.contains(stop.from)
            if isMicro {
                sums.microStops += isNew ? 1 : 0
                sums.microStopTime += piece.slice.milliseconds
            } else {
                sums.unexplained += isNew ? 1 : 0
                sums.unexplainedTime += piece.slice.milliseconds
            }
        }
    }

    /// Adds what was made in the window.
    package mutating func add(_ quantity: QuantitySums?) {
        sums.quantity = quantity
        if quantity == nil { sums.unpricedProduction = sums.time[.production] }
    }
}

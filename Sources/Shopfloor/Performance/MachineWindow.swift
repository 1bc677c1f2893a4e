package import Basis

/// Makes the time sums of one machine in one window, and keeps which slice went into which element: what a figure opens
/// into.
package struct MachineWindow: Hashable, Sendable {
    /// One piece of the machine's time with the element that it counts for.
    package struct Piece: Hashable, Sendable {
        package var slice: TimeSlice
        package var element: TimeElement
        /// It lies in no break and in a shift, or there is no calendar: whatever it counts for is so by what was done in it.
        package var isScheduled: Bool
        /// What of the slice counts; less than all of it where several share it and nobody knows when.
        package var milliseconds: Int64

        package init(slice: TimeSlice, element: TimeElement, isScheduled: Bool = true) {
            self.slice = slice
            self.element = element
            self.isScheduled = isScheduled
            milliseconds = slice.milliseconds
        }
    }

    /// In order of time, without overlap.
    package private(set) var pieces: [Piece] = []
    package private(set) var sums: PerformanceSums

    /// - Parameters:
    ///   - slices: the machine's time, in order; overlaps count once, for the earlier (a wrong source must not make 25
    ///     hours of a day), and what no slice covers is not counted at all.
    ///   - window: what is asked about.
    ///   - planned: in order, the parts of the window that are planned busy time; all else is a break, and planned down
    ///     unless it is worked.
    ///   - stops: the machine's stops that overlap the window, or more; oldest first.
    ///   - microStop: stops shorter than it ask for no reason.
    package init(
        slices: [TimeSlice], window: Interval, planned: [Interval], stops: [Stop] = [], microStop: Duration = .zero
    ) {
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
        countStops(stops, window, microStop)
    }

    private mutating func add(_ slice: TimeSlice, _ planned: [Interval]) {
        var start = slice.interval.from
        for part in planned {
            guard let inside = part.intersection(slice.interval) else { continue }
            if start < inside.from { append(slice, Interval(from: start, to: inside.from), isScheduled: false) }
            append(slice, inside, isScheduled: true)
            start = inside.to
        }
        if start < slice.interval.to {
            append(slice, Interval(from: start, to: slice.interval.to), isScheduled: false)
        }
    }

    private mutating func append(_ slice: TimeSlice, _ interval: Interval, isScheduled: Bool) {
        var piece = slice
        piece.interval = interval
        let element = isScheduled ? TimeElement.of(slice) : .inBreak(slice)
        pieces.append(Piece(slice: piece, element: element, isScheduled: isScheduled))
        sums.time[element] += piece.milliseconds
    }

    /// A stop is one stop however often the window cuts it: it counts in the window in which it begins, its time where it
    /// lies.
    private mutating func countStops(_ stops: [Stop], _ window: Interval, _ limit: Duration) {
        let end = window.to
        var kinds: [StopID: Bool] = [:]
        var failing: Instant?
        for stop in stops where stop.from < end && stop.to ?? .distantFuture > window.from {
            let isNew = window.contains(stop.from)
            // Short stops are judged by their whole length, also where they go on behind the window.
            let isMicro = stop.kind(until: end) == nil && stop.isMicro(until: stop.to ?? end, limit: limit)
            kinds[stop.id] = isMicro
            if isMicro { sums.microStops += isNew ? 1 : 0 }
            if stop.isUnexplained(until: stop.to ?? end, limit: limit) { sums.unexplained += isNew ? 1 : 0 }
            guard stop.kind(until: end) == .breakdown else { continue }
            // One that somebody cut in two is still one failure.
            if isNew, failing != stop.from { sums.failures += 1 }
            failing = stop.to
            let lasted = Interval(from: stop.from, to: max(stop.from, min(stop.to ?? end, end))).intersection(window)
            sums.repair += lasted.map { $0.to.milliseconds - $0.from.milliseconds } ?? 0
        }
        for piece in pieces where piece.slice.isUnexplained && piece.element != .plannedDown {
            guard let stop = piece.slice.stop else { continue }
            if kinds[stop] == true {
                sums.microStopTime += piece.slice.milliseconds
            } else {
                sums.unexplainedTime += piece.slice.milliseconds
            }
        }
    }

    /// Adds what was made in the window.
    ///
    /// - Parameters:
    ///   - quantity: nil where nothing counts.
    ///   - isPlanned: whether a calendar says what was planned.
    package mutating func add(_ quantity: QuantitySums?, isPlanned: Bool) {
        sums.quantity = quantity
        sums.isPlanned = isPlanned
        if quantity == nil { sums.unpricedProduction = sums.time[.production] }
    }
}

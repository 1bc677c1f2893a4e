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
        /// What the part of a stop counts as; nil where the machine did not stand.
        package var cause: Stop.Cause?

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
    /// The stops that begin in the window, and what each counts as: a stop counts where it begins, its minutes where they lie.
    /// Those of which nobody is asked, since they lie outside of planned time, are not among them, nor are micro-stops that
    /// nobody saw begin, after time without data.
    package private(set) var begun: [StopID: Stop.Cause] = [:]
    /// The failures that begin in the window, by the stop that each begins with, and the milliseconds until its repair ends:
    /// what MTTR divides.
    package private(set) var failures: [StopID: Int64] = [:]

    /// By stop, what its parts count as that nobody explained.
    private let rests: [StopID: Stop.Cause]

    /// - Parameters:
    ///   - slices: the machine's time, in order; overlaps count once, for the earlier (a wrong source must not make 25
    ///     hours of a day), and what no slice covers is not counted at all.
    ///   - window: what is asked about.
    ///   - planned: in order, the parts of the window that are planned busy time; all else is a break, and planned down
    ///     unless it is worked.
    ///   - stops: the machine's stops that overlap the window, or more; whole, oldest first, none within another.
    ///   - microStop: stops shorter than it ask for no reason.
    ///   - now: until when a stop that lasts is measured; nil: until the end of the window.
    ///   - isPlanned: of time that may lie behind the window, too, whether any of it is planned; see `PlannedTime`.
    package init(
        slices: [TimeSlice], window: Interval, planned: [Interval], stops: [Stop] = [],
        microStop: MicroStopLimits = MicroStopLimits(.zero), now: Instant? = nil,
        isPlanned: (Interval) -> Bool = { _ in true }
    ) {
        sums = PerformanceSums(basis: .signals)
        sums.calendar = window.to.milliseconds - window.from.milliseconds
        let first = stops.partitioningIndex { $0.to ?? .distantFuture > window.from }
        let own = stops[first...].prefix { $0.from < window.to }
        // Judged by their whole length, also where they go on behind the window.
        let until = now ?? window.to
        // To look into the window is far less work than to look into a calendar.
        func isAnyPlanned(_ time: Interval) -> Bool {
            planned.contains { $0.intersection(time) != nil } || isPlanned(time)
        }
        var rests: [StopID: Stop.Cause] = [:]
        for stop in own {
            let limit = microStop[stop.from]
            rests[stop.id] = stop.rest(until: until, limit: limit, isPlanned: isAnyPlanned)
            guard window.contains(stop.from) else { continue }
            let cause = stop.cause(until: until, limit: limit, isPlanned: isAnyPlanned)
            // One that is too short to ask anybody about counts where it was seen to begin; its time counts all the same.
            let isUnseen = !stop.isBeginSeen && (cause == .micro || cause == .lasting)
            if cause != .outside, !isUnseen { begun[stop.id] = cause }
        }
        self.rests = rests
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
        sums.microStops = Int64(begun.values.count { $0 == .micro })
        sums.unexplained = Int64(begun.values.count { $0 == .unexplained })
        sums.setUps = Int64(begun.values.count { $0.kind == .setUp })
        countFailures(stops, own.indices, window, until: until)
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
        var clipped = slice
        clipped.interval = interval
        let element = isScheduled ? TimeElement.of(slice) : .inBreak(slice)
        var piece = Piece(slice: clipped, element: element, isScheduled: isScheduled)
        piece.cause = cause(of: slice)
        sums.time[element] += piece.milliseconds
        if isScheduled, piece.cause == .micro { sums.microStopTime += piece.milliseconds }
        if isScheduled, piece.cause == .unexplained { sums.unexplainedTime += piece.milliseconds }
        // As the Pareto sums it up: the two stand beside each other.
        if isScheduled, piece.cause?.kind == .breakdown { sums.breakdown += piece.milliseconds }
        if isScheduled, piece.cause?.isPlannedMaintenance == true { sums.maintenance += piece.milliseconds }
        pieces.append(piece)
    }

    private func cause(of slice: TimeSlice) -> Stop.Cause? {
        guard let stop = slice.stop else { return nil }
        guard let kind = slice.kind else { return rests[stop] ?? .unexplained }
        return slice.reason.map { .reason($0, kind) } ?? .state(kind)
    }

    /// A failure is one however often the window cuts it: it counts in the window in which it begins, with its whole length
    /// until the end of its repair, breaks and time behind the window in it.
    private mutating func countFailures(
        _ stops: [Stop], _ own: Range<Int>, _ window: Interval, until now: Instant
    ) {
        for index in own where stops[index].isFailure && window.contains(stops[index].from) {
            // One that somebody cut in two, or that a time without data did, is still one failure.
            if index > 0, stops[index].goesOn(from: stops[index - 1]) { continue }
            var last = index
            while last + 1 < stops.count, stops[last + 1].goesOn(from: stops[last]) { last += 1 }
            let end = min(stops[last].to ?? now, now)
            failures[stops[index].id] = max(0, end.milliseconds - stops[index].from.milliseconds)
        }
        (sums.failures, sums.repair) = (Int64(failures.count), failures.values.reduce(0, +))
    }

    /// Adds what was made in the window.
    ///
    /// - Parameters:
    ///   - quantity: nil where nothing counts.
    ///   - isPlanned: whether a calendar says what was planned.
    ///   - hasIdeal: whether any ideal cycle is known by which to measure a time in which nothing was made.
    ///   - idealSeconds: PRI by which to tell what its times would have given; more than 0; nil: nobody asks, or knows.
    package mutating func add(_ quantity: QuantitySums?, isPlanned: Bool, hasIdeal: Bool, idealSeconds: Double?) {
        sums.quantity = quantity
        sums.begunBefore = quantity?.longestCycle ?? 0
        sums.isPlanned = isPlanned
        let isMeasured = quantity.map { hasIdeal || !$0.isNothing } ?? false
        if !isMeasured { sums.unpricedProduction = sums.time[.production] }
        let isPriced = quantity.map { $0.unpriced == 0 } ?? false
        sums.ideal = isPriced ? idealSeconds.map { IdealParts(sums.time, idealSeconds: $0) } : nil
    }
}

extension Stop {
    /// Something failed: a person said so, which is of all of it.
    fileprivate var isFailure: Bool { reasonEntry?.edit.reason?.kind == .breakdown }

    fileprivate func goesOn(from other: Stop) -> Bool {
        isFailure && other.isFailure && (other.to == from || continues == other.id)
    }
}

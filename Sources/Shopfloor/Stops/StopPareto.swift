/// Stops by what they were for: how long, and how many. Sums over the same machine windows as every other figure.
package struct StopPareto: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package var cause: Stop.Cause
        package var milliseconds: Int64 = 0
        /// Those that began in the time that is summed up: each counts once, so the counts add up over shifts. Where a person
        /// is asked for a part of it, it counts as unexplained, else where most of it belongs. Time of its other parts, and of
        /// stops that began before, stands without a count.
        package var stops: Int64 = 0
    }

    private var sums: [Stop.Cause: Entry] = [:]

    package init() {}

    /// Adds what a machine's window has of its stops. In breaks and outside all shifts nothing is lost: such a piece is
    /// planned down time for every figure, whatever the machine did (ISO 22400-2, PBT), and so it is here.
    ///
    /// - Parameter begun: see `MachineWindow.begun`.
    package mutating func add(_ pieces: [MachineWindow.Piece], begun: [StopID: Stop.Cause]) {
        for piece in pieces where piece.isScheduled {
            guard piece.slice.stop != nil, let cause = piece.cause else { continue }
            sums[cause, default: Entry(cause: cause)].milliseconds += piece.milliseconds
        }
        for cause in begun.values { sums[cause, default: Entry(cause: cause)].stops += 1 }
    }

    /// The longest first.
    package var byTime: [Entry] {
        sums.values.sorted { ($1.milliseconds, $0.cause.rank) < ($0.milliseconds, $1.cause.rank) }
    }

    package var milliseconds: Int64 { sums.values.reduce(0) { $0 + $1.milliseconds } }
    package var stops: Int64 { sums.values.reduce(0) { $0 + $1.stops } }
    package var isEmpty: Bool { sums.isEmpty }
}

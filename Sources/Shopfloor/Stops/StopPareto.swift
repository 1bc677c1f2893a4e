/// Stops by what they were for: how long, and how many. Sums over the same pieces of time as every other figure.
package struct StopPareto: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package var cause: Stop.Cause
        package var milliseconds: Int64 = 0
        /// A stop counts once; so the counts add up to the stops there were. Where a person is asked for a part of it, it
        /// counts as unexplained, else where most of it belongs: time of its other parts stands without a count.
        package var stops: Int = 0
    }

    /// By stop, what of it was for which cause.
    private var shares: [StopID: [Stop.Cause: Int64]] = [:]

    package init() {}

    /// Adds what pieces of a machine's time have of its stops. In breaks and outside all shifts nothing is lost: such a
    /// piece is planned down time for every figure, whatever the machine did (ISO 22400-2, PBT), and so it is here.
    package mutating func add(_ pieces: [MachineWindow.Piece]) {
        for piece in pieces where piece.isScheduled {
            guard let stop = piece.slice.stop, let cause = piece.cause else { continue }
            shares[stop, default: [:]][cause, default: 0] += piece.milliseconds
        }
    }

    private var entries: [Entry] {
        var entries: [Stop.Cause: Entry] = [:]
        for causes in shares.values {
            for (cause, milliseconds) in causes {
                entries[cause, default: Entry(cause: cause)].milliseconds += milliseconds
            }
            let most = causes.max { ($0.value, $1.key.rank) < ($1.value, $0.key.rank) }?.key
            let counted = causes[.unexplained] == nil ? most : .unexplained
            if let counted { entries[counted]?.stops += 1 }
        }
        return Array(entries.values)
    }

    /// The longest first.
    package var byTime: [Entry] {
        entries.sorted { ($1.milliseconds, $0.cause.rank) < ($0.milliseconds, $1.cause.rank) }
    }

    /// The most frequent first.
    package var byCount: [Entry] { entries.sorted { ($1.stops, $0.cause.rank) < ($0.stops, $1.cause.rank) } }

    package var milliseconds: Int64 { entries.reduce(0) { $0 + $1.milliseconds } }
    package var stops: Int { shares.count }
}

package import Basis

/// Stops by what they were for: how long, and how many. Sums over the same pieces of time as every other figure.
package struct StopPareto: Hashable, Sendable {
    /// What stops are gathered by.
    package enum Cause: Hashable, Sendable {
        /// What a person gave, by its id.
        case reason(String, StopReason.Kind)
        /// Explained by the machine's own state.
        case state(StopReason.Kind)
        /// Too short for anybody to be asked, and not explained.
        case micro
        case unexplained
    }

    package struct Entry: Hashable, Sendable {
        package var cause: Cause
        package var milliseconds: Int64 = 0
        /// A stop counts once, where most of it belongs; so the counts add up to the stops there were.
        package var stops: Int = 0
    }

    /// By stop, what of it was for which cause.
    private var shares: [StopID: [Cause: Int64]] = [:]

    package init() {}

    /// Adds what pieces of a machine's time have of its stops. In breaks and outside all shifts nothing is lost: such a
    /// piece is planned down time for every figure, whatever the machine did (ISO 22400-2, PBT), and so it is here.
    ///
    /// - Parameters:
    ///   - stops: of the machine; all that the pieces are parts of.
    ///   - now: until when stops that last are measured.
    ///   - microStop: what is shorter needs no reason.
    package mutating func add(
        _ pieces: [MachineWindow.Piece], of stops: [Stop], now: Instant, microStop: Duration
    ) {
        let stops = Dictionary(stops.map { ($0.id, $0) }) { first, _ in first }
        for piece in pieces where piece.isScheduled {
            guard let id = piece.slice.stop, let stop = stops[id] else { continue }
            let cause = Cause(piece.slice, isMicro: stop.isMicro(until: now, limit: microStop))
            shares[id, default: [:]][cause, default: 0] += piece.milliseconds
        }
    }

    private var entries: [Entry] {
        var entries: [Cause: Entry] = [:]
        for causes in shares.values {
            for (cause, milliseconds) in causes {
                entries[cause, default: Entry(cause: cause)].milliseconds += milliseconds
            }
            guard let most = causes.max(by: { ($0.value, $1.key.rank) < ($1.value, $0.key.rank) })?.key else {
                continue
            }
            entries[most]?.stops += 1
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

extension StopPareto.Cause {
    package init(_ slice: TimeSlice, isMicro: Bool) {
        if let reason = slice.reason, let kind = slice.kind {
            self = .reason(reason, kind)
        } else if let kind = slice.kind {
            self = .state(kind)
        } else {
            self = isMicro ? .micro : .unexplained
        }
    }

    /// So that equal sums stand in one order.
    fileprivate var rank: String {
        switch self {
        case .unexplained: "0"
        case .micro: "1"
        case .state(let kind): "2" + kind.rawValue
        case .reason(let id, let kind): "3" + id + " " + kind.rawValue
        }
    }
}

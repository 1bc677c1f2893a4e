/// What a stretch of a machine's time is for the time model of ISO 22400-2 (§5.2), with time of which nothing is known as
/// its own element. The raw values are the words in rows.
package enum TimeElement: String, Hashable, Sendable, CaseIterable {
    /// Actual production time, APT: value is added.
    case production = "apt"
    /// Actual unit set-up time, AUST: an order is prepared.
    case setUp = "aust"
    /// Actual unit delay time, ADET: it stands though there is something to make.
    case delay = "adet"
    /// Actual unit down time, ADOT: it is available, and no order is executed.
    case down = "adot"
    /// No data: our addition, so that nobody takes it for one of the others.
    case unknown = "unknown"
    /// Planned down time; no part of the planned busy time, PBT.
    case plannedDown = "planned"
    /// Time outside of all shifts: no part of the planned operation time, but of the calendar time.
    case outside = "outside"

    /// The element of a slice in a break; see `MachineState.worksBreak`.
    static func inBreak(_ slice: TimeSlice) -> TimeElement {
        slice.condition.state.worksBreak ? .production : .plannedDown
    }

    /// The element of a slice within planned time (ISO 22400-2 and, for states, OPC 40001-1 annex C).
    package static func of(_ slice: TimeSlice) -> TimeElement {
        switch slice.condition.state {
        case .producing: return .production
        case .noData: return .unknown
        case .idle:
            if case .known = slice.order { return .delay }
            return .down
        case .setUp, .waiting, .stopped, .maintenance: break
        }
        switch slice.kind {
        case .planned: return .plannedDown
        case .setUp: return .setUp
        case .noOrder: return .down
        case .breakdown, .waiting, .quality, .speed: return .delay
        case nil: break
        }
        switch slice.condition.state {
        case .setUp: return .setUp
        case .maintenance: return .plannedDown
        default: return slice.order == .none ? .down : .delay
        }
    }
}

/// Milliseconds by element. PBT = APT + AUST + ADET + ADOT + UNKNOWN holds because the one is the sum of the others.
package struct TimeSums: Hashable, Sendable {
    private var milliseconds: [Int64] = Array(repeating: 0, count: TimeElement.allCases.count)

    package init() {}

    package subscript(element: TimeElement) -> Int64 {
        get { milliseconds[element.place] }
        set { milliseconds[element.place] = newValue }
    }

    /// Planned busy time.
    package var plannedBusy: Int64 {
        self[.production] + self[.setUp] + self[.delay] + self[.down] + self[.unknown]
    }
    /// Actual unit processing time, AUPT = APT + AUST.
    package var processing: Int64 { self[.production] + self[.setUp] }
    /// Actual unit busy time, AUBT = AUPT + ADET.
    package var busy: Int64 { processing + self[.delay] }
    /// Actual order execution time, AOET = APT + AUST + ADET + ADOT (OPC 40501-1, annex C).
    package var orderExecution: Int64 { busy + self[.down] }

    package static func + (a: TimeSums, b: TimeSums) -> TimeSums {
        var sum = a
        for element in TimeElement.allCases { sum[element] += b[element] }
        return sum
    }
}

extension TimeElement {
    fileprivate var place: Int {
        switch self {
        case .production: 0
        case .setUp: 1
        case .delay: 2
        case .down: 3
        case .unknown: 4
        case .plannedDown: 5
        case .outside: 6
        }
    }
}

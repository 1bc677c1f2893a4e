import Shopfloor

/// Which states a machine was in within one cell of a ribbon, each with its part of the cell.
struct StateShares {
    /// By place in `worstFirst`. Inline, since a page of ribbons has thousands of cells.
    private var parts = SIMD8<Double>(repeating: 0)

    /// What of a cell shows is the first of these that took enough of it.
    private static let worstFirst = MachineState.allCases.sorted { place(of: $0) < place(of: $1) }

    /// Asked for each cell: to look for it in a list would cost more than to draw it.
    private static func place(of state: MachineState) -> Int {
        switch state {
        case .stopped: 0
        case .waiting: 1
        case .noData: 2
        case .setUp: 3
        case .maintenance: 4
        case .producing: 5
        case .idle: 6
        }
    }

    /// Enough, so that neither a short stop is lost nor a blink makes an hour look bad.
    private static let least = 0.2

    mutating func add(_ state: MachineState, _ part: Double) {
        parts[Self.place(of: state)] += part
    }

    /// The worst of those that took enough of it, else the longest; nil for a cell of which nothing is known.
    var shown: MachineState? {
        var longest: Int?
        for place in Self.worstFirst.indices where parts[place] > longest.map({ parts[$0] }) ?? 0 {
            if parts[place] >= Self.least { return Self.worstFirst[place] }
            longest = place
        }
        return longest.map { Self.worstFirst[$0] }
    }
}

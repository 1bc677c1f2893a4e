/// By what questions are narrowed.
extension Query {
    /// A filter, by its word on the command line.
    package enum Filter: String, Hashable, Sendable, CaseIterable {
        case machine, line, order, by, explain, unexplained, state, kind, from, to, at, tag, buckets
    }

    /// Those that are asked for, in the order of the list.
    var filters: [Filter] { Filter.allCases.filter(isAsked) }

    private func isAsked(_ filter: Filter) -> Bool {
        switch filter {
        case .machine: machine != nil
        case .line: line != nil
        case .order: order != nil
        case .by: group != nil
        case .explain: isExplained
        case .unexplained: isUnexplained
        case .state: state != nil
        case .kind: kind != nil
        case .from: from != nil
        case .to: to != nil
        case .at: at != nil
        case .tag: tag != nil
        case .buckets: buckets != nil
        }
    }

    /// Why it cannot be answered, for people; nil where it can. What is asked for is never passed over.
    package var fault: String? {
        if let filter = filters.first(where: { !what.filters.contains($0) }) { return what.lacks(filter) }
        if let from, let to, from > to { return "from is later than to: ask the other way round" }
        switch what {
        case .trend where machine == nil || tag == nil || from == nil || to == nil:
            return "a trend needs machine, tag, from and to"
        case .pareto where group != nil && group != .machine:
            return "stops are gathered by their reasons, or by machine"
        default: return nil
        }
    }
}

extension Query.What {
    /// All that a question of this kind can be narrowed by.
    package var filters: Set<Query.Filter> {
        switch self {
        case .machines, .counts, .quantities: [.machine, .at]
        case .intervals, .time: [.machine, .line, .state, .from, .to, .at]
        case .tags: [.machine]
        case .alarms: [.machine, .line, .at]
        case .alarmRates: [.machine, .line, .explain, .from, .to, .at]
        case .alarmActions: [.machine, .line, .from, .to, .at]
        case .conflicts, .journal, .plant: [.at]
        case .cycles: [.machine, .from, .to]
        case .trend: [.machine, .tag, .buckets, .from, .to]
        case .kpi: [.machine, .line, .order, .by, .explain, .from, .to, .at]
        case .stops: [.machine, .line, .unexplained, .from, .to, .at]
        case .pareto: [.machine, .line, .by, .from, .to, .at]
        case .quarantine: [.from, .to, .at]
        case .rejected, .trimmed: []
        case .audit: [.machine, .kind, .from, .to, .at]
        }
    }

    /// That a filter is none of its own, with those that are, or with the questions that it belongs to.
    fileprivate func lacks(_ filter: Query.Filter) -> String {
        switch (self, filter) {
        case (.cycles, .at): "cycles are shown as they are kept, not as of a moment: leave out --at"
        case (.trend, .at): "a trend needs machine, tag, from and to, and no --at"
        case (.tags, .from), (.tags, .to), (.tags, .at), (.rejected, .from), (.rejected, .to), (.rejected, .at),
            (.trimmed, .from), (.trimmed, .to), (.trimmed, .at):
            "\(rawValue) are counted since the store began, and not kept by time: leave out the times"
        default:
            "--\(filter.rawValue) belongs to "
                + Query.What.allCases.filter { $0.filters.contains(filter) }.map(\.rawValue).joined(separator: ", ")
                + ": leave it out of \(rawValue)"
        }
    }
}

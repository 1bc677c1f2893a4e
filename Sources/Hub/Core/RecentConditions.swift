import Basis
import Shopfloor

/// The last hours of a machine's conditions, for a ribbon. Bounded in time and number; the oldest go first.
struct RecentConditions {
    struct Entry: Hashable {
        /// nil: since before anything was known.
        var from: Instant?
        var condition: Condition
    }

    /// Oldest first; each lasts until the next.
    private(set) var entries: [Entry]

    static let limit = 400
    static let horizon = Duration.seconds(24 * 3600)

    init(_ condition: Condition, since: Instant?) { entries = [Entry(from: since, condition: condition)] }

    /// From `from` on it is `condition`, whatever was known of later times.
    mutating func change(to condition: Condition, from: Instant) {
        while let last = entries.last, let start = last.from, start >= from { entries.removeLast() }
        if entries.last?.condition != condition { entries.append(Entry(from: from, condition: condition)) }
        trim(before: from - Self.horizon)
    }

    private mutating func trim(before: Instant) {
        var drop = max(0, entries.count - Self.limit)
        while drop + 1 < entries.count, let end = entries[drop + 1].from, end < before { drop += 1 }
        if drop > 0 { entries.removeFirst(drop) }
    }

    /// What was known of the machine before the hub began.
    /// What this start found since counts over it.
    mutating func putBack(_ stored: [Entry]) {
        let found = entries
        entries = stored
        for entry in found {
            if let from = entry.from { change(to: entry.condition, from: from) }
        }
        if entries.isEmpty { entries = found }
    }

    /// What was known before the newest gap in the hub's own knowledge (it did not run, or had no link), and until when;
    /// nil where there is no such gap, or more than one condition since.
    static func beforeGap(_ entries: [Entry]) -> (known: Entry, until: Instant)? {
        guard let last = entries.last else { return nil }
        var gap = entries.count - 1
        if !isGap(last) {
            gap -= 1
            guard last.condition.state != .noData, gap >= 0, isGap(entries[gap]) else { return nil }
        }
        while gap > 0, isGap(entries[gap - 1]) { gap -= 1 }
        guard gap > 0, let until = entries[gap].from, entries[gap - 1].condition.state != .noData else { return nil }
        return (entries[gap - 1], until)
    }

    private static func isGap(_ entry: Entry) -> Bool {
        entry.condition.why == .hub || entry.condition.why == .link
    }
}

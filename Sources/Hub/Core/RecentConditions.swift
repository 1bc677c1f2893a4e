import Basis
import Shopfloor

/// The last hours of a machine's conditions, for a ribbon. Bounded in time and number; the oldest go first.
struct RecentConditions {
    struct Entry: Hashable {
        /// nil: since before anything was known.
        var from: Instant?
        var condition: Condition
        /// The journal's number of the entry that says so; 0 where that does not matter.
        var seq: Int64 = 0

        var isProvenNoStop: Bool { condition.state.isProvenNoStop }
    }

    /// Oldest first; each lasts until the next.
    private(set) var entries: [Entry]
    /// Another after each change.
    private(set) var version = 0

    /// As far back as late readings may reach, where there are no more changes than these.
    static let limit = 1000
    static let horizon = Duration.seconds(72 * 3600)

    init(_ condition: Condition, since: Instant?, seq: Int64 = 0) {
        entries = [Entry(from: since, condition: condition, seq: seq)]
    }

    /// From `from` on it is `condition`, whatever was known of later times.
    mutating func change(to condition: Condition, from: Instant, seq: Int64) {
        version += 1
        var earliest: Instant?
        while let last = entries.last, let start = last.from, start >= from {
            earliest = start
            entries.removeLast()
        }
        let isSame = entries.last?.condition == condition
        // The one before ends elsewhere than was said, so it is said anew.
        if let earliest, !entries.isEmpty, isSame || earliest != from { entries[entries.count - 1].seq = seq }
        if !isSame { entries.append(Entry(from: from, condition: condition, seq: seq)) }
        trim(before: from - Self.horizon)
    }

    /// From `from` until `to` it was `condition`, whatever was known of that time.
    mutating func correct(to condition: Condition, from: Instant, to: Instant, seq: Int64) {
        version += 1
        let known = stretches
        let seqs = Dictionary(zip(known, entries.map(\.seq))) { first, _ in first }
        entries = known.corrected(from: from, to: to, to: condition).map { stretch in
            Entry(from: stretch.from, condition: stretch.condition, seq: seqs[stretch] ?? seq)
        }
    }

    /// Each with its end; oldest first.
    var stretches: [ConditionStretch] {
        let ends = entries.dropFirst().map(\.from) + [nil]
        return zip(entries, ends).map { ConditionStretch(from: $0.from, to: $1, condition: $0.condition) }
    }

    private mutating func trim(before: Instant) {
        var drop = max(0, entries.count - Self.limit)
        // A stop is known whole: from a time on in which the machine is proven not to have stood.
        if drop > 0, let proven = entries[drop...].firstIndex(where: \.isProvenNoStop) { drop = proven }
        let most = drop
        while drop + 1 < entries.count, let end = entries[drop + 1].from, end < before { drop += 1 }
        while drop > most, !entries[drop].isProvenNoStop { drop -= 1 }
        if drop > 0 { entries.removeFirst(drop) }
    }

    /// What was known of the machine before the hub began.
    /// What this start found since counts over it.
    mutating func putBack(_ stored: [Entry]) {
        version += 1
        let found = entries
        entries = stored
        for entry in found {
            if let from = entry.from { change(to: entry.condition, from: from, seq: entry.seq) }
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

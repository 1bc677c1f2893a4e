package import Basis

/// What a machine's rules looked at lately, by the source's time: so that a reading that comes late can be judged with what
/// was known of its time. Bounded; the oldest goes first.
package struct MachinePast: Hashable, Sendable {
    enum Word: Hashable {
        /// - Parameter isUnavailable: it is the source's word for having no value.
        case value(TagSlot, TagValue, isUnavailable: Bool)
        /// All was lost: pulses and timers begin anew.
        case lost
    }

    struct Entry: Hashable {
        var at: Instant
        var word: Word
        /// The source said it live, and so proved that it was there.
        var isHeard = true
    }

    /// Pulses each of which came soon after the one before; or, between such, that all was lost. A machine makes more pulses in
    /// three days than can be kept, and which they were matters only where they begin and end.
    struct Pulses: Hashable {
        var first: Instant
        var last: Instant
        var isLoss = false
    }

    /// The time of the newest word; nil before the first. Kept ready, and first, since it is asked for with each message.
    package private(set) var newest: Instant?
    /// The newest time of which the source itself said something.
    package private(set) var newestHeard: Instant?
    /// What tags said, and losses, by time; of one time, as they came.
    private(set) var entries: [Entry] = []
    /// Likewise.
    private(set) var pulses: [Pulses] = []
    /// What the tags said when the oldest entry came.
    private(set) var base: [TagSlot: Entry] = [:]
    /// The newest pulse before the oldest that is kept.
    private(set) var basePulse: Instant?
    /// Nothing before it can be judged any more; nil: all can, since nothing was known before the first entry.
    package private(set) var knownSince: Instant?

    /// Readings of tags that rules look at; and as many rows of pulses.
    package static let limit = 8192

    /// - Parameters:
    ///   - knownSince: what came before it was judged by an earlier run, whose values are not known.
    ///   - lastPulse: the newest pulse before it; nil where none is known.
    package init(knownSince: Instant?, lastPulse: Instant? = nil) {
        self.knownSince = knownSince
        basePulse = lastPulse
    }

    /// The tags have other numbers: what they said before `time` is judged no more, and what still holds of it is to be kept
    /// anew. What was heard, and the newest pulse, stay.
    package mutating func forgetTags(since time: Instant) {
        (entries, base) = ([], [:])
        if let last = pulses.last { basePulse = last.isLoss ? nil : last.last }
        pulses = []
        know(since: time)
    }

    /// What a tag says by what was known otherwise than by a live reading: it proves nothing, and only what is read after its
    /// time counts over it.
    package mutating func keep(_ slot: TagSlot, _ value: TagValue, isUnavailable: Bool, at time: Instant) {
        guard base[slot]?.at != time, next(slot, after: time - .milliseconds(1)) != time else { return }
        insert(Entry(at: time, word: .value(slot, value, isUnavailable: isUnavailable), isHeard: false))
    }

    /// A reading that a rule may use.
    package mutating func take(_ slot: TagSlot, _ value: TagValue, isUnavailable: Bool, at time: Instant) {
        newestHeard = max(newestHeard ?? time, time)
        newest = max(newest ?? time, time)
        insert(Entry(at: time, word: .value(slot, value, isUnavailable: isUnavailable)))
    }

    /// - Parameter limit: how soon after one another pulses come that need not be told apart: the machine cycles between them,
    ///   and is not silent. nil: however late.
    package mutating func pulse(at time: Instant, within limit: Duration?) {
        newestHeard = max(newestHeard ?? time, time)
        newest = max(newest ?? time, time)
        let place = placeOfPulse(time)
        func isNear(_ from: Instant, _ to: Instant) -> Bool { limit.map { to - from <= $0 } ?? true }
        let joinsNext = place < pulses.count && !pulses[place].isLoss && isNear(time, pulses[place].first)
        if place > 0, !pulses[place - 1].isLoss, isNear(pulses[place - 1].last, time) {
            pulses[place - 1].last = max(pulses[place - 1].last, time)
            guard joinsNext else { return }
            pulses[place - 1].last = max(pulses[place - 1].last, pulses[place].last)
            pulses.remove(at: place)
        } else if joinsNext {
            pulses[place].first = time
        } else {
            insert([Pulses(first: time, last: time)], place)
        }
    }

    package mutating func lost(at time: Instant) {
        newest = max(newest ?? time, time)
        insert(Entry(at: time, word: .lost, isHeard: false))
        let place = placeOfPulse(time)
        var rows = [Pulses(first: time, last: time, isLoss: true)]
        if place > 0, pulses[place - 1].last > time {
            // By the machine's clock pulses came after it: of those only the last is sure to have.
            let last = pulses[place - 1].last
            pulses[place - 1].last = time
            rows.append(Pulses(first: last, last: last))
        }
        insert(rows, place)
    }

    private func placeOfPulse(_ time: Instant) -> Int {
        if let last = pulses.last, last.first > time { return pulses.partitioningIndex { $0.first > time } }
        return pulses.count
    }

    private mutating func insert(_ entry: Entry) {
        if let last = entries.last, entry.at < last.at {
            entries.insert(entry, at: entries.partitioningIndex { $0.at > entry.at })
        } else {
            entries.append(entry)
        }
        if entries.count > Self.limit { trimEntries() }
    }

    /// Places are others afterwards.
    private mutating func insert(_ rows: [Pulses], _ place: Int) {
        pulses.insert(contentsOf: rows, at: place)
        if pulses.count > Self.limit { trimPulses() }
    }

    // A quarter at once, so that it is seldom.

    private mutating func trimEntries() {
        let dropped = entries.prefix(Self.limit / 4)
        for entry in dropped {
            if case .value(let slot, _, _) = entry.word { base[slot] = entry }
            know(since: entry.at)
        }
        entries.removeFirst(dropped.count)
    }

    private mutating func trimPulses() {
        let dropped = pulses.prefix(Self.limit / 4)
        if let last = dropped.last {
            basePulse = last.isLoss ? nil : last.last
            know(since: last.last)
        }
        pulses.removeFirst(dropped.count)
    }

    private mutating func know(since time: Instant) { knownSince = max(knownSince ?? time, time) }

    /// The time of the next reading of a tag after `time`; nil: there is none yet.
    package func next(_ slot: TagSlot, after time: Instant) -> Instant? {
        entries[entries.partitioningIndex { $0.at > time }...].first { entry in
            if case .value(slot, _, _) = entry.word { true } else { false }
        }?.at
    }

    /// The pulses around `time`: from no later than the newest before it, until no earlier than the next after it.
    package func pulses(around time: Instant) -> (before: Instant?, after: Instant?) {
        let place = pulses.partitioningIndex { $0.first >= time }
        let after = pulses[place...].first { !$0.isLoss && $0.first > time }?.first
        guard place > 0 else { return (basePulse, after) }
        let row = pulses[place - 1]
        if row.last > time { return (row.first, row.last) }
        return (row.isLoss ? nil : row.last == time ? row.first : row.last, after)
    }

    /// The pulses of which none was far from the next, where they reach from before `time` up to it or over it.
    package func pulses(over time: Instant) -> Interval? {
        let place = pulses.partitioningIndex { $0.first >= time }
        guard place > 0, pulses[place - 1].last >= time, !pulses[place - 1].isLoss else { return nil }
        return Interval(from: pulses[place - 1].first, to: pulses[place - 1].last)
    }

    /// When the source was heard last before `time`; of pulses over it, the first.
    package func heard(before time: Instant) -> Instant? {
        let value = entries[..<entries.partitioningIndex { $0.at >= time }].last { $0.isHeard }?.at
        let row = pulses.partitioningIndex { $0.first >= time }
        let pulse = pulses[..<row].last { !$0.isLoss }.map { $0.last < time ? $0.last : $0.first }
        return [value, pulse].compactMap(\.self).max()
    }

    /// When the source was heard after `time` and before `end`: at moments, and all along where each pulse was near the next.
    /// By begin.
    package func heard(after time: Instant, until end: Instant) -> [Interval] {
        let later = entries[entries.partitioningIndex { $0.at > time }...].prefix { $0.at < end }
        let rows = pulses[pulses.partitioningIndex { $0.last > time }...].prefix { $0.first < end }
        let moments = later.filter(\.isHeard).map { Interval(from: $0.at, to: $0.at) }
        let spans = rows.filter { !$0.isLoss }.map { Interval(from: max($0.first, time), to: min($0.last, end)) }
        return (moments + spans).sorted { $0.from < $1.from }
    }

    /// When all was lost next after `time`; nil: it was not.
    package func loss(after time: Instant) -> Instant? {
        entries[entries.partitioningIndex { $0.at > time }...].first { $0.word == .lost }?.at
    }
}

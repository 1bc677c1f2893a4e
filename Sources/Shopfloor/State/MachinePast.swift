package import Basis

/// What a machine's rules looked at lately, by the source's time: so that a reading that comes late can be judged with what
/// was known of its time. Bounded; the oldest goes first.
package struct MachinePast: Hashable, Sendable {
    enum Word: Hashable {
        /// - Parameter isUnavailable: it is the source's word for having no value.
        case value(TagSlot, TagValue, isUnavailable: Bool)
        case pulse
        /// All was lost: pulses and timers begin anew.
        case lost
    }

    struct Entry: Hashable {
        var at: Instant
        var word: Word
    }

    /// The time of the newest entry; nil before the first. Kept ready, and first, since it is asked for with each message.
    package private(set) var newest: Instant?
    /// By time; of one time, as they came.
    private(set) var entries: [Entry] = []
    /// What the tags said when the oldest entry came.
    private(set) var base: [TagSlot: Entry] = [:]
    /// The newest pulse before the oldest entry.
    private(set) var basePulse: Instant?
    /// Nothing before it can be judged any more; nil: all can, since nothing was known before the first entry.
    package private(set) var knownSince: Instant?

    /// Readings of tags that rules look at, and pulses.
    package static let limit = 4096

    /// - Parameter knownSince: what came before it was judged by an earlier run, whose values are not known.
    package init(knownSince: Instant?) { self.knownSince = knownSince }

    /// A reading that a rule may use.
    package mutating func take(_ slot: TagSlot, _ value: TagValue, isUnavailable: Bool, at time: Instant) {
        insert(Entry(at: time, word: .value(slot, value, isUnavailable: isUnavailable)))
    }

    package mutating func pulse(at time: Instant) { insert(Entry(at: time, word: .pulse)) }

    package mutating func lost(at time: Instant) { insert(Entry(at: time, word: .lost)) }

    private mutating func insert(_ entry: Entry) {
        newest = max(newest ?? entry.at, entry.at)
        if let last = entries.last, entry.at < last.at {
            entries.insert(entry, at: entries.partitioningIndex { $0.at > entry.at })
        } else {
            entries.append(entry)
        }
        if entries.count > Self.limit { trim() }
    }

    private mutating func trim() {
        // A quarter at once, so that it is seldom.
        let dropped = entries.prefix(Self.limit / 4)
        for entry in dropped {
            switch entry.word {
            case .value(let slot, _, _): base[slot] = entry
            case .pulse: basePulse = entry.at
            case .lost: basePulse = nil
            }
            knownSince = max(knownSince ?? entry.at, entry.at)
        }
        entries.removeFirst(dropped.count)
    }

    /// The time of the next reading of a tag after `time`; nil: there is none yet.
    package func next(_ slot: TagSlot, after time: Instant) -> Instant? {
        entries[entries.partitioningIndex { $0.at > time }...].first { entry in
            if case .value(slot, _, _) = entry.word { true } else { false }
        }?.at
    }

    /// The times of the pulses around `time`: the newest before it, the next after it.
    package func pulses(around time: Instant) -> (before: Instant?, after: Instant?) {
        let place = entries.partitioningIndex { $0.at >= time }
        let before = entries[..<place].last { $0.word == .pulse || $0.word == .lost }
        let after = entries[place...].first { $0.word == .pulse && $0.at > time }
        return (before.map { $0.word == .pulse ? $0.at : nil } ?? basePulse, after?.at)
    }

    /// When the source was heard around `time`, itself left out: last before it, and next after it.
    package func heard(around time: Instant) -> (before: Instant?, after: Instant?) {
        let place = entries.partitioningIndex { $0.at >= time }
        let before = entries[..<place].last { $0.word != .lost }
        return (before?.at, entries[place...].first { $0.at > time && $0.word != .lost }?.at)
    }
}

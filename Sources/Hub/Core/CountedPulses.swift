import Basis

/// Which pulses of a machine were counted lately: by source time, owner and counter value, so that one that comes late
/// counts, and one that comes again does not. Bounded; the first that came go first.
struct CountedPulses: Hashable {
    struct Key: Hashable {
        var at: Instant
        var owner: String
        /// nil where no counter stands beside it.
        var value: Double?
    }

    /// Up to this time nobody knows any more which were counted; nil: all are known.
    private(set) var knownSince: Instant?
    private var keys: Set<Key> = []
    private var order: [Key] = []

    static let limit = 4096

    init(knownSince: Instant?) { self.knownSince = knownSince }

    /// Pulses up to `time` may have been counted.
    mutating func know(since time: Instant) { knownSince = max(knownSince ?? time, time) }

    enum Answer { case new, counted, notKnown }

    /// Whether a late pulse is one that was not counted yet.
    func answer(_ key: Key) -> Answer {
        if keys.contains(key) { return .counted }
        return knownSince.map { key.at <= $0 } ?? false ? .notKnown : .new
    }

    mutating func take(_ key: Key) {
        guard keys.insert(key).inserted else { return }
        order.append(key)
        guard order.count > Self.limit else { return }
        for old in order.prefix(Self.limit / 4) {
            keys.remove(old)
            know(since: old.at)
        }
        order.removeFirst(Self.limit / 4)
    }
}

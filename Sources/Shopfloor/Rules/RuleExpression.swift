package import Basis

/// The number of a tag within its machine, from 0.
package typealias TagSlot = Int

/// What a rule asks of a machine's tags: compare, and, or, not, held for.
///
/// Three-valued (Kleene): a comparison with a tag that was never seen, or whose source says that it has no value, is
/// neither true nor false, and neither is its negation. A rule holds only when its expression is true.
package indirect enum RuleExpression: Hashable, Sendable {
    case constant(Bool)
    /// A tag by itself: true, or a number other than 0.
    case truth(TagSlot)
    /// Whether the tag has a value.
    case known(TagSlot)
    /// Whether the machine completed a cycle within its limit (`CyclePolicy.stoppedAfter`).
    case cycling
    case compare(TagSlot, Comparison, Operand)
    case oneOf(TagSlot, [TagValue])
    case not(RuleExpression)
    case all([RuleExpression])
    case any([RuleExpression])
    /// True once the inner expression has been true without a break for `duration`; `timer` is its number in the machine.
    case held(RuleExpression, Duration, timer: Int)

    package enum Comparison: String, Hashable, Sendable {
        case equal = "=="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }

    package enum Operand: Hashable, Sendable {
        case literal(TagValue)
        case tag(TagSlot)
    }

    /// The words that the expression compares tags with.
    package var words: [(tag: TagSlot, word: String)] {
        switch self {
        case .constant, .cycling, .truth, .known, .compare(_, _, .tag): []
        case .compare(let tag, _, .literal(let value)): value.text.map { [(tag, $0)] } ?? []
        case .oneOf(let tag, let values): values.compactMap { value in value.text.map { (tag, $0) } }
        case .not(let inner), .held(let inner, _, _): inner.words
        case .all(let parts), .any(let parts): parts.flatMap(\.words)
        }
    }

    /// Every tag that the expression looks at.
    package var tags: Set<TagSlot> {
        switch self {
        case .constant, .cycling: []
        case .truth(let tag), .known(let tag), .oneOf(let tag, _): [tag]
        case .compare(let tag, _, .tag(let other)): [tag, other]
        case .compare(let tag, _, .literal): [tag]
        case .not(let inner), .held(let inner, _, _): inner.tags
        case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.tags) }
        }
    }
}

/// Where an expression finds the values of tags.
package protocol TagValues {
    /// The newest usable value; nil when the tag was never seen.
    func value(of tag: TagSlot) -> TagValue?
    /// The time of the tag's newest reading; nil when it was never seen.
    func time(of tag: TagSlot) -> Instant?
    /// When that reading reached us.
    func arrival(of tag: TagSlot) -> Instant?
    /// What the source says, also where that means that it has no value; nil when it said nothing.
    func word(of tag: TagSlot) -> String?
}

/// The running timers of `held for`, and the next time at which one of them is due.
package struct HeldTimers: Hashable, Sendable {
    /// By timer: since when its inner expression is true; nil while it is not.
    var since: [Instant?]
    /// The next instant at which a timer comes due without any new value; nil when none runs.
    package private(set) var nextDue: Instant?

    package var count: Int { since.count }

    /// - Parameter count: one more than the highest timer number of the machine's rules.
    package init(count: Int) { since = Array(repeating: nil, count: count) }

    /// Timers that have all run long enough, for asking what will be true when none is waited for any more.
    package static func elapsed(count: Int) -> HeldTimers {
        var timers = HeldTimers(count: count)
        timers.since = Array(repeating: Instant(milliseconds: .min), count: count)
        return timers
    }

    package mutating func beginPass() { nextDue = nil }

    /// Whether timer `number` is due at `now`, its inner expression being `isTrue`.
    mutating func isDue(_ number: Int, isTrue: Bool, duration: Duration, now: Instant) -> Bool {
        guard isTrue else {
            since[number] = nil
            return false
        }
        let start = since[number] ?? now
        since[number] = start
        let due = start + duration
        if due <= now { return true }
        nextDue = min(nextDue ?? due, due)
        return false
    }
}

package import Basis

/// A stop: a machine stood, without a break, for one reason. However many hours and shifts it crosses, it is one.
package struct Stop: Hashable, Sendable {
    package let id: StopID
    /// What the machine was in meanwhile, oldest first; the last is open where the stop is.
    package let parts: [ConditionStretch]
    /// The newest edits that speak of its reason, its note and its ends; nil where none does.
    package let reasonEntry: StopEntry?
    package let noteEntry: StopEntry?
    package let cutEntry: StopEntry?
    /// Who gave the reason; nil: there is none.
    package let reasonBy: String?
    /// Who wrote the note, in its order: of one that was joined of two, both. Empty: there is none.
    package let noteBy: [String]
    /// The stop before, whose reason goes on in it: only time without data lies between, so nobody knows that the machine
    /// worked. nil: it is no such rest of another.
    package let continues: StopID?
    /// Whether the machine was known until it began; after time without data nobody saw when that was.
    package let isBeginSeen: Bool

    package var from: Instant { id.from }
    /// nil: it still lasts.
    package var to: Instant? { parts.last?.to }

    /// Id of the reason that a person gave; nil: none, or it was taken back.
    package var reason: String? { reasonEntry?.edit.reason?.id }
    package var note: String? { noteEntry?.edit.note.flatMap { $0.isEmpty ? nil : $0 } }
    /// Who said the newest of it; nil: nobody said anything.
    package var by: String? { newest?.edit.by }
    /// The journal's number of the newest edit; nil: nobody said anything.
    package var version: Int64? { newest?.seq }

    private var newest: StopEntry? {
        [reasonEntry, noteEntry, cutEntry].compactMap(\.self).max { $0.seq < $1.seq }
    }

    package func entry(of field: StopEdit.Field) -> StopEntry? {
        switch field {
        case .reason: reasonEntry
        case .note: noteEntry
        case .cuts: cutEntry
        }
    }

    /// In the order in which the machine was first in each.
    package var states: [MachineState] {
        parts.reduce(into: []) { if !$0.contains($1.condition.state) { $0.append($1.condition.state) } }
    }

    /// What a part of it counts as: the kind of the reason that was given, as it was when it was given; else what its
    /// state says by itself. nil: unexplained.
    package func kind(of part: ConditionStretch) -> StopReason.Kind? {
        reasonEntry?.edit.reason?.kind ?? StopReason.Kind(explaining: part.condition.state)
    }

    /// What most of it counts as, until `now`; nil: unexplained.
    package func kind(until now: Instant) -> StopReason.Kind? {
        var sums: [StopReason.Kind?: Int64] = [:]
        for part in parts { sums[kind(of: part), default: 0] += part.milliseconds(until: now) }
        // Where it has only begun, what it begins with.
        return sums.max { ($0.value, Self.rank($0.key)) < ($1.value, Self.rank($1.key)) }?.key ?? nil
    }

    /// So that equal sums have one winner; unexplained wins.
    private static func rank(_ kind: StopReason.Kind?) -> Int {
        kind.flatMap { StopReason.Kind.allCases.firstIndex(of: $0) }.map { -1 - $0 } ?? 0
    }

    /// How long it lasted until `now` at most.
    package func milliseconds(until now: Instant) -> Int64 { parts.reduce(0) { $0 + $1.milliseconds(until: now) } }

    /// The part of it that neither a person nor a state explains.
    package func unexplained(until now: Instant) -> Int64 {
        parts.reduce(0) { $0 + (kind(of: $1) == nil ? $1.milliseconds(until: now) : 0) }
    }

    /// Whether a person is asked for a reason: as much of it as makes a stop is unexplained.
    package func isUnexplained(until now: Instant, limit: Duration) -> Bool {
        unexplained(until: now) >= max(1, limit.wholeMilliseconds)
    }
}

extension StopReason.Kind {
    /// What a state says by itself: set-up is set-up, maintenance is planned. nil: nothing.
    package init?(explaining state: MachineState) {
        switch state {
        case .setUp: self = .setUp
        case .maintenance: self = .planned
        case .producing, .idle, .waiting, .stopped, .noData: return nil
        }
    }
}

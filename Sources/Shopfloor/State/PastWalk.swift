package import Basis

/// Finds a machine's conditions in a time that has passed, from what was known of it: the rules of `MachineMonitor`, with
/// hindsight. Silence is left to the caller.
package struct PastWalk {
    private let rules: MachineRules
    private let past: MachinePast
    private let now: Instant
    private var values: PastValues
    /// As they stand at the end of the time that was walked.
    package private(set) var timers: HeldTimers
    private var lastPulse: Instant?
    /// Since when the source was heard, for a machine without a pulse so far.
    private var heardSince: Instant?

    /// - Parameter now: until when all is known, by the source's clock.
    package init(_ rules: MachineRules, _ past: MachinePast, now: Instant) {
        self.rules = rules
        self.past = past
        self.now = now
        values = PastValues(entries: past.base)
        timers = HeldTimers(count: rules.timers)
        lastPulse = past.basePulse
    }

    /// The conditions from `from` until `to`, oldest first; of a time of which no rule knows anything there is none.
    package mutating func conditions(from: Instant, to: Instant) -> [ConditionStretch] {
        let start = from - rules.longestHold
        var place = past.entries.partitioningIndex { $0.at > start }
        recall(before: place)
        var found: [ConditionStretch] = []
        var time = start
        while time < to {
            timers.beginPass()
            let condition = condition(at: time, nextPulse: nextPulse(from: place))
            var end = to
            if place < past.entries.count { end = min(end, past.entries[place].at) }
            if let due = timers.nextDue { end = min(end, max(due, time + .milliseconds(1))) }
            if let condition,
                let part = ConditionStretch(from: time, to: end, condition: condition).part(from: from, to: to)
            {
                found.append(part)
            }
            time = end
            while place < past.entries.count, past.entries[place].at <= time {
                take(past.entries[place])
                place += 1
            }
        }
        return found
    }

    /// What was so when the entry at `place` came: backwards, since most of what rules look at was said lately.
    private mutating func recall(before place: Int) {
        var wanted = rules.tags
        var asksForPulse = rules.cycle != nil
        var newest: [TagSlot: MachinePast.Entry] = [:]
        for entry in past.entries[..<place].reversed() {
            if wanted.isEmpty, !asksForPulse { break }
            switch entry.word {
            case .value(let slot, _, _): if wanted.remove(slot) != nil { newest[slot] = entry }
            case .pulse:
                if asksForPulse { lastPulse = entry.at }
                asksForPulse = false
            case .lost:
                if asksForPulse { lastPulse = nil }
                asksForPulse = false
            }
            if asksForPulse { heardSince = entry.at }
        }
        values.entries.merge(newest) { $1 }
    }

    private mutating func take(_ entry: MachinePast.Entry) {
        switch entry.word {
        case .value(let slot, _, _): values.entries[slot] = entry
        case .pulse: lastPulse = entry.at
        case .lost:
            lastPulse = nil
            heardSince = nil
            timers = HeldTimers(count: rules.timers)
            return
        }
        heardSince = heardSince ?? entry.at
    }

    private func nextPulse(from place: Int) -> Instant? {
        for entry in past.entries[place...] {
            if entry.word == .pulse { return entry.at }
            if entry.word == .lost { return nil }
        }
        return nil
    }

    private mutating func condition(at time: Instant, nextPulse: Instant?) -> Condition? {
        let cycling = isCycling(nextPulse)
        var chosen: StateRule?
        // Every rule is evaluated, so that the timers of all of them see each change.
        for rule in rules.rules
        where rule.when.evaluate(values, cycling: cycling, timers: &timers, now: time) == true && chosen == nil {
            chosen = rule
        }
        let native = rules.native.flatMap { values.word(of: $0) }
        if let chosen { return Condition(chosen.state, native: native, why: chosen.why) }
        let isSeen = rules.tags.isEmpty ? cycling != nil : rules.tags.contains { values.value(of: $0) != nil }
        return isSeen ? .noData(.source, native: native) : nil
    }

    /// A machine whose next cycle did not come in time has stood since the last one.
    private func isCycling(_ next: Instant?) -> Bool? {
        guard let cycle = rules.cycle, let start = lastPulse ?? heardSince else { return nil }
        let isInTime = next ?? now <= start + cycle.limit
        return lastPulse == nil && isInTime ? nil : isInTime
    }
}

/// The values of a machine's tags at one time.
private struct PastValues: TagValues {
    var entries: [TagSlot: MachinePast.Entry]

    func value(of tag: TagSlot) -> TagValue? {
        guard case .value(_, let value, let isUnavailable)? = entries[tag]?.word else { return nil }
        return isUnavailable ? .missing : value
    }

    func time(of tag: TagSlot) -> Instant? { entries[tag]?.at }
    func arrival(of tag: TagSlot) -> Instant? { entries[tag]?.at }

    func word(of tag: TagSlot) -> String? {
        guard case .value(_, let value, _)? = entries[tag]?.word else { return nil }
        return value.text
    }
}

extension MachineRules {
    /// The longest `held for` of its rules: how long a value can matter after it has gone.
    package var longestHold: Duration { rules.map { $0.when.longestHold }.max() ?? .zero }
}

extension RuleExpression {
    /// Held within held adds up.
    fileprivate var longestHold: Duration {
        switch self {
        case .constant, .truth, .known, .cycling, .compare, .oneOf: .zero
        case .not(let inner): inner.longestHold
        case .all(let parts), .any(let parts): parts.map(\.longestHold).max() ?? .zero
        case .held(let inner, let duration, _): inner.longestHold + duration
        }
    }
}

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
    /// The pulses that began last.
    private var pulses: MachinePast.Pulses?
    /// Since when the source was heard, for a machine without a pulse so far.
    private var heardSince: Instant?
    /// The entries, and the rows of pulses, up to these have been.
    private var place = 0
    private var pulsePlace = 0

    /// - Parameter now: until when all is known, by the source's clock.
    package init(_ rules: MachineRules, _ past: MachinePast, now: Instant) {
        self.rules = rules
        self.past = past
        self.now = now
        values = PastValues(entries: past.base)
        timers = HeldTimers(count: rules.timers)
        pulses = past.basePulse.map { MachinePast.Pulses(first: $0, last: $0) }
    }

    /// The conditions from `from` until `to`, oldest first, each other than the one before; of a time of which no rule knows
    /// anything there is none.
    package mutating func conditions(from: Instant, to: Instant) -> [ConditionStretch] {
        let start = from - rules.longestHold
        recall(until: start)
        var found: [ConditionStretch] = []
        var time = start
        while time < to {
            timers.beginPass()
            let condition = condition(at: time)
            let end = end(of: time, until: to)
            if let condition,
                let part = ConditionStretch(from: time, to: end, condition: condition).part(from: from, to: to)
            {
                if let last = found.last, last.to == part.from, last.condition == condition {
                    found[found.count - 1].to = part.to
                } else {
                    found.append(part)
                }
            }
            time = end
            takeAll(until: time)
        }
        return found
    }

    /// Until when nothing that rules see changes.
    private func end(of time: Instant, until limit: Instant) -> Instant {
        var end = limit
        if place < past.entries.count { end = min(end, past.entries[place].at) }
        if let due = timers.nextDue { end = min(end, max(due, time + .milliseconds(1))) }
        guard rules.cycle != nil else { return end }
        if let pulses, pulses.last > time { end = min(end, pulses.last) }
        if pulsePlace < past.pulses.count { end = min(end, past.pulses[pulsePlace].first) }
        return end
    }

    /// What was so at `start`: backwards, since most of what rules look at was said lately.
    private mutating func recall(until start: Instant) {
        place = past.entries.partitioningIndex { $0.at > start }
        var wanted = rules.tags
        var newest: [TagSlot: MachinePast.Entry] = [:]
        for entry in past.entries[..<place].reversed() {
            if wanted.isEmpty { break }
            if case .value(let slot, _, _) = entry.word, wanted.remove(slot) != nil { newest[slot] = entry }
        }
        values.entries.merge(newest) { $1 }
        guard rules.cycle != nil else { return }
        pulsePlace = past.pulses.partitioningIndex { $0.first > start }
        if pulsePlace > 0 { take(past.pulses[pulsePlace - 1]) }
        guard pulses == nil else { return }
        let loss = past.entries[..<place].lastIndex { $0.word == .lost }
        heardSince = past.entries[(loss.map { $0 + 1 } ?? 0)..<place].first { $0.isHeard }?.at
    }

    private mutating func takeAll(until time: Instant) {
        while rules.cycle != nil, pulsePlace < past.pulses.count, past.pulses[pulsePlace].first <= time {
            take(past.pulses[pulsePlace])
            pulsePlace += 1
        }
        while place < past.entries.count, past.entries[place].at <= time {
            take(past.entries[place])
            place += 1
        }
    }

    private mutating func take(_ row: MachinePast.Pulses) {
        pulses = row.isLoss ? nil : row
        if !row.isLoss { heardSince = heardSince ?? row.first }
    }

    private mutating func take(_ entry: MachinePast.Entry) {
        switch entry.word {
        case .value(let slot, _, _):
            values.entries[slot] = entry
            if entry.isHeard { heardSince = heardSince ?? entry.at }
        case .lost:
            heardSince = nil
            timers = HeldTimers(count: rules.timers)
        }
    }

    private mutating func condition(at time: Instant) -> Condition? {
        let cycling = isCycling(at: time)
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
    private func isCycling(at time: Instant) -> Bool? {
        guard let cycle = rules.cycle, let start = pulses?.last ?? heardSince else { return nil }
        if time < start, pulses != nil { return true }
        var next: Instant?
        if pulsePlace < past.pulses.count, !past.pulses[pulsePlace].isLoss { next = past.pulses[pulsePlace].first }
        let isInTime = next ?? now <= start + cycle.limit
        return pulses == nil && isInTime ? nil : isInTime
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

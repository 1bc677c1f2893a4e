package import Basis

/// Finds the condition of one machine, from its tags' values, its pulses and its signs of life.
///
/// A state machine without clock: the caller says when something was heard, and calls `update` at `deadline`.
package struct MachineMonitor: Hashable, Sendable {
    /// What the machine is in; the open interval.
    package private(set) var condition: Condition
    /// Since when; nil before anything was known.
    package private(set) var since: Instant?
    /// The newest sign of life of a source that proves the machine alive; nil before the first.
    package private(set) var lastHeard: Instant?
    /// The end of the newest cycle; nil before the first since the machine was lost, and where there are no pulses.
    package private(set) var lastPulse: Instant?
    /// When the condition may change without anything being heard; nil: never.
    package private(set) var deadline: Instant?
    /// Whether the source has been heard since the hub, or its link, began. Until then nothing is believed.
    package private(set) var isProven = false
    /// Whether the source is proven alive and not silent since: what it said of standing things is believed.
    package private(set) var isHeard = false
    /// Whether it stood before what it is in now, as far as is known.
    private var hasStood: Bool

    /// Arrival of the newest sign of life and pulse: limits run on the hub's clock, whatever the source's says.
    private var heardAt: Instant?
    private var pulsedAt: Instant?
    /// Since when the source is proven alive; no change reaches back before it.
    private var provenSince: Instant?
    /// The arrival of that proof.
    private var provenAt: Instant?
    private var isCycling: Bool?
    /// How many milliseconds the source's time of what was heard last lay behind our clock; negative where it lay ahead.
    package private(set) var lag: Int64 = 0
    /// A limit is passed by more than it, never by just reaching it.
    private static let tick = Duration.milliseconds(1)
    private var timers: HeldTimers
    // Last, since not each message looks at them.
    package private(set) var rules: MachineRules

    /// - Parameters:
    ///   - condition: what stood in the journal, or no data (`never`) for a new machine.
    ///   - since: since when.
    package init(rules: MachineRules, condition: Condition = .noData(.never), since: Instant? = nil) {
        self.rules = rules
        self.condition = condition
        self.since = since
        // What was before it is not known here.
        hasStood = condition.why != .never
        timers = HeldTimers(count: rules.timers)
    }

    /// A live message of a source that proves the machine alive. Call `update` after it.
    ///
    /// - Parameters:
    ///   - time: the source's time of it.
    ///   - arrived: when it came, by the hub's clock.
    package mutating func heard(at time: Instant, arrived: Instant) {
        if !isProven {
            isProven = true
            provenSince = max(time, since ?? time)
            provenAt = arrived
        }
        isHeard = true
        lastHeard = Self.later(lastHeard, time)
        heardAt = Self.later(heardAt, arrived)
    }

    /// Asked for twice a message, so without the comparison of any two things.
    private static func later(_ known: Instant?, _ new: Instant) -> Instant {
        guard let known, known.milliseconds > new.milliseconds else { return new }
        return known
    }

    /// The machine completed a cycle. Call `update` after it.
    package mutating func pulse(at time: Instant, arrived: Instant) {
        lastPulse = Self.later(lastPulse, time)
        pulsedAt = Self.later(pulsedAt, arrived)
    }

    /// Nothing is known any more, for a reason that lies on our side (`link`, `hub`), until the source is heard again.
    ///
    /// - Returns: the change, nil where the machine was no data for that reason or was never heard.
    package mutating func lose(_ why: NoDataReason, at time: Instant) -> StateChange? {
        isProven = false
        isHeard = false
        deadline = nil
        isCycling = nil
        lastPulse = nil
        pulsedAt = nil
        timers = HeldTimers(count: rules.timers)
        if condition.why == .never || condition.why == why { return nil }
        return change(to: .noData(why), from: afterProof(time))
    }

    /// What ends a stop stays to be seen, though nothing was heard after it: it is true of its own millisecond.
    private func afterProof(_ time: Instant) -> Instant {
        guard hasStood, condition.state.isProvenNoStop, let since, since >= time else { return time }
        return since + Self.tick
    }

    /// Other rules hold from now on. The condition stays until `update` finds another by them; none reaches back before
    /// `time`, since an edit never changes the past.
    ///
    /// - Parameters:
    ///   - time: the present by the source's clock.
    package mutating func adopt(_ rules: MachineRules, at time: Instant) {
        self.rules = rules
        timers = HeldTimers(count: rules.timers)
        isCycling = nil
        deadline = nil
        if provenSince != nil { provenSince = max(time, since ?? time) }
    }

    /// What came late says since when the timers of `held for` run. Call `update` after it.
    package mutating func recall(_ timers: HeldTimers) { self.timers = timers }

    /// What the condition waits for though the machine is heard: tags that its rules look at and that said nothing since
    /// all was lost, in the order of their numbers. Empty where nothing is waited for.
    package func awaitedTags(_ values: some TagValues) -> [TagSlot] {
        isAwaiting ? rules.tags.filter { values.value(of: $0) == nil }.sorted() : []
    }

    /// Whether it is a cycle that the condition waits for.
    package var awaitsCycle: Bool { isAwaiting && rules.tags.isEmpty && rules.cycle != nil && isCycling == nil }

    /// Whether the next cycle did not come in time, as of the last `update`.
    package var isOverdue: Bool { isCycling == false }

    private var isAwaiting: Bool {
        guard isProven, condition.state == .noData else { return false }
        return condition.why != .silent && condition.why != .source
    }

    /// Our clock was set: what was heard is as old as before, and the source's clock lies so much further behind, unless
    /// what it said lies ahead of ours: then it was set as ours was, or has none.
    ///
    /// - Returns: the condition with its new beginning, where that lay ahead of our clock; nil where it stays.
    package mutating func clockSet(_ step: ClockStep) -> StateChange? {
        heardAt = heardAt.map { $0 + step.by }
        pulsedAt = pulsedAt.map { $0 + step.by }
        provenAt = provenAt.map { $0 + step.by }
        deadline = deadline.map { $0 + step.by }
        // Of a source that was never heard no clock is known to lie behind.
        if let lastHeard, step.moved(lastHeard) == lastHeard {
            lag += step.by.wholeMilliseconds
        } else if lastHeard != nil {
            timers = HeldTimers(count: rules.timers)
        }
        lastHeard = lastHeard.map(step.moved)
        lastPulse = lastPulse.map(step.moved)
        provenSince = provenSince.map(step.moved)
        guard let before = since, step.moved(before) != before else { return nil }
        since = step.moved(before)
        return StateChange(from: step.moved(before), condition: condition)
    }

    /// A live message of the machine came: by its time and ours, their clocks are compared from now on.
    package mutating func compareClocks(source: Instant, arrived: Instant) {
        lag = arrived.milliseconds - source.milliseconds
    }

    /// What the source's clock shows when ours is at `arrived`, as far as what was heard last tells.
    package func sourceTime(at arrived: Instant) -> Instant {
        Instant(milliseconds: arrived.milliseconds - lag)
    }

    /// Our clock when the source's shows `time`.
    package func arrival(of time: Instant) -> Instant { Instant(milliseconds: time.milliseconds + lag) }

    /// Finds the condition anew, at `deadline`, or where something else than a message of the source asks for it.
    ///
    /// - Parameter arrived: the time by our clock.
    package mutating func update(_ values: some TagValues, at arrived: Instant) -> StateChange? {
        update(values, at: sourceTime(at: arrived), arrived: arrived)
    }

    /// Finds the condition anew. To be called after readings, pulses or signs of life.
    ///
    /// - Parameters:
    ///   - time: the source's time of what was heard; times before the newest change count as that.
    ///   - arrived: when it came, by our clock, on which all limits run.
    /// - Returns: the change, nil when the condition is as before.
    package mutating func update(_ values: some TagValues, at time: Instant, arrived: Instant) -> StateChange? {
        guard isProven else { return nil }
        let now = max(time, since ?? time)
        deadline = nil
        let stoppedCycling = updateCycling(arrived)
        timers.beginPass()
        var chosen: StateRule?
        // Every rule is evaluated, so that the timers of all of them see each change.
        for rule in rules.rules
        where rule.when.evaluate(values, cycling: isCycling, timers: &timers, now: now) == true && chosen == nil {
            chosen = rule
        }
        watch(timers.nextDue.map(arrival))
        updateHeard(arrived)
        let native = rules.native.flatMap { values.word(of: $0) }
        if let silentSince = silence(chosen, values, arrived) {
            // What began later than the last word began by waiting, and proves nothing.
            return change(to: .noData(.silent), from: silentSince == since ? afterProof(silentSince) : silentSince)
        }
        guard let chosen else {
            // Where the source said nothing yet that a rule looks at, all is as little known as before.
            return anyRuleTagSeen(values) ? change(to: .noData(.source, native: native), from: now) : nil
        }
        let next = Condition(chosen.state, native: native, why: chosen.why)
        let isByPulses = stoppedCycling && next.state != condition.state
        let pulsesEnded = [lastPulse, provenSince].compactMap(\.self).max() ?? now
        return change(to: next, from: isByPulses ? max(pulsesEnded, since ?? pulsesEnded) : now)
    }

    /// By the machine's own limit alone: a rule's limit is about that rule's tags.
    private mutating func updateHeard(_ now: Instant) {
        guard let limit = rules.silenceLimit, let heardAt else { return }
        isHeard = now <= heardAt + limit
        if isHeard { watch(heardAt + limit + Self.tick) }
    }

    /// Whether the limit for pulses ran out just now.
    private mutating func updateCycling(_ now: Instant) -> Bool {
        guard let cycle = rules.cycle, let start = pulsedAt ?? provenAt else { return false }
        let was = isCycling
        let end = start + cycle.limit
        // Before the first pulse nobody knows, until one had to come.
        isCycling = now > end ? false : pulsedAt == nil ? nil : true
        if now <= end { watch(end + Self.tick) }
        return was != false && isCycling == false
    }

    /// Since when nothing was heard that the rule can rest on; nil while it can.
    private mutating func silence(_ rule: StateRule?, _ values: some TagValues, _ now: Instant) -> Instant? {
        if let limit = rule?.silenceLimit {
            let tags = rule?.when.tags ?? []
            let newest = tags.compactMap { values.time(of: $0) }.max()
            let arrived = tags.compactMap { values.arrival(of: $0) }.max()
            return silence(since: newest ?? lastHeard, limit: limit, runsFrom: arrived ?? heardAt, now)
        }
        guard let limit = rules.silenceLimit else { return nil }
        return silence(since: lastHeard, limit: limit, runsFrom: heardAt, now)
    }

    private mutating func silence(since: Instant?, limit: Duration, runsFrom: Instant?, _ now: Instant) -> Instant? {
        guard let since, let runsFrom else { return nil }
        let end = runsFrom + limit
        if end < now { return max(since, provenSince ?? since) }
        watch(end + Self.tick)
        return nil
    }

    private func anyRuleTagSeen(_ values: some TagValues) -> Bool {
        if rules.tags.isEmpty { return rules.cycle == nil || isCycling != nil }
        return rules.tags.contains { values.value(of: $0) != nil }
    }

    private mutating func watch(_ instant: Instant?) {
        guard let instant else { return }
        deadline = min(deadline ?? instant, instant)
    }

    private mutating func change(to next: Condition, from: Instant) -> StateChange? {
        guard next != condition else { return nil }
        if condition.state != .noData { hasStood = condition.state.isStop }
        condition = next
        since = from
        return StateChange(from: from, condition: next)
    }
}

/// From `from` on the machine is in `condition`; what was recorded for later times no longer holds.
package struct StateChange: Hashable, Sendable {
    package var from: Instant
    package var condition: Condition

    package init(from: Instant, condition: Condition) {
        self.from = from
        self.condition = condition
    }
}

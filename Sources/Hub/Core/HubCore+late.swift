import Basis
import Records
import Shopfloor
import Telemetry

/// What came after something newer corrects what the journal says of its time: by new entries that name the old.
extension HubCore {
    /// A message about a time that had its conditions already, while it is being taken in.
    struct LateWord {
        /// The time that it may have changed, up to now by the source's clock.
        var span: Interval
        /// Now, by the source's clock.
        var now: Instant
        var at: Instant
        /// What was recorded of that time, and what hindsight said of it, before the message.
        var before: [ConditionStretch]
        var old: [ConditionStretch]
    }

    /// Keeps what the message says to rules, for what may come late. Returns what has to be judged again once the live state
    /// has seen the message, too; nil where nothing lies in the past, or can be judged.
    mutating func notePast(_ taken: Ingest.Taken, isPulse: Bool, arrived: Instant) -> LateWord? {
        let machine = taken.machine
        guard isPulse || machines[machine].hasRuleReadings(ingest.believed), !taken.isDuplicate else { return nil }
        let known = machines[machine].knownUntil()
        guard taken.at < known else {
            take(taken, isPulse: isPulse)
            return nil
        }
        let record = machines[machine]
        let rules = model.machines[machine].rules
        guard (record.past.knownSince ?? .distantPast) <= taken.at - rules.longestHold,
            (record.recent.entries.first?.from ?? .distantPast) <= taken.at
        else {
            overflow = Rejection(
                .lateUnjudged, "what was known of \(ISO8601.format(taken.at)) is no longer, so it corrects nothing")
            return nil
        }
        let now = max(record.monitor.sourceTime(at: arrived), known)
        let span = span(of: taken, isPulse: isPulse, now: now)
        var walk = PastWalk(rules, record.past, now: now)
        let word = LateWord(
            span: span, now: now, at: taken.at, before: record.recent.stretches,
            old: walk.conditions(from: span.from, to: span.to))
        take(taken, isPulse: isPulse)
        return word
    }

    /// What came late may have begun, or ended, what a rule waits for.
    mutating func recallTimers(of machine: Int, until now: Instant) {
        let rules = model.machines[machine].rules
        guard rules.timers > 0 else { return }
        var walk = PastWalk(rules, machines[machine].past, now: now)
        _ = walk.conditions(from: now, to: now + .milliseconds(1))
        machines[machine].monitor.recall(walk.timers)
    }

    private mutating func take(_ taken: Ingest.Taken, isPulse: Bool) {
        for reading in ingest.believed where machines[taken.machine].lookups.ruleTags.contains(reading.slot) {
            machines[taken.machine].past.take(
                reading.slot, reading.value, isUnavailable: reading.isUnavailable, at: reading.at)
        }
        if isPulse { machines[taken.machine].past.pulse(at: taken.at) }
    }

    /// Each value counts until the next reading of its tag, and as long as a rule remembers it; a pulse from the one before
    /// to the next.
    private func span(of taken: Ingest.Taken, isPulse: Bool, now: Instant) -> Interval {
        let past = machines[taken.machine].past
        let rules = model.machines[taken.machine].rules
        var (from, to) = (taken.at, taken.at)
        for reading in ingest.believed where machines[taken.machine].lookups.ruleTags.contains(reading.slot) {
            to = max(to, past.next(reading.slot, after: taken.at) ?? now)
        }
        if isPulse, let limit = rules.cycle?.limit {
            let pulses = past.pulses(around: taken.at)
            from = pulses.before ?? (from - limit)
            to = max(to, pulses.after ?? now)
        }
        // A silence that it ends may have begun before it.
        if let heard = past.heard(around: taken.at).before, isUnheard(taken) { from = min(from, heard) }
        return Interval(from: from, to: min(max(to + rules.longestHold, from), now))
    }

    private func isUnheard(_ taken: Ingest.Taken) -> Bool {
        machines[taken.machine].recent.stretches.last { ($0.from ?? .distantPast) <= taken.at }?.isUnheard ?? false
    }

    /// Enters what the late word changes of the time before now.
    mutating func correct(_ machine: Int, by word: LateWord) {
        guard word.span.from < word.span.to else { return }
        let rules = model.machines[machine].rules
        var walk = PastWalk(rules, machines[machine].past, now: word.now)
        let found = walk.conditions(from: word.span.from, to: word.span.to)
        let heard = spansHeard(machine, word)
        var hasChanged = false
        for segment in segments([word.before, word.old, found, machines[machine].recent.stretches], heard, word.span) {
            guard let was = word.before.condition(at: segment.from),
                let recorded = machines[machine].recent.stretches.first(where: { $0.contains(segment.from) })
            else { continue }
            let (old, new) = (word.old.condition(at: segment.from), found.condition(at: segment.from))
            let isUnheard = word.before.first { $0.contains(segment.from) }?.isUnheard ?? true
            let isChanged = isUnheard ? heard.contains { $0.contains(segment.from) } : old != new
            let target = isChanged ? new ?? was : was
            guard target != recorded.condition else { continue }
            enter(target, segment, of: machine)
            hasChanged = true
        }
        guard hasChanged else { return }
        changes.rows.insert(machine)
        changes.states.insert(machine)
    }

    private mutating func enter(_ condition: Condition, _ time: Interval, of machine: Int) {
        let entry = machines[machine].recent.entries.last { ($0.from ?? .distantPast) <= time.from }
        emit(
            .correction(
                StateCorrected(
                    machine: model.plant.machines[machine].id, from: time.from, to: time.to, condition: condition,
                    replaces: entry?.seq ?? 0)))
        machines[machine].recent.correct(to: condition, from: time.from, to: time.to, seq: seq)
    }

    /// Where nothing was heard, the times next to the late word in which it was heard often enough.
    private func spansHeard(_ machine: Int, _ word: LateWord) -> [Interval] {
        guard let silence = word.before.first(where: { $0.contains(word.at) }), silence.isUnheard else { return [] }
        let past = machines[machine].past
        let limit = model.machines[machine].rules.silenceLimit
        var (before, after) = past.heard(around: word.at)
        // Silence begins with the last word; other gaps begin with none.
        let start = silence.from ?? .distantPast
        if let heard = before, heard < start || heard == start && silence.condition.why != .silent { before = nil }
        if let end = silence.to { after = min(after ?? end, end) }
        var spans: [Interval] = []
        for (from, to) in [(before, word.at as Instant?), (word.at, after)] {
            guard let from, let to, from < to, limit.map({ to - from <= $0 }) ?? true else { continue }
            spans.append(Interval(from: from, to: to))
        }
        return spans
    }

    /// The parts of `span` in which none of the lists changes.
    private func segments(_ lists: [[ConditionStretch]], _ heard: [Interval], _ span: Interval) -> [Interval] {
        var borders = Set(heard.flatMap { [$0.from, $0.to] })
        for stretch in lists.joined() { borders.formUnion([stretch.from, stretch.to].compactMap(\.self)) }
        let inner = borders.filter { $0 > span.from && $0 < span.to }
        let times = [span.from] + inner.sorted() + [span.to]
        return zip(times, times.dropFirst()).map { Interval(from: $0, to: $1) }
    }
}

extension ConditionStretch {
    fileprivate func contains(_ time: Instant) -> Bool {
        (from ?? .distantPast) <= time && time < to ?? .distantFuture
    }

    /// Nothing was heard of the machine, whoever was to blame.
    fileprivate var isUnheard: Bool { condition.state == .noData && condition.why != .source }
}

extension [ConditionStretch] {
    fileprivate func condition(at time: Instant) -> Condition? { first { $0.contains(time) }?.condition }
}

import Basis
import Records
import Shopfloor
import Telemetry

/// What came after something newer corrects what the journal says of its time: by new entries that name the old.
extension HubCore {
    /// Asked of each message: what comes again, or in order and without an order, has nothing to be refused for.
    @inline(__always)
    mutating func mayBeRefused(_ taken: Ingest.Taken) -> Bool {
        !taken.isDuplicate && machines[taken.machine].mayBeRefused(taken.at)
    }

    /// Why a message that was read, and not yet taken in, is not: rules look at what it says of a time of which what was known
    /// is gone, though its machine has said something newer. What is the newest that is heard counts from now on, as what a
    /// broker kept does.
    mutating func refusal(of taken: Ingest.Taken) -> Rejection? {
        if let slot = machines[taken.machine].orderTag(), ingest.says(slot), !isOrderKnown(taken, slot) {
            return Rejection(
                .lateUnjudged, "what ran at \(ISO8601.format(taken.at)) is no longer known, so it corrects nothing")
        }
        guard machines[taken.machine].isOutOfOrder(taken.at),
            model.machines[taken.machine].rules.tags.contains(where: ingest.says), !isKnown(taken)
        else { return nil }
        return Rejection(
            .lateUnjudged, "what was known of \(ISO8601.format(taken.at)) is no longer, so it corrects nothing")
    }

    /// Whether what was known of its time still is.
    private func isKnown(_ taken: Ingest.Taken) -> Bool {
        let rules = model.machines[taken.machine].rules
        return (machines[taken.machine].past.knownSince ?? .distantPast) <= taken.at - rules.longestHold
            && (machines[taken.machine].recent.entries.first?.from ?? .distantPast) <= taken.at
    }

    /// Keeps what the message says to rules, for what may come late. Returns what has to be judged again once the live state
    /// has seen the message, too; nil where nothing lies in the past, or can be judged.
    mutating func notePast(_ taken: Ingest.Taken, isPulse: Bool, arrived: Instant) -> LateWord? {
        let machine = taken.machine
        guard isPulse || machines[machine].hasRuleReadings(ingest.believed), !taken.isDuplicate else { return nil }
        let known = machines[machine].knownUntil()
        let givenUp = givenUp(taken, isPulse: isPulse)
        var word: LateWord?
        if taken.at < known || givenUp != nil {
            guard isKnown(taken) else {
                // What was counted counts, and of the time nothing is told.
                if !machines[machine].isOutOfOrder(taken.at) { take(taken, isPulse: isPulse) }
                return nil
            }
            let now = max(machines[machine].monitor.sourceTime(at: arrived), known, givenUp ?? known)
            word = lateWord(taken, isPulse: isPulse, now: now)
        }
        take(taken, isPulse: isPulse)
        return word
    }

    /// When a cycle, or a word, was no longer waited for though it was in time by the source's clock: it was held up on its
    /// way, and of the time before it the machine was told to stand, or to be silent. nil: there is none.
    private func givenUp(_ taken: Ingest.Taken, isPulse: Bool) -> Instant? {
        let machine = taken.machine
        func end(_ last: Instant?, _ limit: Duration?) -> Instant? {
            guard let last, let limit, taken.at <= last + limit else { return nil }
            return last + limit + .milliseconds(1)
        }
        if isPulse, machines[machine].monitor.isOverdue {
            let last = machines[machine].past.pulses(around: taken.at).before
            return end(last, model.machines[machine].rules.cycle?.limit)
        }
        guard machines[machine].monitor.condition.why == .silent else { return nil }
        return end(machines[machine].past.heard(before: taken.at), model.machines[machine].rules.silenceLimit)
    }

    /// To be asked before the message is among what is known.
    private func lateWord(_ taken: Ingest.Taken, isPulse: Bool, now: Instant) -> LateWord {
        let record = machines[taken.machine]
        let span = span(of: taken, isPulse: isPulse, now: now)
        var walk = PastWalk(model.machines[taken.machine].rules, record.past, now: now)
        let end = min(span.to, record.past.loss(after: taken.at) ?? .distantFuture)
        return LateWord(
            span: span, now: now, at: taken.at, before: record.recent.stretches,
            old: walk.conditions(from: span.from, to: span.to), heardBefore: record.past.heard(before: taken.at),
            heardAfter: isUnheard(taken) ? record.past.heard(after: taken.at, until: end) : [], heardUntil: end,
            pulses: record.past.pulses(over: taken.at))
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
        guard isPulse else { return }
        machines[taken.machine].past.pulse(at: taken.at, within: machines[taken.machine].lookups.pulseGap)
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
        if let heard = past.heard(before: taken.at), isUnheard(taken) { from = min(from, heard) }
        return Interval(from: from, to: min(max(to + rules.longestHold, from), now))
    }

    private func isUnheard(_ taken: Ingest.Taken) -> Bool {
        let entry = machines[taken.machine].recent.entries.last { ($0.from ?? .distantPast) <= taken.at }
        return entry?.condition.isUnheard ?? false
    }

    /// Enters what the late word changes of the time before now.
    mutating func correct(_ machine: Int, by word: LateWord) {
        guard word.span.from < word.span.to else { return }
        let rules = model.machines[machine].rules
        var walk = PastWalk(rules, machines[machine].past, now: word.now)
        let found = walk.conditions(from: word.span.from, to: word.span.to)
        let corrections = word.corrections(
            found, of: machines[machine].recent.stretches, silenceLimit: rules.silenceLimit)
        guard !corrections.isEmpty else { return }
        for correction in corrections { enter(correction.condition, correction.time, of: machine) }
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
}

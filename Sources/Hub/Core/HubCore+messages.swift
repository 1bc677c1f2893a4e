package import Basis
import Records
import Shopfloor
import Store
import Telemetry

extension HubCore {
    /// Takes in one message of a machine, whatever it holds.
    ///
    /// - Parameters:
    ///   - at: when it arrived; what came due before it happens first.
    ///   - isRetained: it came from the broker's store, and proves nothing.
    package mutating func observe(topic: RawSpan, payload: RawSpan, at: Instant, isRetained: Bool) {
        advance(to: at)
        switch ingest.read(topic: topic, payload: payload, at: at, isRetained: isRetained) {
        case .rejected(let rejection):
            reject(rejection, topic: topic, payload: payload, at: at, isRetained: isRetained)
        case .taken(let taken):
            if !isRetained, mayBeRefused(taken), let refusal = refusal(of: taken) {
                return reject(refusal, topic: topic, payload: payload, at: at, isRetained: isRetained)
            }
            ingest.accept(taken)
            if taken.isRecord {
                if let record = ingest.record, !isRetained { take(record, taken) }
            } else if taken.isAlarm {
                if let line = ingest.alarm, !isRetained, !taken.isDuplicate { take(line, taken) }
            } else {
                noteValues(taken, isRetained: isRetained)
            }
            if isRetained { retained(taken, at: at) } else { live(taken, arrived: at) }
            if let rejection = overflow {
                overflow = nil
                reject(rejection, topic: topic, payload: payload, at: at, isRetained: isRetained)
            }
        }
    }

    private mutating func noteValues(_ taken: Ingest.Taken, isRetained: Bool) {
        if machines[taken.machine].isNews(since: changesTaken) { changes.values.append(taken.machine) }
        guard !isRetained else { return }
        for outcome in ingest.outcomes {
            let notice = machines[taken.machine].noteCourse(outcome, at: taken.at)
            if notice.isUnsaved { unsavedTags.append(TagKey(machine: taken.machine, slot: outcome.slot)) }
            if notice.opensSlot { openSlots.append(TagKey(machine: taken.machine, slot: outcome.slot)) }
            if let ended = notice.ended { emit(ended, of: TagKey(machine: taken.machine, slot: outcome.slot)) }
        }
    }

    /// A retained value may tell the state of a machine that is proven alive, from now on, not from its own time.
    private mutating func retained(_ taken: Ingest.Taken, at: Instant) {
        let machine = taken.machine
        guard machines[machine].monitor.isProven else { return }
        confirmOrder(of: machine, at: machines[machine].monitor.sourceTime(at: at))
        for outcome in ingest.outcomes
        where outcome.acceptance.isBelieved && machines[machine].lookups.ruleTags.contains(outcome.slot) {
            machines[machine].keepValue(of: ingest.machines[machine].tracks[outcome.slot], outcome.slot)
        }
        if machines[machine].touchesRules(ingest.outcomes) { update(machine, at: at) }
        if machines[machine].touchesAlarms(ingest.outcomes) {
            evaluateAlarms(of: machine, at: machines[machine].monitor.sourceTime(at: at))
        }
        noteDeadline(of: machine)
    }

    private mutating func live(_ taken: Ingest.Taken, arrived: Instant) {
        let machine = taken.machine
        let signs = machines[machine].hear(taken, arrived: arrived)
        noteOrder(taken)
        if signs.isProof { proven(machine, at: signs.now) }
        let pulse = countCycles(taken, arrived: arrived)
        // Most messages say nothing that rules look at.
        let saysNothing = pulse == nil && ingest.believed.isEmpty
        let late = saysNothing ? nil : notePast(taken, isPulse: pulse != nil, arrived: arrived)
        if let late { recallTimers(of: machine, until: late.now) }
        if pulse == .newest || signs.isProof || late != nil || machines[machine].mayChangeState(ingest.outcomes) {
            let change = machines[machine].monitor.update(ingest.machines[machine], at: signs.now, arrived: arrived)
            apply(change, to: machine)
            // What its state waits for is another, or nothing.
            if machines[machine].monitor.condition.state == .noData { changes.rows.insert(machine) }
        }
        // What stood before a silence is looked at anew, too.
        if signs.isProof || signs.isBack || machines[machine].touchesAlarms(ingest.outcomes) {
            evaluateAlarms(of: machine, at: signs.now)
        }
        if let late { correct(machine, by: late) }
        noteDeadline(of: machine)
    }

    /// What a broker kept counts from now on.
    private mutating func proven(_ machine: Int, at now: Instant) {
        confirmOrder(of: machine, at: now)
        machines[machine].keepValues(of: ingest.machines[machine])
    }

    private mutating func noteDeadline(of machine: Int) {
        // Asked part by part: to ask the whole record would copy it.
        let deadline = Self.earlier(machines[machine].monitor.deadline, machines[machine].alarmDeadline)
        earliestDeadline = Self.earlier(earliestDeadline, deadline)
    }

    /// Finds the machine's condition anew, at a time by the hub's clock.
    mutating func update(_ machine: Int, at now: Instant) {
        let wasHeard = machines[machine].monitor.isHeard
        apply(machines[machine].monitor.update(ingest.machines[machine], at: now), to: machine)
        if wasHeard, !machines[machine].monitor.isHeard { forgetAlarms(of: machine) }
    }

    mutating func apply(_ change: StateChange?, to machine: Int) {
        guard let change else { return }
        let id = model.plant.machines[machine].id
        emit(.state(StateChanged(machine: id, from: change.from, condition: change.condition)))
        machines[machine].recent.change(to: change.condition, from: change.from, seq: seq)
        emitCounts(of: machine)
        changes.rows.insert(machine)
        changes.states.insert(machine)
    }

    private mutating func reject(
        _ rejection: Rejection, topic: RawSpan, payload: RawSpan, at: Instant, isRetained: Bool
    ) {
        let reason = rejection.reason.rawValue
        guard !isRetained else { return countRejected(reason, 1) }
        quarantine(
            QuarantinedMessage(
                at: at, topic: SanitizedText(bytes: topic.copied(first: 512)).text, reason: reason,
                detail: rejection.detail, head: payload.copied(first: 256), length: payload.byteCount))
    }

    /// Counts it, and keeps it where there is room.
    mutating func quarantine(_ message: QuarantinedMessage) {
        countRejected(message.reason, 1)
        quarantined += 1
        guard pending.quarantined.count < Self.quarantineBurst else { return pending.quarantineDropped += 1 }
        pending.quarantined.append(message)
    }

    /// So many messages of machines came and had no room: nobody read them, and all counts are too low by what they said.
    package mutating func noteDropped(_ messages: Int) {
        countRejected(Rejection.Reason.inboxFull.rawValue, Int64(messages))
    }

    /// The broker says that it dropped so many messages; which, and whose, it does not say.
    package mutating func noteBrokerDropped(_ messages: Int64) {
        countRejected(Rejection.Reason.brokerDropped.rawValue, messages)
    }

    /// Counts, for each source, what is missing by its sequence since this was last called. Returns how many are.
    package mutating func noteMissed() -> Int64 {
        guard !ingest.missed.isEmpty else { return 0 }
        let missed = ingest.takeMissed()
        for (source, messages) in missed {
            countRejected("\(Rejection.Reason.missed.rawValue) (\(source))", messages)
        }
        return missed.reduce(0) { $0 + $1.messages }
    }

    private mutating func countRejected(_ reason: String, _ messages: Int64) {
        let count = rejected[reason, default: 0] + messages
        rejected[reason] = count
        pending.rejected[reason] = count
    }
}

import Basis
import Records
import Shopfloor
import Telemetry

extension HubCore {
    /// Whether a message's cycle is the newest of its machine, or came after a newer one.
    enum Pulse { case newest, late }

    /// Counts the cycles that a message tells of. nil: it tells of none that was not counted yet.
    mutating func countCycles(_ taken: Ingest.Taken, arrived: Instant) -> Pulse? {
        if taken.isDuplicate { return nil }
        for reading in ingest.believed { machines[taken.machine].noteCycleWord(reading) }
        if taken.isLate { correctCounts(by: taken) }
        let step = machines[taken.machine].counterStep(ingest.outcomes)
        guard step != nil || isPulse(taken), let cycle = model.machines[taken.machine].cycle else { return nil }
        let cycles: Int64
        switch cycle.pulse {
        case .message:
            guard isPulse(taken) else { return nil }
            if isLatePulse(taken) { return countLate(cycle, taken) ? .late : nil }
            cycles = 1
            machines[taken.machine].pulses.take(pulseKey(cycle, taken))
        case .increase:
            guard let step else { return nil }
            cycles = step.cycles
        }
        count(cycles, step, cycle, taken)
        guard cycles > 0 else { return nil }
        if let last = machines[taken.machine].monitor.lastPulse, cycles == 1, taken.at > last,
            !machines[taken.machine].hasPaused(from: last, to: taken.at, longerThan: microStops[last])
        {
            machines[taken.machine].lastCycle = taken.at - last
        } else {
            machines[taken.machine].lastCycle = nil
        }
        recordCycle(cycles, cycle, taken)
        machines[taken.machine].monitor.pulse(at: taken.at, arrived: arrived)
        changes.rows.insert(taken.machine)
        return .newest
    }

    /// Counts a cycle that came after a newer one, unless it was counted already. Returns whether it was counted.
    private mutating func countLate(_ cycle: CycleRule, _ taken: Ingest.Taken) -> Bool {
        let key = pulseKey(cycle, taken)
        switch machines[taken.machine].pulses.answer(key) {
        case .counted: return false
        case .notKnown:
            overflow = Rejection(
                .lateUnjudged, "whether the cycle of \(ISO8601.format(taken.at)) was counted is no longer known")
            return false
        case .new: break
        }
        machines[taken.machine].pulses.take(key)
        let before = machines[taken.machine].counts[key.owner]?.count ?? CycleCount()
        count(1, nil, cycle, taken, owner: key.owner)
        tellLate(LateCycle(at: taken.at, kind: kind(cycle, taken)), of: key.owner, taken.machine, before: before)
        recordCycle(1, cycle, taken, owner: key.owner)
        changes.rows.insert(taken.machine)
        return true
    }

    /// It belongs to the shift, and the order, in which it ended: so how far the count had come since is told anew.
    ///
    /// - Parameter before: how far it had come without it.
    mutating func tellLate(_ late: LateCycle, of owner: String, _ machine: Int, before: CycleCount) {
        guard let entry = machines[machine].counts[owner] else { return }
        machines[machine].counts[owner]?.isNew = false
        machines[machine].tell(late.cycles, late.kind, of: owner, at: late.at, late, before: before)
        var row = CountRow(
            machine: model.plant.machines[machine].id, owner: owner, count: entry.count, last: entry.last)
        row.late = late
        emit(.counted(row))
    }

    private func pulseKey(_ cycle: CycleRule, _ taken: Ingest.Taken) -> CountedPulses.Key {
        let tags = ingest.machines[taken.machine]
        var key = CountedPulses.Key(at: taken.at, owner: owner(cycle, tags, at: taken), value: nil)
        for reading in ingest.believed where reading.slot == cycle.counter { key.value = reading.value.number }
        return key
    }

    private func owner(_ cycle: CycleRule, _ tags: MachineTags) -> String {
        cycle.owner.map { tags.owner(named: $0) ?? CountRow.unknownOwner } ?? tags.machine
    }

    /// By what was said then, where the message is late.
    private func owner(_ cycle: CycleRule, _ tags: MachineTags, at taken: Ingest.Taken) -> String {
        guard taken.isLate, let slot = cycle.owner, let said = lateWords(taken).value(of: slot) else {
            return owner(cycle, tags)
        }
        return said.text ?? CountRow.unknownOwner
    }

    /// What tags that tell of cycles had said when a late message was.
    func lateWords(_ taken: Ingest.Taken) -> LateWords {
        LateWords(said: ingest.believed, words: machines[taken.machine].cycleWords, at: taken.at)
    }

    /// Whether the message itself is a cycle.
    private mutating func isPulse(_ taken: Ingest.Taken) -> Bool {
        guard let source = machines[taken.machine].pulseSource() else { return false }
        return source == ingest.sourceID(taken.source)
    }

    /// It lies before the newest cycle, and does not only hold a tag that another source said later.
    private func isLatePulse(_ taken: Ingest.Taken) -> Bool {
        guard taken.isLate else { return false }
        return machines[taken.machine].monitor.lastPulse.map { taken.at <= $0 } ?? true
    }

    /// - Parameter owner: of a late cycle, which does not change what is counted for now; nil: as the tags say.
    private mutating func count(
        _ cycles: Int64, _ step: CounterTrack.Step?, _ cycle: CycleRule, _ taken: Ingest.Taken,
        owner late: String? = nil
    ) {
        let tags = ingest.machines[taken.machine]
        let owner = late ?? self.owner(cycle, tags)
        if case .same = step, cycles == 0, late == nil {
            let value = cycle.counter.flatMap { tags.tracks[$0].usable?.number }
            if machines[taken.machine].repeatCount(for: owner, value: value, at: taken.at) { return }
        }
        guard
            machines[taken.machine].counts[owner] != nil
                || machines[taken.machine].counts.count < MachineRecord.ownerLimit
        else {
            overflow = Rejection(
                .tooManyOwners, "\(tags.machine) counts for \(MachineRecord.ownerLimit) owners already")
            return
        }
        if late == nil, machines[taken.machine].currentOwner != owner {
            emitCounts(of: taken.machine)
            machines[taken.machine].currentOwner = owner
        }
        if cycles > 0, let last = machines[taken.machine].counts[owner]?.last {
            if lies(border: last, taken.at) { emitCounts(of: taken.machine) }
            noteOrderBegun(after: last, taken)
        }
        let before = machines[taken.machine].counts[owner]
        var entry = before ?? MachineRecord.OwnerCount()
        if cycles > 0 { entry.count.add(cycles, kind(cycle, taken)) }
        if let slot = cycle.counter, let step {
            entry.take(step, showing: tags.tracks[slot].usable?.number, at: taken.at)
        }
        if cycles > 0 { entry.last = max(entry.last ?? taken.at, taken.at) }
        entry.isNew = true
        entry.isUnsaved = true
        machines[taken.machine].counts[owner] = entry
        if case .increase = cycle.pulse, let step { noteStep(step, owner, before, entry.count, cycle, taken) }
        guard cycles > 0, late == nil, machines[taken.machine].orderTag() != nil else { return }
        machines[taken.machine].orders.count(
            OrderTrack.Cycle(owner: owner, before: before?.count ?? CycleCount(), after: entry))
    }

    /// Whether a quarter-hour or the border of a shift lies after one cycle and not after the next, by the source's time: how
    /// far the counter had come before it goes into the journal, whatever the hub's clock showed when they came.
    func lies(border last: Instant, _ next: Instant) -> Bool {
        if last.milliseconds / Self.quarterHour != next.milliseconds / Self.quarterHour { return true }
        // Shifts that begin on quarter-hours, as nearly all do, are no further work.
        return shiftBorders.contains { last < $0 && $0 <= next }
    }

    /// What came of a cycle; of several that one message tells of, of all of them. Start-up scrap is start-up.
    func kind(_ cycle: CycleRule, _ taken: Ingest.Taken) -> CycleKind {
        holds(cycle.isTry, taken) ? .startUp : holds(cycle.isScrap, taken) ? .scrap : .good
    }

    /// Whether a rule about one cycle is known to hold.
    private func holds(_ rule: RuleExpression?, _ taken: Ingest.Taken) -> Bool {
        guard let rule else { return false }
        var timers = HeldTimers(count: 0)
        let tags = ingest.machines[taken.machine]
        guard taken.isLate else { return rule.evaluate(tags, cycling: nil, timers: &timers, now: taken.at) == true }
        let values = LateValues(tags: tags, words: lateWords(taken))
        return rule.evaluate(values, cycling: nil, timers: &timers, now: taken.at) == true
    }

    /// Tells the journal what was counted since it last heard.
    mutating func emitCounts(of machine: Int) {
        let id = model.plant.machines[machine].id
        let fresh = machines[machine].counts.filter(\.value.isNew).sorted { $0.key < $1.key }
        for (owner, entry) in fresh {
            machines[machine].counts[owner]?.isNew = false
            emit(.counted(CountRow(machine: id, owner: owner, count: entry.count, last: entry.last)))
        }
    }
}

/// What is known of a machine; but what had been said when a late message was counts over what is known now.
private struct LateValues: TagValues {
    let tags: MachineTags
    let words: LateWords

    func value(of tag: TagSlot) -> TagValue? { words.value(of: tag) ?? tags.value(of: tag) }
    func time(of tag: TagSlot) -> Instant? { words.own(tag)?.at ?? tags.time(of: tag) }
    func arrival(of tag: TagSlot) -> Instant? { tags.arrival(of: tag) }
    func word(of tag: TagSlot) -> String? { words.own(tag).map(\.value.text) ?? tags.word(of: tag) }
}

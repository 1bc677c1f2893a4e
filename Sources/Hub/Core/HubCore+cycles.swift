import Basis
import Records
import Shopfloor
import Telemetry

extension HubCore {
    /// Counts the cycles that a message tells of. Returns whether there was one.
    mutating func countCycles(_ taken: Ingest.Taken, arrived: Instant) -> Bool {
        if taken.isDuplicate { return false }
        let step = counterStep(of: taken.machine)
        guard step != nil || isPulse(taken), let cycle = model.machines[taken.machine].cycle else { return false }
        let cycles: Int64
        switch cycle.pulse {
        case .message:
            guard isPulse(taken) else { return false }
            cycles = 1
        case .increase:
            guard let step else { return false }
            cycles = Self.cycles(in: step)
        }
        count(cycles, step, cycle, taken)
        guard cycles > 0 else { return false }
        if let last = machines[taken.machine].monitor.lastPulse, cycles == 1, taken.at > last {
            machines[taken.machine].lastCycle = taken.at - last
        } else {
            machines[taken.machine].lastCycle = nil
        }
        machines[taken.machine].monitor.pulse(at: taken.at, arrived: arrived)
        changes.rows.insert(taken.machine)
        return true
    }

    private func counterStep(of machine: Int) -> CounterTrack.Step? {
        guard let counter = machines[machine].lookups.counter else { return nil }
        for outcome in ingest.outcomes where outcome.slot == counter { return outcome.acceptance.step }
        return nil
    }

    /// Whether the message itself is a cycle. One that comes late is none: it may be one again that was counted. Late is
    /// what lies before the newest cycle, not what only holds a tag that another source said later.
    private func isPulse(_ taken: Ingest.Taken) -> Bool {
        guard let source = machines[taken.machine].lookups.pulseSource, source == ingest.sourceID(taken.source) else {
            return false
        }
        guard taken.isLate else { return true }
        return machines[taken.machine].monitor.lastPulse.map { taken.at > $0 } ?? false
    }

    /// How many cycles the step of a counter is; one that was set back shows those since.
    private static func cycles(in step: CounterTrack.Step) -> Int64 {
        switch step {
        case .first, .same: 0
        case .increase(let by), .rollover(let by): whole(by)
        case .reset(let to): whole(to)
        }
    }

    /// What no counter shows in a lifetime counts as nothing.
    private static func whole(_ steps: Double) -> Int64 { (0..<1e12).contains(steps) ? Int64(steps.rounded()) : 0 }

    private mutating func count(_ cycles: Int64, _ step: CounterTrack.Step?, _ cycle: CycleRule, _ taken: Ingest.Taken)
    {
        let tags = ingest.machines[taken.machine]
        let owner = cycle.owner.map { tags.owner(named: $0) ?? "?" } ?? tags.machine
        guard
            machines[taken.machine].counts[owner] != nil
                || machines[taken.machine].counts.count < MachineRecord.ownerLimit
        else {
            overflow = Rejection(
                .tooManyOwners, "\(tags.machine) counts for \(MachineRecord.ownerLimit) owners already")
            return
        }
        if machines[taken.machine].currentOwner != owner {
            emitCounts(of: taken.machine)
            machines[taken.machine].currentOwner = owner
        }
        if cycles > 0, let last = machines[taken.machine].counts[owner]?.last, lies(border: last, taken.at) {
            emitCounts(of: taken.machine)
        }
        var entry = machines[taken.machine].counts[owner] ?? MachineRecord.OwnerCount()
        entry.count.shots += cycles
        if cycles > 0, isTry(cycle, taken) { entry.count.tries += cycles }
        switch step {
        case .reset: entry.count.resets += 1
        case .same: entry.count.repeats += 1
        case .rollover: entry.count.rollovers += 1
        case .first, .increase, nil: break
        }
        if let slot = cycle.counter, step != nil { entry.count.value = tags.tracks[slot].usable?.number }
        if cycles > 0 { entry.last = max(entry.last ?? taken.at, taken.at) }
        entry.isNew = true
        entry.isUnsaved = true
        machines[taken.machine].counts[owner] = entry
    }

    /// Whether a quarter-hour or the border of a shift lies after one cycle and not after the next, by the source's time: how
    /// far the counter had come before it goes into the journal, whatever the hub's clock showed when they came.
    private func lies(border last: Instant, _ next: Instant) -> Bool {
        if last.milliseconds / Self.quarterHour != next.milliseconds / Self.quarterHour { return true }
        // Shifts that begin on quarter-hours, as nearly all do, are no further work.
        return shiftBorders.contains { last < $0 && $0 <= next }
    }

    private func isTry(_ cycle: CycleRule, _ taken: Ingest.Taken) -> Bool {
        var timers = HeldTimers(count: 0)
        return cycle.isTry?.evaluate(ingest.machines[taken.machine], cycling: nil, timers: &timers, now: taken.at)
            == true
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

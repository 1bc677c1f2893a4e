import Basis
import Records
import Shopfloor
import Store
import Telemetry

/// Readings of counters that come late: they say that parts were made earlier than was told, or others, or more. In the end all
/// is told as if they had come in their own order.
extension HubCore {
    /// Keeps a step of a counter, for a reading between its ends that may come late and tell more of it.
    mutating func noteStep(
        _ step: CounterTrack.Step, _ owner: String, _ before: MachineRecord.OwnerCount?, _ after: CycleCount,
        _ cycle: CycleRule, _ taken: Ingest.Taken
    ) {
        let isFirst = step == .first
        guard step != .same, let from = isFirst ? .distantPast : before?.known, from < taken.at else { return }
        var begin = before?.count ?? CycleCount()
        if isFirst { begin.value = nil }
        machines[taken.machine].countSteps.take(
            CountSteps.Step(
                owner: owner, from: from, to: taken.at, before: begin, after: after, kind: kind(cycle, taken),
                row: step.cycles > 0 ? cycleNumber + 1 : nil,
                isOverBorder: separates(from, taken.at, of: taken.machine)))
    }

    /// Enters what a late reading of the counter tells: how far the count had come at its time, where that is news of a border
    /// since; what came of those cycles, where that is another than was told; and cycles of which nobody had told.
    mutating func correctCounts(by taken: Ingest.Taken) {
        guard let cycle = model.machines[taken.machine].cycle, case .increase = cycle.pulse,
            machines[taken.machine].counterStep(ingest.outcomes) == nil,
            let reading = lateReading(cycle, taken)
        else { return }
        let entry = machines[taken.machine].counts[reading.owner]
        if entry?.known ?? .distantPast < reading.at {
            return follow(entry, reading, cycle, taken)
        }
        guard let told = machines[taken.machine].countSteps.tell(reading, next: cycleNumber + 1) else { return }
        tellRows(told, cycle, taken)
        enter(told, of: taken.machine)
    }

    /// The reading of the counter; nil where the message has none, or nobody knows whose it is.
    private func lateReading(_ cycle: CycleRule, _ taken: Ingest.Taken) -> CountSteps.Reading? {
        guard let reading = ingest.believed.last(where: { $0.slot == cycle.counter }), !reading.isUnavailable,
            let value = reading.value.number
        else { return nil }
        let kinds = cycle.kindTags
        let kind = kind(cycle, taken)
        var late = CountSteps.Reading(
            owner: "", at: reading.at, value: value,
            kind: ingest.believed.contains { kinds.contains($0.slot) } ? kind : nil, otherwise: kind,
            rollsOverAt: cycle.rollsOverAt)
        guard let owner = lateOwner(cycle, taken) ?? machines[taken.machine].countSteps.owner(of: late) else {
            return nil
        }
        late.owner = owner
        return late
    }

    /// What a late reading belongs to by its own message, or by what was said until then; nil where neither names anything:
    /// what is named now was not then.
    private func lateOwner(_ cycle: CycleRule, _ taken: Ingest.Taken) -> String? {
        guard let slot = cycle.owner else { return model.plant.machines[taken.machine].id }
        return lateWords(taken).value(of: slot)?.text
    }

    /// It is late for the machine, and the newest for what it belongs to: another die has spoken since.
    private mutating func follow(
        _ entry: MachineRecord.OwnerCount?, _ reading: CountSteps.Reading, _ cycle: CycleRule, _ taken: Ingest.Taken
    ) {
        let (machine, owner) = (taken.machine, reading.owner)
        guard entry != nil || machines[machine].counts.count < MachineRecord.ownerLimit else { return }
        let step = reading.step(from: entry?.count.value)
        var after = entry ?? MachineRecord.OwnerCount()
        after.take(step, showing: reading.value, at: reading.at)
        if let slot = cycle.counter {
            ingest.restore(machine: machine, tag: ingest.machines[machine].tracks[slot].name) {
                $0.restoreCounter(reading.value, owner: owner)
            }
        }
        let late = LateCycle(at: reading.at, kind: reading.kind ?? reading.otherwise, cycles: step.cycles)
        if late.cycles > 0 { after.correct(by: late) }
        machines[machine].counts[owner] = after
        noteStep(step, owner, entry, after.count, cycle, taken)
        changes.rows.insert(machine)
        guard late.cycles > 0 else { return }
        recordCycle(late.cycles, cycle, taken, owner: owner)
        tellLate(late, of: owner, machine, before: entry?.count ?? CycleCount())
    }

    private mutating func enter(_ told: CountSteps.Told, of machine: Int) {
        let (early, end) = (told.early, told.rest.to)
        let isOverBorder = told.added == nil && separates(early.to, end, of: machine)
        guard let entry = machines[machine].counts[early.owner] else { return }
        let of = told.added ?? early
        if let late = told.late { machines[machine].counts[early.owner]?.correct(by: late) }
        machines[machine].tell(of.shots, of.kind, of: early.owner, at: of.to, told.late, before: entry.count)
        changes.rows.insert(machine)
        guard isOverBorder || told.late != nil, let now = machines[machine].counts[early.owner] else { return }
        let id = model.plant.machines[machine].id
        if isOverBorder {
            emit(.counted(CountRow(machine: id, owner: early.owner, count: early.after, last: early.to)))
            machines[machine].raiseCounts(of: early.owner, to: early.after, from: early.to, to: end)
        }
        var row = CountRow(machine: id, owner: early.owner, count: now.count, last: now.last)
        row.late = told.late
        emit(.counted(row))
        machines[machine].counts[early.owner]?.isNew = false
    }

    /// Of a row of cycles some were earlier: one stands for the rest in its place, and another for those. Where all were, it
    /// moves, unless the late message says itself what was measured. Cycles of which nobody had told have a row of their own.
    private mutating func tellRows(_ told: CountSteps.Told, _ cycle: CycleRule, _ taken: Ingest.Taken) {
        guard let clock else { return }
        if let added = told.added {
            pending.cycles.append(lateRow(added, cycle, taken, came: clock))
            cycleNumber += 1
            return
        }
        guard let replaced = told.replaced else { return }
        var recount = CycleRecount(replacing: replaced, came: clock)
        let early = lateRow(told.early, cycle, taken, came: clock)
        cycleNumber += told.rest.shots > 0 ? 2 : 1
        if told.rest.shots > 0 {
            recount.successor = CycleRecount.Successor(told.rest)
            pending.cycles.append(early)
        } else if early.values.contains(where: { $0 != nil }) {
            pending.cycles.append(early)
        } else {
            recount.successor = CycleRecount.Successor(told.early)
        }
        pending.recounts.append(recount)
    }

    /// Whether counts of the one time and of the other are told apart.
    private func separates(_ last: Instant, _ next: Instant, of machine: Int) -> Bool {
        lies(border: last, next)
            || machines[machine].orders.line.points.contains { last < $0.from && $0.from <= next }
    }
}

extension CycleRecount.Successor {
    fileprivate init?(_ step: CountSteps.Step) {
        guard let row = step.row else { return nil }
        self.init(number: row, at: step.to, cycles: step.shots, kind: step.kind)
    }
}

extension CycleRule {
    /// The tags that say what came of a cycle.
    fileprivate var kindTags: Set<TagSlot> { (isTry?.tags ?? []).union(isScrap?.tags ?? []) }
}

extension MachineRecord {
    /// See `ShiftCounts.raise`.
    mutating func raiseCounts(of owner: String, to count: CycleCount, from: Instant, to end: Instant) {
        for index in shiftCounts.indices { shiftCounts[index].raise(owner, to: count, from: from, to: end) }
        orders.raiseBegins(of: owner, to: count, from: from, to: end)
    }
}

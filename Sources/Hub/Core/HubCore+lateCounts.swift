import Basis
import Records
import Shopfloor
import Store
import Telemetry

/// Readings of counters that come late: they say that parts were made earlier than was told.
extension HubCore {
    /// Keeps a step of a counter, for a reading between its ends that may come late and tell more of it.
    mutating func noteStep(
        _ owner: String, _ before: MachineRecord.OwnerCount, _ after: CycleCount, _ taken: Ingest.Taken
    ) {
        guard let last = before.last ?? before.begun, last < taken.at else { return }
        let isOverBorder = separates(last, taken.at, of: taken.machine)
        guard isOverBorder || after.shots - before.count.shots > 1 else { return }
        machines[taken.machine].countSteps.take(
            CountSteps.Step(
                owner: owner, from: last, to: taken.at, before: before.count, after: after, row: cycleNumber + 1,
                isOverBorder: isOverBorder))
    }

    /// Enters how far the count had come at the time of a late reading, where that is news of a border since, and what came of
    /// those cycles, where that is another than was told. The count as it is now stays the newest.
    mutating func correctCounts(by taken: Ingest.Taken) {
        guard let cycle = model.machines[taken.machine].cycle, case .increase = cycle.pulse,
            let reading = ingest.believed.last(where: { $0.slot == cycle.counter }), !reading.isUnavailable,
            let value = reading.value.number,
            let owner = lateOwner(cycle, taken)
                ?? machines[taken.machine].countSteps.owner(at: reading.at, value: value),
            let said = machines[taken.machine].countSteps.split(
                of: owner, at: reading.at, value: value, kind: lateKind(cycle, taken), next: cycleNumber + 1)
        else { return }
        recount(said, cycle, taken)
        if let late = said.late { machines[taken.machine].correctKind(of: owner, by: late) }
        enter(said, of: taken.machine)
    }

    private mutating func enter(_ said: CountSteps.Split, of machine: Int) {
        let (early, end) = (said.early, said.rest.to)
        let isOverBorder = separates(early.to, end, of: machine)
        guard isOverBorder || said.late != nil, let now = machines[machine].counts[early.owner] else { return }
        let id = model.plant.machines[machine].id
        if isOverBorder {
            emit(.counted(CountRow(machine: id, owner: early.owner, count: early.after, last: early.to)))
            machines[machine].raiseCounts(of: early.owner, to: early.after, from: early.to, to: end)
        }
        var row = CountRow(machine: id, owner: early.owner, count: now.count, last: now.last)
        row.late = said.late
        emit(.counted(row))
        machines[machine].counts[early.owner]?.isNew = false
        changes.rows.insert(machine)
    }

    /// Of a row of cycles some were earlier: one stands for the rest in its place, and another for those. Where all were, it
    /// moves, unless the late message says itself what was measured.
    private mutating func recount(_ said: CountSteps.Split, _ cycle: CycleRule, _ taken: Ingest.Taken) {
        guard let clock else { return }
        var recount = CycleRecount(replacing: said.replaced, came: clock)
        let early = lateRow(said.early, cycle, taken, came: clock)
        if said.rest.shots > 0 {
            recount.successor = successor(said.rest)
            pending.cycles.append(early)
            cycleNumber += 2
        } else if early.values.contains(where: { $0 != nil }) {
            pending.cycles.append(early)
            cycleNumber += 1
        } else {
            recount.successor = successor(said.early)
            cycleNumber += 1
        }
        pending.recounts.append(recount)
    }

    private func successor(_ step: CountSteps.Step) -> CycleRecount.Successor {
        CycleRecount.Successor(number: step.row, at: step.to, cycles: step.shots, kind: step.kind)
    }

    /// What the message itself says that came of the cycles until it; nil where it says nothing of it.
    private func lateKind(_ cycle: CycleRule, _ taken: Ingest.Taken) -> CycleKind? {
        let tags = [cycle.isTry, cycle.isScrap].compactMap(\.self).reduce(into: Set<TagSlot>()) {
            $0.formUnion($1.tags)
        }
        return ingest.believed.contains { tags.contains($0.slot) } ? kind(cycle, taken) : nil
    }

    /// What a late reading belongs to by its own message; nil where that names nothing, since what is named now was not then.
    private func lateOwner(_ cycle: CycleRule, _ taken: Ingest.Taken) -> String? {
        guard let slot = cycle.owner else { return model.plant.machines[taken.machine].id }
        return ingest.believed.last { $0.slot == slot && !$0.isUnavailable }?.value.text
    }

    /// Whether counts of the one time and of the other are told apart.
    private func separates(_ last: Instant, _ next: Instant, of machine: Int) -> Bool {
        lies(border: last, next)
            || machines[machine].orders.line.points.contains { last < $0.from && $0.from <= next }
    }
}

extension MachineRecord {
    /// Cycles that were counted already are of another kind.
    fileprivate mutating func correctKind(of owner: String, by late: LateCycle) {
        counts[owner]?.count.correct(by: late)
        counts[owner]?.isUnsaved = true
        correctCounts(of: owner, by: late)
    }

    /// See `ShiftCounts.raise`.
    mutating func raiseCounts(of owner: String, to count: CycleCount, from: Instant, to end: Instant) {
        for index in shiftCounts.indices { shiftCounts[index].raise(owner, to: count, from: from, to: end) }
        orders.raiseBegins(of: owner, to: count, from: from, to: end)
    }
}

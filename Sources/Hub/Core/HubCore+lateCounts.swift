import Basis
import Records
import Shopfloor
import Store
import Telemetry

/// Readings of counters that come late: they say that parts were made earlier than was told.
extension HubCore {
    /// Keeps a step of a counter over a border, for a reading between its ends that may come late.
    mutating func noteStep(
        _ owner: String, _ before: MachineRecord.OwnerCount, _ after: CycleCount, _ taken: Ingest.Taken
    ) {
        guard let last = before.last ?? before.begun, last < taken.at, separates(last, taken.at, of: taken.machine)
        else { return }
        machines[taken.machine].countSteps.take(
            CountSteps.Step(
                owner: owner, from: last, to: taken.at, before: before.count, after: after, row: cycleNumber + 1))
    }

    /// Enters how far the count had come at the time of a late reading, where that is news of a border since. The count as
    /// it is now stays the newest.
    mutating func correctCounts(by taken: Ingest.Taken) {
        guard let cycle = model.machines[taken.machine].cycle, case .increase = cycle.pulse,
            let reading = ingest.believed.last(where: { $0.slot == cycle.counter }), !reading.isUnavailable,
            let value = reading.value.number,
            let owner = lateOwner(cycle, taken)
                ?? machines[taken.machine].countSteps.owner(at: reading.at, value: value),
            let said = machines[taken.machine].countSteps.split(
                of: owner, at: reading.at, value: value, next: cycleNumber + 1)
        else { return }
        recount(said, of: taken.machine)
        let (early, end) = (said.early, said.rest.to)
        guard separates(early.to, end, of: taken.machine), let now = machines[taken.machine].counts[owner] else {
            return
        }
        let id = model.plant.machines[taken.machine].id
        emit(.counted(CountRow(machine: id, owner: owner, count: early.after, last: early.to)))
        emit(.counted(CountRow(machine: id, owner: owner, count: now.count, last: now.last)))
        machines[taken.machine].counts[owner]?.isNew = false
        machines[taken.machine].raiseCounts(of: owner, to: early.after, from: early.to, to: end)
        changes.rows.insert(taken.machine)
    }

    /// Of a row of cycles some were earlier: one stands for the rest in its place, and another for those. Where all were, it
    /// moves.
    private mutating func recount(_ said: CountSteps.Split, of machine: Int) {
        guard let clock else { return }
        let moved = said.rest.shots > 0 ? said.rest : said.early
        let at = said.rest.shots > 0 ? said.rest.to : said.early.to
        pending.recounts.append(
            CycleRecount(replacing: said.replaced, number: moved.row, at: at, cycles: moved.shots, came: clock))
        cycleNumber += 1
        guard said.rest.shots > 0 else { return }
        cycleNumber += 1
        let id = model.plant.machines[machine].id
        var row = CycleRow(number: said.early.row, machine: id, at: said.early.to)
        (row.cycles, row.kind, row.came) = (said.early.shots, said.early.kind, clock)
        row.owner = said.early.owner == id ? nil : said.early.owner
        pending.cycles.append(row)
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
    /// See `ShiftCounts.raise`.
    mutating func raiseCounts(of owner: String, to count: CycleCount, from: Instant, to end: Instant) {
        for index in shiftCounts.indices { shiftCounts[index].raise(owner, to: count, from: from, to: end) }
        orders.raiseBegins(of: owner, to: count, from: from, to: end)
    }
}

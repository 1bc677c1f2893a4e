package import Basis
import Records
import Shopfloor
import Store
import Telemetry

/// Another version of the plant file is put in force while the hub runs.
extension HubCore {
    /// Puts `model` in force from now on; the past stays as it was judged.
    ///
    /// Machines that stay keep state, alarms, counts and values. New ones begin as `never`, and those that were in the
    /// plant before with what is known of them. Of those that leave it nothing is known from now on (`removed`). Their
    /// numbers are others afterwards: whoever keeps numbers of machines has to look them up anew.
    ///
    /// - Parameter now: the time by the hub's clock; nil before the first word of a clock that is followed.
    package mutating func replace(model next: PlantModel, at now: Instant?) {
        if let now { advance(to: now) }
        guard next.digest != model.digest else { return }
        for machine in machines.indices { emitCounts(of: machine) }
        for machine in machines.indices { emitAlarms(of: machine) }
        closeSlots(before: nil)
        flush(at: clock)
        emit(.model(ModelAccepted(digest: next.digest, text: next.text)))
        let ids = Set(next.plant.machines.map(\.id))
        for machine in machines.indices where !ids.contains(model.plant.machines[machine].id) { remove(machine) }
        let old = (model: model, ingest: ingest, machines: machines)
        model = next
        judge(by: next)
        figures = [:]
        if let clock { findShiftChange(after: clock) }
        ingest = Ingest(next)
        machines = []
        for (index, machine) in next.plant.machines.enumerated() {
            if let number = old.ingest.machine(machine.id) {
                keep(index, old.machines[number], old.model.machines[number], old.ingest.machines[number])
            } else {
                add(index)
            }
        }
        let returning = absent.part { ids.contains($0) }
        restore(returning)
        absent = absent.part { !ids.contains($0) }
        changes = ChangedDocuments()
        for machine in machines.indices { judge(machine) }
        holdAlarms()
        findEarliestDeadline()
    }

    /// What `model` says holds of shifts and stops that begin from now on.
    mutating func judge(by model: PlantModel) {
        // The time that its entry in the journal has.
        versions.put(model, from: clock ?? Instant(milliseconds: 0))
        microStops.set(model.microStop, from: clock ?? .distantPast)
        plannedTime.set(model.calendar, model.plant, from: clock ?? .distantPast)
    }

    /// A machine leaves the plant. What is known of it is kept, since it may come back.
    private mutating func remove(_ machine: Int) {
        let id = model.plant.machines[machine].id
        if let clock { lose(machine, .removed, at: clock) }
        let record = machines[machine]
        let monitor = record.monitor
        absent.open.append(IntervalRow(machine: id, condition: monitor.condition, from: monitor.since, to: nil))
        absent.openedBy[id] = record.recent.entries.last?.seq
        absent.orders[id] = record.orders.line
        absent.alarms += record.alarms.alarms.values
        absent.counts += record.counts.map {
            CountRow(machine: id, owner: $0.key, count: $0.value.count, last: $0.value.last)
        }
        absent.tags += ingest.machines[machine].tracks.map {
            TagRow(machine: id, tag: $0.name, statistics: $0.statistics)
        }
    }

    private mutating func keep(_ index: Int, _ record: MachineRecord, _ before: MachineModel, _ tags: MachineTags) {
        ingest.adopt(machine: index, from: tags)
        let slots = ingest.machines[index].tracks.map { tags.slot(of: $0.name) }
        var record = record
        let now = clock.map(record.monitor.sourceTime) ?? record.monitor.since ?? Instant(milliseconds: 0)
        record.adopt(model.machines[index], insteadOf: before, slots: slots, at: now)
        machines.append(record)
    }

    private mutating func add(_ index: Int) {
        let id = model.plant.machines[index].id
        let open = absent.open.first { $0.machine == id }
        machines.append(
            MachineRecord(
                model.machines[index], id: id, open: open, openedBy: absent.openedBy[id],
                alarms: absent.alarms.filter { $0.id.machine == id }))
        // Of one that was there before the journal has had its first word.
        if open == nil { introduce(index) }
    }

    /// Finds condition and alarms by the rules that hold now.
    private mutating func judge(_ machine: Int) {
        changes.rows.insert(machine)
        changes.states.insert(machine)
        if let clock { judgeOrder(of: machine, at: machines[machine].monitor.sourceTime(at: clock)) }
        guard let clock, machines[machine].monitor.isProven else { return }
        machines[machine].keepValues(of: ingest.machines[machine])
        update(machine, at: clock)
        evaluateAlarms(of: machine, at: machines[machine].monitor.sourceTime(at: clock))
        emitAlarms(of: machine)
    }
}

extension Ingest {
    init(_ model: PlantModel) {
        self.init(
            machines: zip(model.plant.machines, model.machines).map { ($0.id, $1.tagNames) }, sources: model.sources,
            time: model.time, policy: model.policy)
    }
}

extension StoredState {
    /// What of it is about machines, of those alone that are wanted.
    func part(_ isWanted: (_ machine: String) -> Bool) -> StoredState {
        var part = StoredState()
        part.open = open.filter { isWanted($0.machine) }.sorted { $0.machine < $1.machine }
        part.openedBy = openedBy.filter { isWanted($0.key) }
        part.alarms = alarms.filter { isWanted($0.id.machine) }
        part.orders = orders.filter { isWanted($0.key) }
        part.counts = counts.filter { isWanted($0.machine) }
        part.tags = tags.filter { isWanted($0.machine) }
        return part
    }
}

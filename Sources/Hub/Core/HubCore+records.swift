import Basis
import Records
import Shopfloor
import Telemetry

extension HubCore {
    /// Takes in what a shift record says that a machine made in a shift.
    mutating func take(_ line: RecordLine, _ taken: Ingest.Taken) {
        guard let shift = shift(of: line, taken) else {
            let what = line.date.map { "\($0) \(line.shift ?? "")" } ?? ISO8601.format(taken.at)
            overflow = Rejection(
                .noShift, "the calendar has no shift \(what) for \(model.plant.machines[taken.machine].id)")
            return
        }
        if let refusal = refusal(of: shift, at: clock ?? taken.at) {
            overflow = refusal
            return
        }
        let record = record(line, shift, of: taken.machine)
        guard record.good >= 0, record.good <= record.produced else {
            let figures = "\(record.good) good of \(record.produced) produced"
            overflow = Rejection(.impossibleFigures, "\(figures), by \(record.machine) in \(shift.id) of \(shift.date)")
            return
        }
        if recentRecords.isNew(record) { emit(.produced(record)) }
    }

    /// What is recorded must settle, and a wrong date would be planned time that nobody worked: one whose shift has not begun, or
    /// ended too long ago, is not taken.
    private func refusal(of shift: ShiftInstance, at now: Instant) -> Rejection? {
        let name = "its shift \(shift.id) of \(shift.date)"
        if shift.interval.from > now + model.time.futureLimit {
            return Rejection(.shiftAhead, "\(name) begins at \(ISO8601.format(shift.interval.from))")
        }
        guard shift.interval.to < now - model.time.lateLimit else { return nil }
        return Rejection(.tooLate, "\(name) ended at \(ISO8601.format(shift.interval.to)), too far back")
    }

    private func shift(of line: RecordLine, _ taken: Ingest.Taken) -> ShiftInstance? {
        let place = model.plant.machines[taken.machine].line
        if let date = line.date, let id = line.shift { return versions.shift(key: "\(date)/\(id)", line: place)?.shift }
        return versions.lastEnded(line: place, at: taken.at)?.shift
    }

    private func record(_ line: RecordLine, _ shift: ShiftInstance, of machine: Int) -> ProductionRecorded {
        let yield = model.yield(machine: machine, die: line.die)
        let cavities = line.cavities ?? Double(yield.cavities)
        let produced = line.produced ?? (line.shots ?? 0) * cavities
        return ProductionRecorded(
            machine: model.plant.machines[machine].id, shift: shift.id, from: shift.interval.from,
            to: shift.interval.to, order: line.order, item: line.item, die: line.die,
            shots: line.shots ?? (cavities > 0 ? produced / cavities : 0), cavities: cavities, produced: produced,
            good: line.good ?? produced - line.defects.values.reduce(0, +), defects: line.defects,
            idealCycle: yield.idealCycle, changes: line.changes)
    }
}

extension PlantModel {
    /// Whether an ideal cycle is known of a machine, its own or that of a die.
    func hasIdealCycle(machine: Int) -> Bool {
        plant.machines[machine].idealCycle != nil || dies.values.contains { $0.idealCycle != nil }
    }

    /// What a cycle of a machine takes at best and gives, with a die where one is named.
    package func yield(machine: Int, die: String?) -> (idealCycle: Duration?, cavities: Int) {
        let die = die.flatMap { dies[$0] }
        let machine = plant.machines[machine]
        return (die?.idealCycle ?? machine.idealCycle, die?.cavities ?? machine.cavities)
    }
}

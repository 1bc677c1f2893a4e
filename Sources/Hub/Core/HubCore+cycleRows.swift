import Basis
import Records
import Shopfloor
import Store
import Telemetry

/// One row a cycle, with what was measured in it.
extension HubCore {
    /// - Parameters:
    ///   - cycles: how many one message told of; of more than one only the last is described.
    ///   - owner: of a cycle that came after a newer one: how long it took is not known, nor what other messages had measured
    ///     then, since what is known now is newer; nil: as the tags say.
    mutating func recordCycle(_ cycles: Int64, _ cycle: CycleRule, _ taken: Ingest.Taken, owner late: String? = nil) {
        let machine = taken.machine
        findColumns(of: machine, cycle)
        if case .message = cycle.pulse { noteMembers(of: machine) }
        guard let columns = machines[machine].columns else { return }
        cycleNumber += 1
        let tags = ingest.machines[machine]
        var row = CycleRow(number: cycleNumber, machine: tags.machine, at: taken.at)
        row.cycles = cycles
        row.milliseconds = late == nil ? machines[machine].lastCycle?.wholeMilliseconds : nil
        row.owner = cycle.owner.map { late ?? tags.owner(named: $0) ?? CountRow.unknownOwner }
        row.came = late == nil ? nil : clock
        row.kind = kind(cycle, taken)
        row.measure(columns, late == nil ? values(columns, tags, taken) : lateValues(columns))
        pending.cycles.append(row)
    }

    /// The row of cycles that a late reading told apart from others, or of which nobody had told.
    mutating func lateRow(
        _ step: CountSteps.Step, _ cycle: CycleRule, _ taken: Ingest.Taken, came: Instant
    ) -> CycleRow {
        findColumns(of: taken.machine, cycle)
        let id = model.plant.machines[taken.machine].id
        var row = CycleRow(number: step.row ?? cycleNumber + 1, machine: id, at: step.to)
        (row.cycles, row.kind, row.came) = (step.shots, step.kind, came)
        row.owner = step.owner == id ? nil : step.owner
        // What was measured in the cycle of another message is no longer known.
        let isItsOwn = step.to == taken.at
        if let columns = machines[taken.machine].columns {
            row.measure(columns, isItsOwn ? lateValues(columns) : columns.columns.map { _ in nil })
        }
        return row
    }

    private mutating func findColumns(of machine: Int, _ cycle: CycleRule) {
        guard machines[machine].lacksColumns(ofTags: ingest.machines[machine].tracks.count) else { return }
        let before = machines[machine].columns
        var columns = CycleColumns(
            ingest.machines[machine], model, wanted: cycle.values.map(NamePatterns.init))
        if let before { columns.adopt(before) }
        machines[machine].columns = columns
    }

    private mutating func noteMembers(of machine: Int) {
        for outcome in ingest.outcomes {
            guard let place = machines[machine].columns?.places[outcome.slot] else { continue }
            machines[machine].columns?.comesWithCycle[place] = true
        }
    }

    /// What the message says; for tags of other messages the newest value, where it is good and not stale.
    private func values(_ columns: CycleColumns, _ tags: MachineTags, _ taken: Ingest.Taken) -> [Double?] {
        var values = columns.columns.enumerated().map { place, column in
            columns.comesWithCycle[place]
                ? nil : Self.newest(tags.tracks[column.slot].newest, column, at: taken.at)
        }
        for outcome in ingest.outcomes {
            if let place = columns.places[outcome.slot] { values[place] = outcome.acceptance.number }
        }
        return values
    }

    /// What a late message says itself: of other messages only what is so now is known.
    private func lateValues(_ columns: CycleColumns) -> [Double?] {
        var values = [Double?](repeating: nil, count: columns.columns.count)
        for reading in ingest.believed where !reading.isUnavailable {
            if let place = columns.places[reading.slot] { values[place] = reading.value.number }
        }
        return values
    }

    private static func newest(_ newest: Reading?, _ column: CycleColumns.Column, at time: Instant) -> Double? {
        guard let newest, newest.flags.isEmpty, newest.hasKnownAge else { return nil }
        if let limit = column.staleAfter, time.milliseconds - newest.at.milliseconds > limit { return nil }
        return newest.value.number
    }
}

extension CycleRow {
    fileprivate mutating func measure(_ columns: CycleColumns, _ values: [Double?]) {
        tags = columns.tags
        self.values = values
        for (place, value) in values.enumerated() {
            if let value, columns.columns[place].isOut(value) { out.append(place) }
        }
    }
}

import Basis
import Records
import Shopfloor
import Store
import Telemetry

/// One row a cycle, with what was measured in it.
extension HubCore {
    /// - Parameters:
    ///   - cycles: how many one message told of; of more than one only the last is described.
    ///   - owner: of a cycle that came after a newer one: how long it took is not known, nor what was measured, since what is
    ///     known now is newer; nil: as the tags say.
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
        row.tags = columns.tags
        row.values = values(columns, late == nil ? tags : nil, taken)
        for (place, value) in row.values.enumerated() {
            if let value, columns.columns[place].isOut(value) { row.out.append(place) }
        }
        pending.cycles.append(row)
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
    private func values(_ columns: CycleColumns, _ tags: MachineTags?, _ taken: Ingest.Taken) -> [Double?] {
        var values = columns.columns.enumerated().map { place, column in
            guard let tags, !columns.comesWithCycle[place] else { return Double?.none }
            return Self.newest(tags.tracks[column.slot].newest, column, at: taken.at)
        }
        for outcome in ingest.outcomes {
            if let place = columns.places[outcome.slot] { values[place] = outcome.acceptance.number }
        }
        return values
    }

    private static func newest(_ newest: Reading?, _ column: CycleColumns.Column, at time: Instant) -> Double? {
        guard let newest, newest.flags.isEmpty, newest.hasKnownAge else { return nil }
        if let limit = column.staleAfter, time.milliseconds - newest.at.milliseconds > limit { return nil }
        return newest.value.number
    }
}

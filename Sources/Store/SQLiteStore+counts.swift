package import Basis
import GRDB
package import Records
import Shopfloor

/// How far counters had come at a moment. The journal says it at each quarter-hour, at borders of shifts and where a state
/// changes; between two of its entries the cycles themselves tell it.
extension SQLiteStore {
    package func counts(
        machine: String, before instants: [Instant], asOf: AsOf
    ) throws(StoreError) -> [[CountRow]] {
        let told = try readJournal { db in
            let seq = try EventTable.lastSeq(asOf: asOf, in: db)
            let steps = try CountStepTable.rows(machine: machine, before: instants, through: seq, in: db)
            let newest = try CountStepTable.newest(of: machine, through: seq, in: db) ?? .distantPast
            let open = instants.filter { $0 > newest || Self.quarter(of: $0) != $0 }
            let anchors = open.map(Self.anchor)
            let before = try CountStepTable.rows(machine: machine, before: anchors, through: seq, in: db)
            return (steps: steps, before: Dictionary(zip(open, before)) { first, _ in first })
        }
        return try readHistory { db in
            try zip(instants, told.steps).map { instant, steps in
                guard let before = told.before[instant] else { return steps }
                let window = Interval(from: Self.anchor(of: instant), to: instant)
                let since = try CycleTable.counts(machine: machine, window: window, asOf: asOf, in: db)
                return CountRow.merging(counted: steps, running: before.adding(since, machine: machine))
            }
        }
    }

    /// The border before the quarter-hour in which the instant lies: the journal says how far the counter had come there, and
    /// where no cycle came since, there is none to add.
    private static func anchor(of instant: Instant) -> Instant {
        quarter(of: instant) - .milliseconds(CountRow.quarterHour)
    }

    private static func quarter(of instant: Instant) -> Instant {
        let length = CountRow.quarterHour
        return Instant(milliseconds: instant.milliseconds - (instant.milliseconds % length + length) % length)
    }
}

extension [CountRow] {
    /// The same, further by these cycles.
    ///
    /// - Parameter cycles: by owner; nil: the machine itself.
    fileprivate func adding(_ cycles: [String?: CycleCount], machine: String) -> [CountRow] {
        var rows = self
        // Stores of before told a row of the machine itself and one of nobody knows whom alike.
        let isNobodys = contains { $0.owner == CountRow.unknownOwner } && !contains { $0.owner == machine }
        for (owner, more) in cycles {
            let owner = owner ?? (isNobodys ? CountRow.unknownOwner : machine)
            var row = CountRow(machine: machine, owner: owner, count: CycleCount(), last: nil)
            if let place = rows.firstIndex(where: { $0.owner == owner }) { row = rows.remove(at: place) }
            row.count.shots += more.shots
            row.count.tries += more.tries
            row.count.scrap += more.scrap
            rows.append(row)
        }
        return rows
    }
}

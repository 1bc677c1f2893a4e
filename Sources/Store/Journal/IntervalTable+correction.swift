import Basis
import GRDB
import Records
import Shopfloor

extension IntervalTable {
    /// Makes the machine's intervals say what `correction` says of its time, and of all other times what they said.
    static func apply(_ correction: StateCorrected, seq: Int64, in db: Database) throws {
        let touched = try touching(correction, in: db)
        let corrected = touched.map(\.stretch)
            .corrected(from: correction.from, to: correction.to, to: correction.condition)
        let kept = Set(corrected)
        try replace(touched.filter { !kept.contains($0.stretch) }, seq: seq, in: db)
        let known = Set(touched.map(\.stretch))
        for stretch in corrected where !known.contains(stretch) {
            try insert(IntervalRow(machine: correction.machine, stretch), seq: seq, in: db)
        }
    }

    /// The valid intervals that overlap it or meet it, oldest first.
    private static func touching(_ correction: StateCorrected, in db: Database) throws -> [StoredInterval] {
        let select = try RowStatement(
            """
            SELECT \(StoredInterval.columns) FROM intervals
            WHERE machine = ? AND replaced_seq IS NULL AND (from_ms IS NULL OR from_ms <= ?)
            ORDER BY from_ms DESC
            """, in: db)
        var touching: [StoredInterval] = []
        try select.forEach(correction.machine, correction.to.milliseconds) { columns in
            let interval = try StoredInterval(columns)
            if let to = interval.row.to, to < correction.from { return false }
            touching.append(interval)
            return true
        }
        return touching.reversed()
    }
}

extension StoredInterval {
    fileprivate var stretch: ConditionStretch { ConditionStretch(row) }
}

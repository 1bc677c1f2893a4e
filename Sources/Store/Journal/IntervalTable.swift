import Basis
import GRDB
import Records
import Shopfloor

/// The intervals of every machine, in two times: when it was so (`from_ms`, `to_ms`), and what the journal said about
/// it at which seq (`opened_seq`, `closed_seq`, `replaced_seq`).
///
/// At every seq a machine's valid intervals are half-open, follow one another without overlap or hole, no two
/// neighbours say the same, and the last is open.
enum IntervalTable {
    /// Makes the machine's intervals say what `change` says: from its time on one condition, all before as it was.
    static func apply(_ change: StateChanged, seq: Int64, in db: Database) throws {
        let (base, later) = try split(machine: change.machine, at: change.from, in: db)
        var opening = IntervalRow(machine: change.machine, condition: change.condition, from: change.from, to: nil)
        if let base, base.row.condition == change.condition {
            // The one before goes on; where it is open, it does so already.
            if base.row.to == nil { return }
            try replace(later + [base], seq: seq, in: db)
            opening.from = base.row.from
            return try insert(opening, seq: seq, in: db)
        }
        if later.count == 1, later[0].row == opening { return }
        try replace(later, seq: seq, in: db)
        if let base { try cut(base, at: change.from, seq: seq, in: db) }
        try insert(opening, seq: seq, in: db)
    }

    /// The machines' intervals that overlap `window`, oldest first by machine, as the journal up to `seq` says.
    static func rows(machine: String?, window: Interval?, through seq: Int64, in db: Database) throws -> [IntervalRow] {
        if let window, window.from == window.to { return [] }
        let machines = try machine.map { [$0] } ?? machines(in: db)
        return try machines.flatMap { try rows(machine: $0, window: window, through: seq, in: db) }
    }

    /// The open interval of each machine.
    static func open(in db: Database) throws -> [RecordedInterval] {
        let select = try RowStatement(
            """
            SELECT \(StoredInterval.columns) FROM intervals
            WHERE closed_seq IS NULL AND replaced_seq IS NULL ORDER BY machine
            """, in: db)
        return try select.rows { try StoredInterval($0).recorded }
    }

    /// The intervals of all machines that overlap `window`, as the journal says now.
    static func recorded(window: Interval, in db: Database) throws -> [RecordedInterval] {
        try machines(in: db).flatMap { machine in
            try stored(machine: machine, window: window, through: .max, in: db).map(\.recorded)
        }
    }

    static func clear(in db: Database) throws { try db.execute(sql: "DELETE FROM intervals") }

    /// The valid intervals that begin at or after `instant`, newest first, and the one before them.
    private static func split(
        machine: String, at instant: Instant?, in db: Database
    ) throws -> (base: StoredInterval?, later: [StoredInterval]) {
        let select = try RowStatement(
            """
            SELECT \(StoredInterval.columns) FROM intervals
            WHERE machine = ? AND replaced_seq IS NULL ORDER BY from_ms DESC
            """, in: db)
        var base: StoredInterval?
        var later: [StoredInterval] = []
        try select.forEach(machine) { columns in
            let interval = try StoredInterval(columns)
            if begins(interval.row, before: instant) { base = interval } else { later.append(interval) }
            return base == nil
        }
        return (base, later)
    }

    /// nil is before every instant.
    private static func begins(_ row: IntervalRow, before instant: Instant?) -> Bool {
        guard let instant else { return false }
        return row.from.map { $0 < instant } ?? true
    }

    private static func cut(_ base: StoredInterval, at instant: Instant?, seq: Int64, in db: Database) throws {
        if base.row.to == nil {
            let close = try RowStatement("UPDATE intervals SET to_ms = ?, closed_seq = ? WHERE id = ?", in: db)
            return try close.run(instant?.milliseconds, seq, base.id)
        }
        if base.row.to == instant { return }
        try replace([base], seq: seq, in: db)
        var shorter = base.row
        shorter.to = instant
        try insert(shorter, seq: seq, in: db)
    }

    static func replace(_ intervals: [StoredInterval], seq: Int64, in db: Database) throws {
        let update = try RowStatement("UPDATE intervals SET replaced_seq = ? WHERE id = ?", in: db)
        for interval in intervals { try update.run(seq, interval.id) }
    }

    static func insert(_ row: IntervalRow, seq: Int64, in db: Database) throws {
        let insert = try RowStatement(
            """
            INSERT INTO intervals(machine, from_ms, to_ms, state, native, why, opened_seq, closed_seq)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """, in: db)
        try insert.run(
            row.machine, row.from?.milliseconds, row.to?.milliseconds, row.condition.state.rawValue,
            row.condition.native, row.condition.why?.rawValue, seq, row.to == nil ? nil : seq)
    }

    /// Every machine that has an interval has an open one.
    private static func machines(in db: Database) throws -> [String] {
        try open(in: db).map(\.row.machine)
    }

    private static func rows(machine: String, window: Interval?, through seq: Int64, in db: Database) throws
        -> [IntervalRow]
    {
        try stored(machine: machine, window: window, through: seq, in: db).map { $0.known(at: seq) }
    }

    /// Oldest first.
    private static func stored(machine: String, window: Interval?, through seq: Int64, in db: Database) throws
        -> [StoredInterval]
    {
        var rows: [StoredInterval] = []
        var isWhole = false
        func take(_ columns: StoredColumns) throws -> Bool {
            let row = try StoredInterval(columns)
            // They follow one another, so all that come now end before the window too.
            if let window, let to = row.known(at: seq).to { isWhole = to <= window.from }
            if !isWhole { rows.append(row) }
            return !isWhole
        }
        let known = """
            SELECT \(StoredInterval.columns) FROM intervals
            WHERE machine = ?1 AND opened_seq <= ?2 AND (replaced_seq IS NULL OR replaced_seq > ?2)
            """
        // Two questions, since an OR would walk the index from now on back to the window.
        try RowStatement(known + " AND from_ms < ?3 ORDER BY from_ms DESC", in: db)
            .forEach(machine, seq, window?.to.milliseconds ?? .max, while: take)
        if !isWhole { try RowStatement(known + " AND from_ms IS NULL", in: db).forEach(machine, seq, while: take) }
        return rows.reversed()
    }
}

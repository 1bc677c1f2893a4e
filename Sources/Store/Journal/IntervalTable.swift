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
        let rows = try StoredRow.fetchCursor(
            db,
            sql: """
                SELECT \(StoredInterval.columns) FROM intervals
                WHERE closed_seq IS NULL AND replaced_seq IS NULL ORDER BY machine
                """)
        return try Array(rows.map { try StoredInterval($0).recorded })
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
        let select = try db.cachedStatement(
            sql: """
                SELECT \(StoredInterval.columns) FROM intervals
                WHERE machine = ? AND replaced_seq IS NULL ORDER BY from_ms DESC
                """)
        let rows = try StoredRow.fetchCursor(select, arguments: [machine])
        var later: [StoredInterval] = []
        while let row = try rows.next() {
            let interval = try StoredInterval(row)
            if begins(interval.row, before: instant) { return (interval, later) }
            later.append(interval)
        }
        return (nil, later)
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
        let own: StatementArguments = ["machine": machine, "seq": seq]
        let end: StatementArguments = ["end": window?.to.milliseconds ?? .max]
        var rows: [StoredInterval] = []
        // Two questions, since an OR would walk the index from now on back to the window.
        for (begins, arguments) in [("from_ms < :end", own + end), ("from_ms IS NULL", own)] {
            let select = try db.cachedStatement(
                sql: """
                    SELECT \(StoredInterval.columns) FROM intervals
                    WHERE machine = :machine AND \(begins) AND opened_seq <= :seq
                        AND (replaced_seq IS NULL OR replaced_seq > :seq)
                    ORDER BY from_ms DESC
                    """)
            let stored = try StoredRow.fetchCursor(select, arguments: arguments)
            while let next = try stored.next() {
                let row = try StoredInterval(next)
                // They follow one another, so all that come now end before the window too.
                if let window, let to = row.known(at: seq).to, to <= window.from { return rows.reversed() }
                rows.append(row)
            }
        }
        return rows.reversed()
    }
}

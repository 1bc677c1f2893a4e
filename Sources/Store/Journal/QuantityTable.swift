import Basis
import GRDB
import Records
import Shopfloor

/// What people booked as scrap and rework, each booking a row; one that was corrected stays, and another names it.
enum QuantityTable {
    static let schema = """
        CREATE TABLE quantities(
            seq INTEGER PRIMARY KEY,
            machine TEXT NOT NULL,
            at_ms INTEGER,
            shift TEXT,
            ord TEXT,
            scrap INTEGER NOT NULL CHECK (scrap >= 0),
            rework INTEGER NOT NULL CHECK (rework >= 0),
            note TEXT,
            command INTEGER NOT NULL,
            by TEXT NOT NULL,
            CHECK ((at_ms IS NULL) <> (shift IS NULL))
        ) STRICT;
        CREATE INDEX quantities_machine ON quantities(machine, at_ms);
        """

    static let corrections = """
        ALTER TABLE quantities ADD COLUMN corrects INTEGER;
        CREATE UNIQUE INDEX quantities_corrects ON quantities(corrects) WHERE corrects IS NOT NULL;
        """

    /// All of a row, and what corrected it up to the entry of the first value.
    private static let columns = """
        seq, machine, at_ms, shift, ord, scrap, rework, note, command, by, corrects,
        (SELECT command FROM quantities AS later WHERE later.corrects = quantities.command AND later.seq <= ?1)
        """

    static func insert(_ booked: QuantityBooked, seq: Int64, in db: Database) throws {
        var (at, shift): (Instant?, String?) = (nil, nil)
        switch booked.when {
        case .at(let time): at = time
        case .shift(let id): shift = id
        }
        let insert = try RowStatement("INSERT INTO quantities VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", in: db)
        try insert.run(
            seq, booked.machine, at?.milliseconds, shift, booked.order, booked.scrap, booked.rework, booked.note,
            booked.command, booked.by, booked.corrects)
    }

    /// In the order in which they were booked.
    static func rows(machine: String?, through seq: Int64, in db: Database) throws -> [StoredQuantity] {
        let all = "SELECT \(columns) FROM quantities WHERE seq <= ?1"
        guard let machine else { return try RowStatement(all + " ORDER BY seq", in: db).rows(seq, read: row) }
        return try RowStatement(all + " AND machine = ?2 ORDER BY seq", in: db).rows(seq, machine, read: row)
    }

    /// Those of parts made in `window`, and of shifts about its dates, of which only the calendar knows when they are.
    static func rows(
        machine: String, window: Interval, through seq: Int64, in db: Database
    ) throws -> [StoredQuantity] {
        func date(_ time: Instant, days: Int64) -> String {
            Zone.utc.time(at: time + .seconds(days * 86_400)).date.description
        }
        let select = try RowStatement(
            """
            SELECT \(columns) FROM quantities WHERE seq <= ?1 AND machine = ?2 AND at_ms >= ?3 AND at_ms < ?4
            UNION ALL
            SELECT \(columns) FROM quantities WHERE seq <= ?1 AND machine = ?2 AND shift >= ?5 AND shift < ?6
            ORDER BY 1
            """, in: db)
        return try select.rows(
            seq, machine, window.from.milliseconds, window.to.milliseconds, date(window.from, days: -3),
            date(window.to, days: 3), read: row)
    }

    /// Those that count, made at `since` or later, or in a shift of that date or later.
    static func recent(since: Instant, in db: Database) throws -> [QuantityBooked] {
        let date = Zone.utc.time(at: since).date.description
        let select = try RowStatement(
            "SELECT \(columns) FROM quantities WHERE at_ms >= ?2 OR shift >= ?3 ORDER BY seq", in: db)
        let rows = try select.rows(Int64.max, since.milliseconds, date, read: row)
        return rows.filter { $0.correctedBy == nil }.map(\.booked)
    }

    /// All that were ever booked, in that order, without their words.
    static func heads(in db: Database) throws -> [BookingHead] {
        let rows = try StoredRow.fetchCursor(
            db, sql: "SELECT command, machine, scrap + rework, by, corrects FROM quantities ORDER BY seq")
        return try Array(
            rows.map { row in
                BookingHead(command: row[0], machine: row[1], parts: row[2], by: row[3], corrects: row[4])
            })
    }

    static func clear(in db: Database) throws { try db.execute(sql: "DELETE FROM quantities") }

    /// - Parameter row: Its `columns`.
    private static func row(_ row: StoredColumns) throws -> StoredQuantity {
        let (seq, at, shift): (Int64, Int64?, String?) = (row[0], row[2], row[3])
        guard let when = at.map({ .at(Instant(milliseconds: $0)) }) ?? shift.map(QuantityBooked.When.shift) else {
            throw StoreError(.damaged, "quantity \(seq) has no time; run floortui audit --rebuild.")
        }
        return StoredQuantity(
            seq: seq,
            booked: QuantityBooked(
                machine: row[1], when: when, order: row[4], scrap: row[5], rework: row[6], note: row[7],
                command: row[8], by: row[9], corrects: row[10]),
            correctedBy: row[11])
    }
}

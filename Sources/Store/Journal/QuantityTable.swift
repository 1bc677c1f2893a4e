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

    /// All of a row, and what corrected it up to an entry.
    private static let columns = """
        quantities.*, (SELECT command FROM quantities AS later
            WHERE later.corrects = quantities.command AND later.seq <= :seq) AS corrected_by
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
        let filter = machine == nil ? "" : "machine = :machine AND"
        var arguments: StatementArguments = ["seq": seq]
        if let machine { arguments += ["machine": machine] }
        let rows = try db.rows("SELECT \(columns) FROM quantities WHERE \(filter) seq <= :seq ORDER BY seq", arguments)
        return try Array(rows.map(row))
    }

    /// Those of parts made in `window`, and of shifts about its dates, of which only the calendar knows when they are.
    static func rows(
        machine: String, window: Interval, through seq: Int64, in db: Database
    ) throws -> [StoredQuantity] {
        func date(_ time: Instant, days: Int64) -> String {
            Zone.utc.time(at: time + .seconds(days * 86_400)).date.description
        }
        let rows = try db.rows(
            """
            SELECT \(columns) FROM quantities WHERE machine = :machine AND at_ms >= :from AND at_ms < :to AND seq <= :seq
            UNION ALL
            SELECT \(columns) FROM quantities WHERE machine = :machine AND shift >= :first AND shift < :last AND seq <= :seq
            ORDER BY seq
            """,
            [
                "machine": machine, "from": window.from.milliseconds, "to": window.to.milliseconds, "seq": seq,
                "first": date(window.from, days: -3), "last": date(window.to, days: 3),
            ])
        return try Array(rows.map(row))
    }

    /// Those that count, made at `since` or later, or in a shift of that date or later.
    static func recent(since: Instant, in db: Database) throws -> [QuantityBooked] {
        let date = Zone.utc.time(at: since).date.description
        let rows = try StoredRow.fetchCursor(
            db, sql: "SELECT \(columns) FROM quantities WHERE at_ms >= :since OR shift >= :date ORDER BY seq",
            arguments: ["since": since.milliseconds, "date": date, "seq": Int64.max])
        return try Array(rows.map(row)).filter { $0.correctedBy == nil }.map(\.booked)
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

    private static func row(_ row: StoredRow) throws -> StoredQuantity {
        let at: Int64? = row["at_ms"]
        let shift: String? = row["shift"]
        let seq: Int64 = row["seq"]
        guard let when = at.map({ .at(Instant(milliseconds: $0)) }) ?? shift.map(QuantityBooked.When.shift) else {
            throw StoreError(.damaged, "quantity \(seq) has no time; run floortui audit --rebuild.")
        }
        return StoredQuantity(
            seq: seq,
            booked: QuantityBooked(
                machine: row["machine"], when: when, order: row["ord"], scrap: row["scrap"], rework: row["rework"],
                note: row["note"], command: row["command"], by: row["by"], corrects: row["corrects"]),
            correctedBy: row["corrected_by"])
    }
}

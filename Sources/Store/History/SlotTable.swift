import Basis
import Foundation
import GRDB
import Records

/// The course of each tag's value in slots of ten seconds, those of ten minutes in one row.
enum SlotTable {
    /// Appends slots behind those that are there; what lies before them is there already, or comes too late.
    static func append(_ rows: [SlotRow], days: Int, in db: Database) throws {
        guard let newest = rows.map(\.slot).max() else { return }
        // `||` gives a text, whatever it is given.
        let append = try RowStatement(
            """
            INSERT INTO slots(series, block, last, data) VALUES (?, ?, ?, ?)
            ON CONFLICT (series, block) DO UPDATE SET
                data = CAST(data || excluded.data AS BLOB), last = excluded.last WHERE excluded.last > last
            """, in: db)
        var known: [String: [String: Int64]] = [:]
        for row in rows {
            let id = try known[row.machine]?[row.tag] ?? series(row.machine, row.tag, in: db)
            known[row.machine, default: [:]][row.tag] = id
            try append.run(id, SlotCoding.block(of: row.slot), row.slot, SlotCoding.encode(row))
        }
        try trim(days: days, newest: SlotCoding.block(of: newest), in: db)
    }

    /// Hands on the slots of a tag that begin within the window.
    static func each(
        machine: String, tag: String, window: Interval, in db: Database, _ body: (SlotRow) -> Void
    ) throws {
        guard let series = try known(machine, tag, in: db) else { return }
        let (first, last) = (SlotRow.slot(of: window.from), SlotRow.slot(of: window.to))
        let rows = try db.rows(
            "SELECT block, data FROM slots WHERE series = ? AND block BETWEEN ? AND ? ORDER BY block",
            [series, SlotCoding.block(of: first), SlotCoding.block(of: last)])
        while let row = try rows.next() {
            SlotCoding.each([UInt8](row[1] as Data), block: row[0]) { slot in
                let at = Instant(milliseconds: slot.slot * SlotRow.length)
                if window.contains(at) { body(slot) }
            }
        }
    }

    static func trimmed(in db: Database) throws -> TrimRow {
        let row = try StoredRow.fetchOne(
            db, sql: "SELECT count(*), (SELECT min(block) FROM slots) FROM slots")
        let oldest: Int64? = row?[1]
        return TrimRow(
            what: "slots", kept: row?[0] ?? 0,
            oldest: oldest.map { Instant(milliseconds: $0 * SlotCoding.blockLength * SlotRow.length) },
            trimmed: try MetaTable.value(.slotsTrimmed, in: db) ?? 0)
    }

    /// Once for each new block: what is too old goes, series by series, each found by its key.
    private static func trim(days: Int, newest: Int64, in db: Database) throws {
        guard newest > (try MetaTable.value(.slotsTrimmedAt, in: db) ?? .min) else { return }
        try MetaTable.set(.slotsTrimmedAt, to: newest, in: db)
        let limit = newest - Int64(days) * 86_400_000 / (SlotCoding.blockLength * SlotRow.length)
        let delete = try RowStatement("DELETE FROM slots WHERE series = ? AND block < ?", in: db)
        var count: Int64 = 0
        for series in try Int64.fetchAll(db, sql: "SELECT id FROM series") {
            try delete.run(series, limit)
            count += Int64(db.changesCount)
        }
        try MetaTable.add(count, to: .slotsTrimmed, in: db)
    }

    private static func series(_ machine: String, _ tag: String, in db: Database) throws -> Int64 {
        if let id = try known(machine, tag, in: db) { return id }
        try RowStatement("INSERT INTO series(machine, tag) VALUES (?, ?)", in: db).run(machine, tag)
        return db.lastInsertedRowID
    }

    private static func known(_ machine: String, _ tag: String, in db: Database) throws -> Int64? {
        let select = try db.cachedStatement(sql: "SELECT id FROM series WHERE machine = ? AND tag = ?")
        return try Int64.fetchOne(select, arguments: [machine, tag])
    }
}

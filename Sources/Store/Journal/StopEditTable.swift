import Basis
import GRDB
import Records
import Shopfloor

/// What people said of stops, one row an event: found by machine and time without reading the journal.
enum StopEditTable {
    static func insert(_ entry: StopEntry, in db: Database) throws {
        let insert = try RowStatement(
            """
            INSERT INTO stop_edits(
                seq, at, machine, from_ms, to_ms, until_ms, reason, kind, note, cut_ms, merge, by, command)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, in: db)
        let edit = entry.edit
        try insert.run(
            entry.seq, entry.at.milliseconds, edit.machine, edit.from.milliseconds, edit.to?.milliseconds,
            entry.until.milliseconds, edit.reason.map { $0.id ?? "" }, edit.reason?.kind?.rawValue, edit.note,
            edit.cut?.at.milliseconds, edit.cut?.isMerge, edit.by, edit.command)
    }

    /// Those up to `seq` that speak, or may speak, of a time in `window`, in the journal's order.
    ///
    /// What was said while its stop lasted may speak of later times, too: as long as the machine is not proven to have
    /// left it. So `window` has to begin with, or before, such a proof.
    static func rows(machine: String?, window: Interval, through seq: Int64, in db: Database) throws -> [StopEntry] {
        let (from, to) = (window.from.milliseconds, window.to.milliseconds)
        let all = "SELECT \(columns) FROM stop_edits WHERE until_ms >= ?1 AND from_ms < ?2 AND seq <= ?3"
        guard let machine else {
            return try RowStatement(all + " ORDER BY seq", in: db).rows(from, to, seq, read: entry)
        }
        let select = try RowStatement(all + " AND machine = ?4 ORDER BY seq", in: db)
        return try select.rows(from, to, seq, machine, read: entry)
    }

    /// Those that speak, or may speak, of `since` or later, in the journal's order: also what was said long before of a stop
    /// that the machine is not proven to have left.
    static func recent(since: Instant, in db: Database) throws -> [StopEntry] {
        let select = try RowStatement(
            """
            SELECT \(columns) FROM stop_edits INDEXED BY stop_edits_until WHERE until_ms >= ?1
            UNION ALL
            SELECT \(columns) FROM stop_edits AS e INDEXED BY stop_edits_open
            WHERE until_ms < ?1 AND to_ms IS NULL AND NOT EXISTS (
                SELECT 1 FROM intervals AS i
                WHERE i.machine = e.machine AND i.from_ms >= e.until_ms AND i.replaced_seq IS NULL
                    AND i.state NOT IN (\(unproven)))
            ORDER BY seq
            """, in: db)
        return try select.rows(since.milliseconds, read: entry)
    }

    /// States in which a machine stands, or of which nobody knows.
    private static let unproven = MachineState.allCases.filter { !$0.isProvenNoStop }
        .map { "'\($0.rawValue)'" }.joined(separator: ", ")

    static func clear(in db: Database) throws { try db.execute(sql: "DELETE FROM stop_edits") }

    private static let columns =
        "seq, at, machine, from_ms, to_ms, by, command, reason, kind, note, cut_ms, merge"

    /// - Parameter row: Its `columns`.
    private static func entry(_ row: StoredColumns) throws -> StopEntry {
        let to: Int64? = row[4]
        var edit = StopEdit(
            machine: row[2], from: Instant(milliseconds: row[3]), to: to.map(Instant.init), by: row[5], command: row[6])
        edit.note = row[9]
        let (reason, kind): (String?, String?) = (row[7], row[8])
        if let reason {
            edit.reason = StopEdit.Given(
                id: reason.isEmpty ? nil : reason, kind: kind.flatMap(StopReason.Kind.init))
        }
        if let cut = (row[10] as Int64?).map(Instant.init), let isMerge: Bool = row[11] {
            edit.cut = isMerge ? .merge(at: cut) : .split(at: cut)
        }
        let seq: Int64 = row[0]
        guard (edit.reason == nil) == (reason == nil) else {
            throw StoreError(.damaged, "stop edit \(seq) has an unknown kind; run floortui audit --rebuild.")
        }
        return StopEntry(seq: seq, at: Instant(milliseconds: row[1]), edit: edit)
    }
}

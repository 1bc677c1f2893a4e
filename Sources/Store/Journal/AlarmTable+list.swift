import Basis
import GRDB
import Shopfloor

/// The list of alarms in its order, as much of it as is wanted: a year has thousands, of which a page shows the first.
extension AlarmTable {
    /// In the order of `AlarmOnList`, which SQLite has to know too, so that the rest is never read.
    ///
    /// - Parameters:
    ///   - machines: of these alone; nil: of all.
    ///   - limit: so many at most; nil: all.
    static func list(machines: Set<String>?, limit: Int?, in db: Database) throws -> [StoredAlarm] {
        let sql = """
            SELECT \(columns.split(separator: ", ").map { "a.\($0)" }.joined(separator: ", ")), a.raised_seq,
                c.acknowledged, c.acknowledged_by, c.acknowledged_ms, c.acknowledged_seq, c.shelved_until_ms,
                c.shelved_by, c.shelved_ms, c.shelved_seq, c.note, c.noted_by, c.noted_ms, c.noted_seq
            FROM alarms a LEFT JOIN alarm_care c USING (machine, item, code)
            WHERE :machines IS NULL OR a.machine IN (SELECT value FROM json_each(:machines))
            ORDER BY \(state), a.level != '\(AlarmLevel.fault.rawValue)', ifnull(a.since_ms, a.first_ms) DESC,
                a.machine, a.item, a.code
            LIMIT :limit
            """
        let ids = machines.map { machines in
            var json = JSONWriter()
            json.array { json in for machine in machines.sorted() { json.value(machine) } }
            return String(decoding: json.bytes, as: UTF8.self)
        }
        let rows = try db.rows(sql, ["machines": ids, "limit": limit ?? -1])
        return try Array(
            rows.map { row in
                StoredAlarm(alarm: try alarm(row), care: AlarmCareTable.care(row), raisedSeq: row["raised_seq"])
            })
    }

    /// The rank of an `AlarmState`; one of which nobody knows whether it stands counts as standing.
    private static let state = """
        CASE
            WHEN c.shelved_until_ms IS NOT NULL THEN 3
            WHEN a.active IS 0 THEN iif(ifnull(c.acknowledged, 0) >= a.raised, 4, 2)
            ELSE iif(ifnull(c.acknowledged, 0) >= a.raised, 1, 0)
        END
        """
}

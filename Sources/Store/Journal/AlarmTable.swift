import Basis
import GRDB
import Records
import Shopfloor

/// Each alarm as its newest event says.
enum AlarmTable {
    static func apply(_ alarm: Alarm, in db: Database) throws {
        let upsert = try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO alarms(machine, item, code, level, text, first_ms, last_ms, lines, active)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        try upsert.execute(arguments: [
            alarm.id.machine, alarm.id.item, alarm.id.code, alarm.level.rawValue, alarm.text,
            alarm.first.milliseconds, alarm.last.milliseconds, alarm.lines, alarm.isActive,
        ])
    }

    /// By machine, item and code.
    static func rows(asOf: AsOf, in db: Database) throws -> [Alarm] {
        if asOf == .now {
            let sql = "SELECT * FROM alarms ORDER BY machine, item, code"
            return try Array(StoredRow.fetchCursor(db, sql: sql).map(alarm))
        }
        var newest: [AlarmID: Alarm] = [:]
        try EventTable.each("alarm", through: EventTable.lastSeq(asOf: asOf, in: db), in: db) { event in
            if case .alarm(let alarm) = event { newest[alarm.id] = alarm }
        }
        return newest.values.sorted { sortKey($0.id).lexicographicallyPrecedes(sortKey($1.id)) }
    }

    static func clear(in db: Database) throws { try db.execute(sql: "DELETE FROM alarms") }

    private static func alarm(_ row: StoredRow) throws -> Alarm {
        let word: String = row["level"]
        guard let level = AlarmLevel(rawValue: word) else {
            throw StoreError(.damaged, "an alarm has the unknown level \(word); run floortui audit --rebuild.")
        }
        return Alarm(
            id: AlarmID(machine: row["machine"], item: row["item"], code: row["code"]), level: level,
            text: row["text"], first: Instant(milliseconds: row["first_ms"]),
            last: Instant(milliseconds: row["last_ms"]), lines: row["lines"],
            isActive: row["active"])
    }

    /// The order of SQLite, by bytes.
    private static func sortKey(_ id: AlarmID) -> [String.ByteOrder] {
        [id.machine, id.item, id.code].map(String.ByteOrder.init)
    }
}

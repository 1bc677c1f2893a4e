import Basis
import GRDB
import Records
import Shopfloor

/// Each coming of an alarm once, by its time: how many came in a window is counted without reading what was told of them.
enum AlarmComingTable {
    /// `seq`: of the event that told of it first.
    static let schema = """
        CREATE TABLE alarm_comings(
            since_ms INTEGER NOT NULL,
            machine TEXT NOT NULL,
            item TEXT NOT NULL,
            code TEXT NOT NULL,
            seq INTEGER NOT NULL,
            PRIMARY KEY (since_ms, machine, item, code)
        ) STRICT, WITHOUT ROWID;
        """

    static func add(_ alarm: Alarm, seq: Int64, in db: Database) throws {
        let insert = try RowStatement(
            "INSERT OR IGNORE INTO alarm_comings(since_ms, machine, item, code, seq) VALUES (?, ?, ?, ?, ?)", in: db)
        try insert.run(
            alarm.since.milliseconds, alarm.id.machine, alarm.id.item, alarm.id.code, seq)
    }

    /// In the order of time.
    static func rows(
        machine: String?, window: Interval, through seq: Int64, in db: Database
    ) throws -> [AlarmRates.Coming] {
        let sql = """
            SELECT since_ms, machine, item, code FROM alarm_comings
            WHERE since_ms >= :from AND since_ms < :to AND seq <= :seq AND (:machine IS NULL OR machine = :machine)
            ORDER BY since_ms, machine, item, code
            """
        let rows = try db.rows(
            sql,
            ["from": window.from.milliseconds, "to": window.to.milliseconds, "seq": seq, "machine": machine])
        return try Array(
            rows.map { row in
                AlarmRates.Coming(
                    AlarmID(machine: row[1], item: row[2], code: row[3]), at: Instant(milliseconds: row[0]))
            })
    }

    static func clear(in db: Database) throws { try db.execute(sql: "DELETE FROM alarm_comings") }

    /// Makes the table anew from the events, in a journal that did not have it.
    static func rebuild(in db: Database) throws {
        try EventTable.eachEntry("alarm", through: .max, in: db) { entry in
            if case .alarm(let alarm) = entry.event { try add(alarm, seq: entry.seq, in: db) }
        }
    }
}

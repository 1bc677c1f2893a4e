import GRDB
import Records
import Shopfloor

/// By alarm the numbers of the events that told of it: as what it stood at a moment, the newest of them says.
enum AlarmEventTable {
    static let schema = """
        CREATE TABLE alarm_events(
            machine TEXT NOT NULL,
            item TEXT NOT NULL,
            code TEXT NOT NULL,
            seq INTEGER NOT NULL,
            PRIMARY KEY (machine, item, code, seq)
        ) STRICT, WITHOUT ROWID;
        """

    static func add(_ id: AlarmID, seq: Int64, in db: Database) throws {
        let insert = try RowStatement(
            "INSERT OR REPLACE INTO alarm_events(machine, item, code, seq) VALUES (?, ?, ?, ?)", in: db)
        try insert.run(id.machine, id.item, id.code, seq)
    }

    static func clear(in db: Database) throws { try db.execute(sql: "DELETE FROM alarm_events") }

    /// Makes the table from the events of a journal that did not have it.
    static func rebuild(in db: Database) throws {
        try EventTable.eachEntry("alarm", through: .max, in: db) { entry in
            if case .alarm(let alarm) = entry.event { try add(alarm.id, seq: entry.seq, in: db) }
        }
    }
}

import Basis
import GRDB
import Records
import Shopfloor

/// What people did about each alarm, as the newest actions say.
enum AlarmCareTable {
    static let schema = """
        CREATE TABLE alarm_care(
            machine TEXT NOT NULL,
            item TEXT NOT NULL,
            code TEXT NOT NULL,
            acknowledged INTEGER NOT NULL,
            acknowledged_by TEXT,
            acknowledged_ms INTEGER,
            acknowledged_seq INTEGER,
            shelved_until_ms INTEGER,
            shelved_by TEXT,
            shelved_ms INTEGER,
            shelved_seq INTEGER,
            note TEXT,
            noted_by TEXT,
            noted_ms INTEGER,
            noted_seq INTEGER,
            PRIMARY KEY (machine, item, code)
        ) STRICT, WITHOUT ROWID;
        """

    static func apply(_ action: AlarmAction, seq: Int64, at: Instant, in db: Database) throws {
        var care = try care(of: action.id, in: db) ?? AlarmCare()
        care.apply(action, seq: seq, at: at)
        let upsert = try RowStatement(
            "INSERT OR REPLACE INTO alarm_care VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", in: db)
        try upsert.run(
            action.id.machine, action.id.item, action.id.code, care.acknowledged, care.acknowledgement?.by,
            care.acknowledgement?.at.milliseconds, care.acknowledgement?.seq, care.shelvedUntil?.milliseconds,
            care.shelving?.by, care.shelving?.at.milliseconds, care.shelving?.seq, care.note, care.noting?.by,
            care.noting?.at.milliseconds, care.noting?.seq)
    }

    static func all(asOf: AsOf, in db: Database) throws -> [AlarmID: AlarmCare] {
        var all: [AlarmID: AlarmCare] = [:]
        if asOf == .now {
            let rows = try StoredRow.fetchCursor(db, sql: "SELECT * FROM alarm_care")
            while let row = try rows.next() { all[id(row)] = care(row) }
            return all
        }
        try EventTable.eachEntry("alarm-action", through: EventTable.lastSeq(asOf: asOf, in: db), in: db) { entry in
            guard case .alarmAction(let action) = entry.event else { return }
            all[action.id, default: AlarmCare()].apply(action, seq: entry.seq, at: entry.at)
        }
        return all
    }

    static func clear(in db: Database) throws { try db.execute(sql: "DELETE FROM alarm_care") }

    private static func care(of id: AlarmID, in db: Database) throws -> AlarmCare? {
        let select = try db.cachedStatement(
            sql: "SELECT * FROM alarm_care WHERE machine = ? AND item = ? AND code = ?")
        return try StoredRow.fetchOne(select, arguments: [id.machine, id.item, id.code]).map(care)
    }

    private static func id(_ row: StoredRow) -> AlarmID {
        AlarmID(machine: row["machine"], item: row["item"], code: row["code"])
    }

    /// Of an alarm that nobody cared for the members are null.
    static func care(_ row: StoredRow) -> AlarmCare {
        func mark(_ name: String) -> AlarmCare.Mark? {
            guard let at = row["\(name)_ms"] as Int64?, let seq = row["\(name)_seq"] as Int64? else { return nil }
            return AlarmCare.Mark(by: row["\(name)_by"], at: Instant(milliseconds: at), seq: seq)
        }
        var care = AlarmCare()
        care.acknowledged = row["acknowledged"] ?? 0
        care.acknowledgement = mark("acknowledged")
        care.shelvedUntil = (row["shelved_until_ms"] as Int64?).map(Instant.init(milliseconds:))
        care.shelving = mark("shelved")
        care.note = row["note"]
        care.noting = mark("noted")
        return care
    }
}

import Basis
import GRDB
import Records
import Shopfloor

/// Each alarm as its newest event says.
enum AlarmTable {
    /// How often each came, when it came last, and the number of the event that said so.
    static let comings = """
        ALTER TABLE alarms ADD COLUMN raised INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE alarms ADD COLUMN since_ms INTEGER;
        ALTER TABLE alarms ADD COLUMN raised_seq INTEGER NOT NULL DEFAULT 0;
        """

    /// When each ended last, as far as its source said.
    static let ends = """
        ALTER TABLE alarms ADD COLUMN ended_ms INTEGER;
        ALTER TABLE alarms ADD COLUMN ended_item INTEGER;
        """

    static let columns = """
        machine, item, code, level, text, first_ms, last_ms, lines, active, raised, since_ms, ended_ms, ended_item
        """

    static func apply(_ alarm: Alarm, seq: Int64, in db: Database) throws {
        let upsert = try RowStatement(
            """
            INSERT INTO alarms(
                machine, item, code, level, text, first_ms, last_ms, lines, active, raised, since_ms, raised_seq,
                ended_ms, ended_item)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET
                level = excluded.level, text = excluded.text, first_ms = excluded.first_ms,
                last_ms = excluded.last_ms, lines = excluded.lines, active = excluded.active,
                raised_seq = CASE WHEN excluded.raised > raised THEN excluded.raised_seq ELSE raised_seq END,
                raised = excluded.raised, since_ms = excluded.since_ms, ended_ms = excluded.ended_ms,
                ended_item = excluded.ended_item
            """, in: db)
        try upsert.run(
            alarm.id.machine, alarm.id.item, alarm.id.code, alarm.level.rawValue, alarm.text,
            alarm.first.milliseconds, alarm.last.milliseconds, alarm.lines, alarm.isActive, alarm.raised,
            alarm.since.milliseconds, seq, alarm.ended?.at.milliseconds, alarm.ended?.isOfItem)
    }

    /// By alarm: the number of the event with which it came last.
    static func raisedSeqs(in db: Database) throws -> [AlarmID: Int64] {
        var seqs: [AlarmID: Int64] = [:]
        let rows = try db.rows("SELECT machine, item, code, raised_seq FROM alarms")
        while let row = try rows.next() { seqs[AlarmID(machine: row[0], item: row[1], code: row[2])] = row[3] }
        return seqs
    }

    /// By machine, item and code.
    static func rows(asOf: AsOf, in db: Database) throws -> [Alarm] {
        if asOf == .now { return try stored("", in: db) }
        let newest = """
            SELECT machine, item, code, (
                SELECT max(seq) FROM alarm_events AS event
                WHERE (event.machine, event.item, event.code) = (alarms.machine, alarms.item, alarms.code)
                    AND seq <= ?) AS seq
            FROM alarms
            """
        let seq = try EventTable.lastSeq(asOf: asOf, in: db)
        return try EventTable.events(of: newest, [seq], orderedBy: "machine, item, code", in: db).compactMap {
            if case .alarm(let alarm) = $0 { alarm } else { nil }
        }
    }

    /// In the same order, those that have not ended.
    static func standing(asOf: AsOf, in db: Database) throws -> [Alarm] {
        guard asOf == .now else { return try rows(asOf: asOf, in: db).filter { $0.isActive != false } }
        return try stored("WHERE active IS NOT 0", in: db)
    }

    private static func stored(_ filter: String, in db: Database) throws -> [Alarm] {
        try Array(db.rows("SELECT \(columns) FROM alarms \(filter) ORDER BY machine, item, code").map(alarm))
    }

    static func clear(in db: Database) throws { try db.execute(sql: "DELETE FROM alarms") }

    static func alarm(_ row: StoredRow) throws -> Alarm {
        let word: String = row[3]
        guard let level = AlarmLevel(rawValue: word) else {
            throw StoreError(.damaged, "an alarm has the unknown level \(word); run floortui audit --rebuild.")
        }
        let ended = (row[11] as Int64?).map {
            Alarm.End(at: Instant(milliseconds: $0), isOfItem: row[12] as Bool? ?? false)
        }
        return Alarm(
            id: AlarmID(machine: row[0], item: row[1], code: row[2]), level: level, text: row[4],
            first: Instant(milliseconds: row[5]), last: Instant(milliseconds: row[6]), lines: row[7], isActive: row[8],
            raised: row[9], since: (row[10] as Int64?).map(Instant.init(milliseconds:)), ended: ended)
    }
}

import Basis
import GRDB
import Records

/// Commands that met a conflict: both values are kept, and who decided.
enum ConflictTable {
    static let schema = """
        CREATE TABLE conflicts(
            seq INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            taken TEXT,
            resolved_by TEXT,
            resolved_ms INTEGER,
            resolved_seq INTEGER
        ) STRICT;
        CREATE INDEX conflicts_open ON conflicts(seq) WHERE resolved_seq IS NULL;
        """

    static func apply(_ command: CommandRecorded, seq: Int64, at: Instant, in db: Database) throws {
        if command.opensConflict {
            try RowStatement("INSERT INTO conflicts(seq, key) VALUES (?, ?)", in: db).run(seq, command.envelope.key)
        }
        guard let resolution = command.resolution else { return }
        let update = try RowStatement(
            """
            UPDATE conflicts SET taken = ?, resolved_by = ?, resolved_ms = ?, resolved_seq = ? WHERE key = ?
            """, in: db)
        try update.run(
            resolution.take.rawValue, command.envelope.terminal, at.milliseconds, seq, resolution.key)
    }

    /// The newest first, at most `limit`.
    static func newest(limit: Int, in db: Database) throws -> [StoredConflict] {
        try rows("ORDER BY conflicts.seq DESC LIMIT \(max(0, limit))", in: db).compactMap(conflict)
    }

    /// Those that nobody has decided, oldest first; without those whose entry can no longer be read, which the check of the
    /// chain tells: a hub has to start.
    static func open(in db: Database) throws -> [StoredConflict] {
        try rows("WHERE resolved_seq IS NULL ORDER BY conflicts.seq", in: db).compactMap { try? conflict($0) }
    }

    static func clear(in db: Database) throws { try db.execute(sql: "DELETE FROM conflicts") }

    private static func rows(_ which: String, in db: Database) throws -> [StoredRow] {
        let sql = """
            SELECT conflicts.seq, at, kind, body, hash, taken, resolved_by, resolved_ms
            FROM conflicts JOIN events ON events.seq = conflicts.seq \(which)
            """
        return try StoredRow.fetchAll(db, sql: sql)
    }

    private static func conflict(_ row: StoredRow) throws -> StoredConflict? {
        guard case .command(let command) = try StoredEvent(row).event() else { return nil }
        let resolvedAt: Int64? = row[7]
        return StoredConflict(
            seq: row[0], at: Instant(milliseconds: row[1]), command: command,
            taken: (row[5] as String?).flatMap(ConflictResolution.Side.init), resolvedBy: row[6],
            resolvedAt: resolvedAt.map(Instant.init(milliseconds:)))
    }
}

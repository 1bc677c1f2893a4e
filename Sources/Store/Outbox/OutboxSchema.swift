import GRDB

extension DatabaseFile {
    /// `outbox.sqlite`: the commands of one terminal, and what is typed and not sent.
    static let outbox = DatabaseFile(
        name: "outbox.sqlite", applicationID: outboxID, migrator: outboxMigrator,
        schemaMark: "9fee4149dd55d7bb47a5899406a8f29e1b59dde8db721331abe61b83be42fff2")

    /// The bytes `FLTO`.
    private static let outboxID: Int32 = 0x464C_544F

    /// One closure a version; a released one is never edited.
    private static var outboxMigrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("outbox 1") { db in
            try db.execute(sql: "PRAGMA application_id = \(outboxID)")
            try db.execute(sql: outboxSchema)
        }
        return migrator
    }

    /// Times are UTC milliseconds by the terminal's clock. A `seq` is never used twice.
    private static let outboxSchema = """
        CREATE TABLE outbox(
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            object TEXT NOT NULL,
            bytes BLOB NOT NULL,
            entered INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('queued', 'saved', 'refused', 'conflict')),
            reply BLOB,
            settled INTEGER
        ) STRICT;
        CREATE INDEX outbox_state ON outbox(state, seq);
        CREATE TABLE drafts(
            key TEXT PRIMARY KEY,
            kind TEXT NOT NULL,
            object TEXT NOT NULL,
            base INTEGER,
            fields BLOB NOT NULL,
            changed INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}

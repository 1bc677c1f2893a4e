import GRDB

extension DatabaseFile {
    /// `outbox.sqlite`: the commands of one terminal, and what is typed and not sent.
    static let outbox = DatabaseFile(
        name: "outbox.sqlite", applicationID: outboxID, migrator: outboxMigrator,
        schemaMark: "808bbcbcf18887093afe883517fc44c083eb9df9e36f7d9f0c1f77cb94a33e3f")

    /// The bytes `FLTO`.
    private static let outboxID: Int32 = 0x464C_544F

    /// One closure a version; a released one is never edited.
    private static var outboxMigrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("outbox 1") { db in
            try db.execute(sql: "PRAGMA application_id = \(outboxID)")
            try db.execute(sql: outboxSchema)
        }
        migrator.registerMigration("outbox 2") { db in
            for table in ["outbox", "drafts"] { try db.execute(sql: "ALTER TABLE \(table) ADD COLUMN terminal TEXT") }
        }
        migrator.registerMigration("outbox 3") { db in
            for table in ["outbox", "drafts"] { try db.execute(sql: "ALTER TABLE \(table) ADD COLUMN site TEXT") }
            // What stands on screens is counted by site.
            try db.execute(sql: "DROP INDEX outbox_state; CREATE INDEX outbox_state ON outbox(state, site, seq)")
        }
        return migrator
    }

    /// Times are UTC milliseconds by the terminal's clock. A `seq` is never used twice. `terminal`, by the second version, is
    /// on which it was entered where that is another one; `site`, by the third, for which site, null in what is older.
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

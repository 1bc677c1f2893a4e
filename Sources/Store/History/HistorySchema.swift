import GRDB

extension DatabaseFile {
    /// `history.sqlite`: what is not chained and bounded. It is committed after the journal.
    static let history = DatabaseFile(
        name: "history.sqlite", applicationID: historyID, migrator: historyMigrator,
        schemaMark: "c403cd7ca75a694a1337aab298f1ba56e1f4cd977a119873d0c765dee10eee39")

    /// The bytes `FLTH`.
    private static let historyID: Int32 = 0x464C_5448

    /// One closure a version; a released one is never edited.
    private static var historyMigrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("history 1") { db in
            try db.execute(sql: "PRAGMA application_id = \(historyID)")
            try db.execute(sql: statisticsSchema)
            try db.execute(sql: messagesSchema)
        }
        migrator.registerMigration("history 2") { db in
            try db.execute(sql: cyclesSchema)
            try db.execute(sql: slotsSchema)
        }
        migrator.registerMigration("history 3") { db in try db.execute(sql: recentCountsSchema) }
        migrator.registerMigration("history 4") { db in
            for table in ["running_counts", "recent_counts"] {
                try db.execute(sql: "ALTER TABLE \(table) ADD COLUMN scrap INTEGER NOT NULL DEFAULT 0")
            }
        }
        // Cycles tell what it told, and of all times.
        migrator.registerMigration("history 5") { db in try db.execute(sql: "DROP TABLE recent_counts") }
        migrator.registerMigration("history 6") { db in
            for column in ["came", "replaced"] {
                try db.execute(sql: "ALTER TABLE cycles ADD COLUMN \(column) INTEGER")
            }
        }
        return migrator
    }

    /// `sum` is NULL where it is no number any more.
    private static let statisticsSchema = """
        CREATE TABLE tags(
            machine TEXT NOT NULL,
            tag TEXT NOT NULL,
            readings INTEGER NOT NULL,
            good INTEGER NOT NULL,
            numbers INTEGER NOT NULL,
            sum REAL,
            minimum REAL,
            maximum REAL,
            missing INTEGER NOT NULL,
            sentinel INTEGER NOT NULL,
            range INTEGER NOT NULL,
            jump INTEGER NOT NULL,
            duplicate INTEGER NOT NULL,
            late INTEGER NOT NULL,
            future INTEGER NOT NULL,
            reset INTEGER NOT NULL,
            rollover INTEGER NOT NULL,
            type INTEGER NOT NULL,
            PRIMARY KEY (machine, tag)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE running_counts(
            machine TEXT NOT NULL,
            owner TEXT NOT NULL,
            shots INTEGER NOT NULL,
            tries INTEGER NOT NULL,
            resets INTEGER NOT NULL,
            repeats INTEGER NOT NULL,
            rollovers INTEGER NOT NULL,
            value REAL,
            last_ms INTEGER,
            PRIMARY KEY (machine, owner)
        ) STRICT, WITHOUT ROWID;
        """

    /// `number` is NULL for 1; `came` and `replaced` are when the row was told late, and when another one took its place; `data` is what `CycleCoding` writes. Rows come in the order of their ids, so that pages are
    /// full; `cycles_machine` finds those of a machine.
    private static let cyclesSchema = """
        CREATE TABLE names(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
        CREATE TABLE cycle_columns(id INTEGER PRIMARY KEY, tags TEXT NOT NULL UNIQUE) STRICT;
        CREATE TABLE cycles(
            id INTEGER PRIMARY KEY,
            machine INTEGER NOT NULL,
            at INTEGER NOT NULL,
            ms INTEGER,
            owner INTEGER,
            ordered INTEGER,
            number INTEGER,
            columns INTEGER NOT NULL,
            data BLOB NOT NULL
        ) STRICT;
        CREATE INDEX cycles_machine ON cycles(machine, at);
        """

    /// A row has the slots of ten minutes; `last` is the newest of them, `data` is what `SlotCoding` writes.
    private static let slotsSchema = """
        CREATE TABLE series(id INTEGER PRIMARY KEY, machine TEXT NOT NULL, tag TEXT NOT NULL, UNIQUE (machine, tag)) STRICT;
        CREATE TABLE slots(
            series INTEGER NOT NULL,
            block INTEGER NOT NULL,
            last INTEGER NOT NULL,
            data BLOB NOT NULL,
            PRIMARY KEY (series, block)
        ) STRICT, WITHOUT ROWID;
        """

    private static let recentCountsSchema = """
        CREATE TABLE recent_counts(
            machine TEXT NOT NULL,
            owner TEXT NOT NULL,
            last_ms INTEGER NOT NULL,
            shots INTEGER NOT NULL,
            tries INTEGER NOT NULL,
            PRIMARY KEY (machine, owner, last_ms)
        ) STRICT, WITHOUT ROWID;
        """

    private static let messagesSchema = """
        CREATE TABLE quarantine(
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            topic TEXT NOT NULL,
            reason TEXT NOT NULL,
            detail TEXT NOT NULL,
            head BLOB NOT NULL,
            length INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE rejected(reason TEXT PRIMARY KEY, messages INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE meta(key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """
}

import GRDB

extension DatabaseFile {
    /// `journal.sqlite`: the chained events, and the tables made from them in the same transactions.
    ///
    /// A commit writes whole pages, of most of them a row's worth: of small ones it is durable sooner (docs/benchmarks.md).
    static let journal = DatabaseFile(
        name: "journal.sqlite", applicationID: journalID, migrator: journalMigrator,
        schemaMark: "5d1c70bbc7e7681090110b2a25dd0d174e04e08ad09a1f8a9d3171b98600a606", pageSize: 2048)

    /// The bytes `FLTJ`.
    private static let journalID: Int32 = 0x464C_544A

    /// One closure a version; a released one is never edited.
    private static var journalMigrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("journal 1") { db in
            try db.execute(sql: "PRAGMA application_id = \(journalID)")
            try db.execute(sql: eventsSchema)
            try db.execute(sql: tablesSchema)
        }
        migrator.registerMigration("journal 2") { db in
            try db.execute(sql: stopEditsSchema)
            try db.execute(sql: CountStepTable.schema)
            try db.execute(sql: CommandTable.schema)
            try db.execute(sql: ConflictTable.schema)
            try db.execute(sql: AlarmCareTable.schema)
            try db.execute(sql: QuantityTable.schema)
            try db.execute(sql: AlarmTable.comings)
            try db.execute(sql: appendOnly)
        }
        migrator.registerMigration("journal 3") { db in try db.execute(sql: OrderTable.schema) }
        migrator.registerMigration("journal 4") { db in
            try db.execute(sql: AlarmComingTable.schema)
            try AlarmComingTable.rebuild(in: db)
            try db.execute(sql: indices)
        }
        migrator.registerMigration("journal 5") { db in
            try db.execute(sql: "ALTER TABLE counts ADD COLUMN scrap INTEGER NOT NULL DEFAULT 0")
            try CountStepTable.addScrap(in: db)
        }
        migrator.registerMigration("journal 6") { db in try db.execute(sql: AlarmTable.ends) }
        migrator.registerMigration("journal 7") { db in try db.execute(sql: QuantityTable.corrections) }
        migrator.registerMigration("journal 8") { db in
            try db.execute(sql: lighter)
            try db.execute(sql: CommandTable.withoutList)
            try CountStepTable.addRead(in: db)
        }
        migrator.registerMigration("journal 9") { db in
            try db.execute(sql: AlarmEventTable.schema)
            try AlarmEventTable.rebuild(in: db)
            try CountStepTable.addRead(in: db)
            try db.execute(sql: CountStepTable.newestIndex)
        }
        return migrator
    }

    /// So that no question reads more the longer a journal grows. What tells of alarms and shifts is found by time; edits by
    /// an index that has all by which they are chosen, and those whose stop was still open apart.
    private static let indices = """
        CREATE INDEX events_alarm ON events(at) WHERE kind = 'alarm';
        CREATE INDEX events_produced ON events(at) WHERE kind = 'produced';
        DROP INDEX stop_edits_machine;
        CREATE INDEX stop_edits_machine ON stop_edits(machine, until_ms, from_ms);
        CREATE INDEX stop_edits_until ON stop_edits(until_ms);
        CREATE INDEX stop_edits_open ON stop_edits(until_ms) WHERE to_ms IS NULL;
        CREATE INDEX quantities_shift ON quantities(machine, shift) WHERE shift IS NOT NULL;
        """

    /// Each event is found by its number, and so by its time (`EventTimes`); by its kind where no other table has the numbers
    /// of that kind. FAIL where it was ABORT: see `EventTable.append`.
    private static let lighter = """
        DROP INDEX events_at;
        DROP INDEX events_kind;
        CREATE INDEX events_kind ON events(kind) WHERE kind <> 'command' AND kind <> 'quantity' AND kind <> 'stop';
        DROP TRIGGER events_follow;
        CREATE TRIGGER events_follow BEFORE INSERT ON events
            WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM events)
            BEGIN SELECT RAISE(FAIL, 'an event follows on the last one'); END;
        """

    /// Times are UTC milliseconds. No row is ever changed or deleted.
    private static let eventsSchema = """
        CREATE TABLE events(
            seq INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            kind TEXT NOT NULL,
            body BLOB NOT NULL,
            hash BLOB NOT NULL
        ) STRICT;
        CREATE INDEX events_at ON events(at);
        CREATE INDEX events_kind ON events(kind);
        CREATE TRIGGER events_stay BEFORE UPDATE ON events
            BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
        CREATE TRIGGER events_last BEFORE DELETE ON events
            BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;
        """

    /// `until_ms`: until when the edit speaks for certain (`StopEntry.until`), by which a window finds it.
    private static let stopEditsSchema = """
        CREATE TABLE stop_edits(
            seq INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            machine TEXT NOT NULL,
            from_ms INTEGER NOT NULL,
            to_ms INTEGER,
            until_ms INTEGER NOT NULL,
            reason TEXT,
            kind TEXT,
            note TEXT,
            cut_ms INTEGER,
            merge INTEGER,
            by TEXT NOT NULL,
            command INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX stop_edits_machine ON stop_edits(machine, until_ms);
        """

    /// REPLACE takes a row away without a word to the triggers of DELETE (sqlite.org/lang_conflict.html, unless
    /// `recursive_triggers` is on, which each connection says for itself): so no row can be put where one is, nor
    /// anywhere but after the last.
    private static let appendOnly = """
        CREATE TRIGGER events_follow BEFORE INSERT ON events
            WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM events)
            BEGIN SELECT RAISE(ABORT, 'an event follows on the last one'); END;
        """

    private static let tablesSchema = """
        CREATE TABLE intervals(
            id INTEGER PRIMARY KEY,
            machine TEXT NOT NULL,
            from_ms INTEGER,
            to_ms INTEGER,
            state TEXT NOT NULL,
            native TEXT,
            why TEXT,
            opened_seq INTEGER NOT NULL,
            closed_seq INTEGER,
            replaced_seq INTEGER
        ) STRICT;
        CREATE INDEX intervals_machine ON intervals(machine, from_ms);
        CREATE INDEX intervals_open ON intervals(machine) WHERE closed_seq IS NULL AND replaced_seq IS NULL;
        CREATE TABLE alarms(
            machine TEXT NOT NULL,
            item TEXT NOT NULL,
            code TEXT NOT NULL,
            level TEXT NOT NULL,
            text TEXT NOT NULL,
            first_ms INTEGER NOT NULL,
            last_ms INTEGER NOT NULL,
            lines INTEGER NOT NULL,
            active INTEGER,
            PRIMARY KEY (machine, item, code)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE counts(
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
        CREATE TABLE meta(key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """
}

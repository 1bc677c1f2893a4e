import GRDB

/// Single numbers of a file that no event says.
enum MetaTable {
    enum Key: String {
        /// The hub was alive then, in UTC milliseconds.
        case aliveAt = "alive_at"
        /// The last entry's seq, by which a journal cut at its end is found.
        case lastSeq = "last_seq"
        /// In the history: the journal's last entry when it was written. A journal that ends before it was cut short.
        case journalSeq = "journal_seq"
        /// How many quarantined messages had to go to make room.
        case quarantineTrimmed = "quarantine_trimmed"
        /// How many cycles, and blocks of slots, had to go because they were too old.
        case cyclesTrimmed = "cycles_trimmed"
        case slotsTrimmed = "slots_trimmed"
        /// The newest block of slots when old ones were last looked for.
        case slotsTrimmedAt = "slots_trimmed_at"
    }

    static func value(_ key: Key, in db: Database) throws -> Int64? {
        let select = try db.cachedStatement(sql: "SELECT value FROM meta WHERE key = ?")
        return try Int64.fetchOne(select, arguments: [key.rawValue])
    }

    static func add(_ count: Int64, to key: Key, in db: Database) throws {
        if count > 0 { try set(key, to: (value(key, in: db) ?? 0) + count, in: db) }
    }

    static func set(_ key: Key, to value: Int64, in db: Database) throws {
        let upsert = try RowStatement("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)", in: db)
        try upsert.run(key.rawValue, value)
    }
}

import GRDB

/// Single numbers of a file that no event says.
enum MetaTable {
    enum Key: String {
        /// The hub was alive then, in UTC milliseconds.
        case aliveAt = "alive_at"
        /// The last entry's seq, by which a journal cut at its end is found.
        case lastSeq = "last_seq"
        /// How many quarantined messages had to go to make room.
        case quarantineTrimmed = "quarantine_trimmed"
    }

    static func value(_ key: Key, in db: Database) throws -> Int64? {
        let select = try db.cachedStatement(sql: "SELECT value FROM meta WHERE key = ?")
        return try Int64.fetchOne(select, arguments: [key.rawValue])
    }

    static func set(_ key: Key, to value: Int64, in db: Database) throws {
        let upsert = try db.cachedStatement(sql: "INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)")
        try upsert.execute(arguments: [key.rawValue, value])
    }
}

import GRDB

extension DatabaseFile {
    /// The triggers and indexes of a database by their names, each with the statement that makes it: what keeps rows as they
    /// were written, and what finds them.
    static func guards(of db: Database, _ schema: String = "main") throws -> [String: String] {
        let made = try GRDB.Row.fetchAll(
            db,
            sql: """
                SELECT name, sql FROM \(schema).sqlite_master WHERE type IN ('trigger', 'index') AND sql IS NOT NULL
                """)
        return Dictionary(made.map { ($0[0] as String, $0[1] as String) }) { first, _ in first }
    }

    /// Those that the migrations make.
    func expectedGuards() throws -> [String: String] { try asMigrated { try Self.guards(of: $0) } }

    /// The names of those that are missing or others than expected, and of triggers that are none of ours: they could
    /// change what is written. Others may have made indexes besides.
    static func wrongGuards(_ found: [String: String], expected: [String: String]) -> [String] {
        let foreign = found.filter { expected[$0.key] == nil && $0.value.hasPrefix("CREATE TRIGGER") }.keys
        return (expected.keys.filter { found[$0] != expected[$0] } + foreign).sorted()
    }

    /// Makes them as the migrations do.
    ///
    /// - Returns: the names of those that were not so, in order.
    func mendGuards(in db: Database) throws -> [String] {
        let (found, expected) = (try Self.guards(of: db), try expectedGuards())
        let wrong = Self.wrongGuards(found, expected: expected)
        for name in wrong {
            if let sql = found[name] {
                let kind = sql.hasPrefix("CREATE TRIGGER") ? "TRIGGER" : "INDEX"
                try db.execute(sql: "DROP \(kind) \(name.quotedDatabaseIdentifier)")
            }
            if let sql = expected[name] { try db.execute(sql: sql) }
        }
        return wrong
    }
}

extension SQLiteStore {
    /// Puts triggers and indexes back as this version of the program makes them.
    ///
    /// - Returns: the names of those that were not so.
    func mendGuards() throws(StoreError) -> [String] {
        let names = try journal.write { try DatabaseFile.journal.mendGuards(in: $0) }
        return try names + history.write { try DatabaseFile.history.mendGuards(in: $0) }
    }
}

import GRDB

/// How many messages were rejected since the store began, by reason.
enum RejectedTable {
    static func set(_ counts: [String: Int64], in db: Database) throws {
        let upsert = try RowStatement("INSERT OR REPLACE INTO rejected(reason, messages) VALUES (?, ?)", in: db)
        for (reason, count) in counts { try upsert.run(reason, count) }
    }

    static func counts(in db: Database) throws -> [String: Int64] {
        let rows = try StoredRow.fetchCursor(db, sql: "SELECT reason, messages FROM rejected")
        return try Dictionary(uniqueKeysWithValues: Array(rows.map { ($0[0] as String, $0[1] as Int64) }))
    }
}

import GRDB

/// A row as SQLite gives it; `Records` has rows of its own.
typealias StoredRow = GRDB.Row

extension Database {
    /// The rows of a question that is asked again and again: SQLite compiles it once a connection, which takes longer than
    /// finding a few rows.
    func rows(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> RowCursor {
        try StoredRow.fetchCursor(cachedStatement(sql: sql), arguments: arguments)
    }

    /// The first of them.
    func row(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> StoredRow? {
        try StoredRow.fetchOne(cachedStatement(sql: sql), arguments: arguments)
    }
}

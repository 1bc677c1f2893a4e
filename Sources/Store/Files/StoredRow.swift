import GRDB

/// A row as SQLite gives it; `Records` has rows of its own.
typealias StoredRow = GRDB.Row

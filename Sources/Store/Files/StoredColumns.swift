import GRDB
import GRDBSQLite

/// The values of the row on which a statement stands, by their places, the first 0. Only within the reading of that row.
///
/// What a value is, its column says, since all tables are STRICT.
struct StoredColumns {
    private let statement: Statement

    init(_ statement: Statement) { self.statement = statement }

    /// nil where it is NULL.
    subscript(place: Int) -> Int64? {
        isNull(place) ? nil : unsafe sqlite3_column_int64(statement.sqliteStatement, CInt(place))
    }

    /// nil where it is NULL.
    subscript(place: Int) -> String? {
        let handle = unsafe statement.sqliteStatement
        guard let text = unsafe sqlite3_column_text(handle, CInt(place)) else { return nil }
        let bytes = unsafe UnsafeBufferPointer(
            start: text, count: Int(sqlite3_column_bytes(handle, CInt(place))))
        return unsafe String(decoding: bytes, as: UTF8.self)
    }

    /// nil where it is NULL.
    subscript(place: Int) -> Bool? { (self[place] as Int64?).map { $0 != 0 } }

    /// Of a column that is never NULL.
    subscript(place: Int) -> Int64 { unsafe sqlite3_column_int64(statement.sqliteStatement, CInt(place)) }

    /// Of a column that is never NULL.
    subscript(place: Int) -> String { (self[place] as String?) ?? "" }

    private func isNull(_ place: Int) -> Bool {
        unsafe sqlite3_column_type(statement.sqliteStatement, CInt(place)) == SQLITE_NULL
    }
}

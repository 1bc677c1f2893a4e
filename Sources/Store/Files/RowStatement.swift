import GRDB
import GRDBSQLite

/// A statement that writes or reads row after row. Values go to SQLite and come from it as they lie in memory: through
/// GRDB's boxes a row took longer to hand over than to write, and a question of few rows longer to ask than to answer
/// (docs/benchmarks.md).
///
/// On its connection's thread alone.
struct RowStatement {
    private let statement: Statement

    /// - Parameter sql: One statement, compiled once a connection, with a question mark for each value.
    init(_ sql: String, in db: Database) throws { statement = try db.cachedStatement(sql: sql) }

    /// Runs it once, with these values in the order of its question marks.
    ///
    /// - Throws: `DatabaseError`; what the statement had done is undone then.
    func run<each Value: BindableValue>(_ values: repeat each Value) throws {
        defer { reset() }
        try bind(repeat each values)
        try require(unsafe sqlite3_step(statement.sqliteStatement), SQLITE_DONE)
    }

    /// Its rows for these values.
    ///
    /// - Throws: `DatabaseError`, and what `read` throws.
    func rows<each Value: BindableValue, Element>(
        _ values: repeat each Value, read: (StoredColumns) throws -> Element
    ) throws -> [Element] {
        var rows: [Element] = []
        try forEach(repeat each values) { columns in
            rows.append(try read(columns))
            return true
        }
        return rows
    }

    /// The same, row by row, while `body` wants more. It must not ask this statement again.
    func forEach<each Value: BindableValue>(
        _ values: repeat each Value, while body: (StoredColumns) throws -> Bool
    ) throws {
        defer { reset() }
        try bind(repeat each values)
        while true {
            let code = unsafe sqlite3_step(statement.sqliteStatement)
            if code == SQLITE_DONE { return }
            try require(code, SQLITE_ROW)
            guard try body(StoredColumns(statement)) else { return }
        }
    }

    private func bind<each Value: BindableValue>(_ values: repeat each Value) throws {
        let handle = unsafe statement.sqliteStatement
        var index: CInt = 0
        for value in repeat each values {
            index += 1
            try require(unsafe value.bind(to: handle, at: index), SQLITE_OK)
        }
    }

    /// Else the next run would begin where this one ended. Its values stay bound, and the next ones take their memory.
    private func reset() { unsafe sqlite3_reset(statement.sqliteStatement) }

    private func require(_ code: CInt, _ wanted: CInt) throws {
        guard code != wanted else { return }
        let message = unsafe sqlite3_errmsg(sqlite3_db_handle(statement.sqliteStatement)).map {
            unsafe String(cString: $0)
        }
        throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: statement.sql)
    }
}

/// What can be a value of a row. SQLite copies it.
protocol BindableValue {
    /// - Returns: SQLite's result code.
    func bind(to statement: OpaquePointer, at index: CInt) -> CInt
}

extension Int64: BindableValue {
    func bind(to statement: OpaquePointer, at index: CInt) -> CInt { unsafe sqlite3_bind_int64(statement, index, self) }
}

extension Int: BindableValue {
    func bind(to statement: OpaquePointer, at index: CInt) -> CInt { unsafe Int64(self).bind(to: statement, at: index) }
}

extension Bool: BindableValue {
    func bind(to statement: OpaquePointer, at index: CInt) -> CInt {
        unsafe sqlite3_bind_int64(statement, index, self ? 1 : 0)
    }
}

extension Double: BindableValue {
    func bind(to statement: OpaquePointer, at index: CInt) -> CInt {
        unsafe sqlite3_bind_double(statement, index, self)
    }
}

extension String: BindableValue {
    func bind(to statement: OpaquePointer, at index: CInt) -> CInt {
        var text = self
        return text.withUTF8 { utf8 in
            unsafe utf8.withMemoryRebound(to: CChar.self) { bytes in
                // An empty text may lie nowhere, and nowhere is NULL.
                guard let start = bytes.baseAddress else {
                    return unsafe sqlite3_bind_text(statement, index, "", 0, copies)
                }
                return unsafe sqlite3_bind_text(statement, index, start, CInt(bytes.count), copies)
            }
        }
    }
}

extension [UInt8]: BindableValue {
    func bind(to statement: OpaquePointer, at index: CInt) -> CInt {
        if isEmpty { return unsafe sqlite3_bind_zeroblob(statement, index, 0) }
        return unsafe sqlite3_bind_blob(statement, index, self, CInt(count), copies)
    }
}

/// nil is NULL.
extension Optional: BindableValue where Wrapped: BindableValue {
    func bind(to statement: OpaquePointer, at index: CInt) -> CInt {
        guard let self else { return unsafe sqlite3_bind_null(statement, index) }
        return unsafe self.bind(to: statement, at: index)
    }
}

/// `SQLITE_TRANSIENT`, a macro that Swift does not see: values are copied before the call returns.
private var copies: sqlite3_destructor_type { unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

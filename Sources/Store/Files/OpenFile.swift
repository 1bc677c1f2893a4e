import GRDB
import GRDBSQLite
import Synchronization

/// One open file of a store: read from any thread, written by one at a time.
///
/// After an I/O error nobody knows what of the last writes is on the disk: a failed `fsync` may have thrown them away and
/// succeed the next time (fsync(2), “Error handling”). So the file is closed and opened anew, and its log copied into it and
/// made durable, before anything is committed again, or found to be there already.
final class OpenFile: Sendable {
    private struct State {
        var reader: any DatabaseReader
        /// nil for a file that is only read.
        var writer: DatabasePool?
        var isDoubtful = false
    }

    private let file: DatabaseFile
    private let folder: String
    private let state: Mutex<State>

    /// Opens or makes the file for its one writing process.
    init(writing file: DatabaseFile, in folder: String) throws(StoreError) {
        let pool = try file.openForWriting(in: folder)
        self.file = file
        self.folder = folder
        state = Mutex(State(reader: pool, writer: pool))
    }

    /// - Throws: `newer`, `damaged` or `unavailable`.
    init(reading file: DatabaseFile, in folder: String) throws(StoreError) {
        let path = file.path(in: folder)
        let missing = StoreError(.damaged, "\(path) is missing or empty; restore a backup.")
        guard DatabaseFile.size(of: path) > 0 else { throw missing }
        let queue = try file.openForReading(in: folder)
        switch try file.inspect(queue, in: folder) {
        case .current: break
        case .absent: throw missing
        case .older:
            throw StoreError(
                .unavailable, "\(path) is of an older version; start its hub once to bring it up.")
        }
        self.file = file
        self.folder = folder
        state = Mutex(State(reader: queue))
    }

    var path: String { file.path(in: folder) }

    /// nil for a file that is only read.
    var writer: DatabasePool? { state.withLock { $0.writer } }

    /// Within another read of the same thread it sees what that one sees.
    func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        let reader = state.withLock { $0.reader }
        return try telling(path) {
            try reader.unsafeReentrantRead { db in
                if db.isInsideTransaction { return try body(db) }
                var value: Value?
                try db.inTransaction(.deferred) {
                    value = try body(db)
                    return .commit
                }
                guard let value else { throw StoreError(.unavailable, "\(path) was not read.") }
                return value
            }
        }
    }

    /// Runs `body` in a transaction that is durable when this returns.
    func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        let pool = try trustedWriter()
        do {
            return try pool.write { db in
                try requireInPlace(db)
                return try body(db)
            }
        } catch {
            if Self.isDoubtful(after: error) { state.withLock { $0.isDoubtful = true } }
            throw StoreError(error, path: path)
        }
    }

    /// What is written to a file that no longer has its name is lost when it is closed.
    private func requireInPlace(_ db: Database) throws(StoreError) {
        var hasMoved: CInt = 0
        let code = unsafe sqlite3_file_control(db.sqliteConnection, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved)
        if code == SQLITE_OK, hasMoved != 0 { throw movedAway }
    }

    private var movedAway: StoreError {
        StoreError(.unavailable, "\(path) was moved or removed; put it back, or stop the hub and restore a backup.")
    }

    func close() {
        let (reader, writer) = state.withLock { ($0.reader, $0.writer) }
        if let writer { DatabaseFile.close(writer) } else { try? reader.close() }
    }

    private func trustedWriter() throws(StoreError) -> DatabasePool {
        let (writer, isDoubtful) = state.withLock { ($0.writer, $0.isDoubtful) }
        guard let writer else { throw StoreError(.unavailable, "\(path) is open for reading only.") }
        guard isDoubtful else { return writer }
        // To open it would make a new one, which nobody asked for.
        guard DatabaseFile.size(of: path) > 0 else { throw movedAway }
        // Before the next is opened: two that write and copy the log can damage a file (see `openForWriting`).
        try? writer.close()
        let pool = try file.openForWriting(in: folder)
        try telling(path) { _ = try pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) } }
        state.withLock { $0 = State(reader: pool, writer: pool) }
        return pool
    }

    /// Whether after this error it is not known what is on the disk. A full disk and a lock are answers, not doubts.
    private static func isDoubtful(after error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return false }
        switch error.resultCode {
        case .SQLITE_FULL, .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_CONSTRAINT, .SQLITE_INTERRUPT: return false
        default: return true
        }
    }
}

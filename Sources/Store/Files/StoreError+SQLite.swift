import GRDB

extension StoreError {
    /// What a failure of SQLite means for the file at `path`.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError: self.init(sqlite: error, path: path)
        default: self.init(.unavailable, "\(path): \(error).")
        }
    }

    private init(sqlite error: DatabaseError, path: String) {
        let words = error.message ?? "\(error.resultCode)"
        switch error.resultCode {
        // SQLite makes room for the index of its log before it reads, and calls it an I/O error where there is none.
        case _ where error.isForWantOfRoom:
            self.init(.unavailable, "\(path) cannot be written: the disk is full; free space on it.")
            isDiskFull = true
        case .SQLITE_READONLY where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK:
            self.init(.unavailable, "\(path) was left in the middle of a change; start its hub once, which undoes it.")
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            self.init(.unavailable, "\(path) cannot be written (\(words)); check who owns it and its rights.")
        case .SQLITE_CANTOPEN:
            self.init(.unavailable, "\(path) cannot be opened (\(words)); check who owns its folder and its rights.")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(.unavailable, "\(path) is in use by another program (\(words)); close that one.")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.init(.damaged, "\(path) is damaged or no store (\(words)); keep the file and restore a backup.")
        default:
            self.init(.unavailable, "\(path) failed (\(error.resultCode.rawValue): \(words)); check the disk.")
        }
    }
}

/// Runs `body`, with every failure told as a `StoreError` about the file at `path`.
func telling<Value>(_ path: String, _ body: () throws -> Value) throws(StoreError) -> Value {
    do { return try body() } catch { throw StoreError(error, path: path) }
}

extension DatabaseError {
    fileprivate var isForWantOfRoom: Bool {
        resultCode == .SQLITE_FULL || extendedResultCode == .SQLITE_IOERR_SHMSIZE
    }
}

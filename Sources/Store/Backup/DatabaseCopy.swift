import Basis
import Foundation
import GRDB

/// Copies a database while others write it.
enum DatabaseCopy {
    /// Pages between two words about how far it is: a megabyte, at SQLite's usual 4 KB a page.
    private static let step: CInt = 256

    /// Copies what `source` sees into a new file, safe against loss of power.
    ///
    /// The caller holds a transaction: without one the copy would begin anew at each commit of the hub, and never end where
    /// it commits more often than it is copied.
    ///
    /// - Parameters:
    ///   - mode: who may read and write it, as far as the account's own mask allows that.
    ///   - progress: called with the pages done and all pages.
    static func write(
        _ source: Database, to path: String, mode: mode_t = 0o644, progress: (_ done: Int, _ all: Int) -> Void
    ) throws {
        _ = unsafe unlink(path)
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failure(path, to: "made") }
        close(descriptor)
        // The transaction's view of the file begins with the first read.
        _ = try Int.fetchOne(source, sql: "SELECT count(*) FROM sqlite_master")
        let copy = try DatabaseQueue(path: path)
        try copy.writeWithoutTransaction { target in
            try withoutActuallyEscaping(progress) { progress in
                try source.backup(to: target, pagesPerStep: step) { state in
                    progress(state.completedPageCount, state.totalPageCount)
                }
            }
            // A file with a log cannot be read where nothing may be written, such as a mounted backup.
            try target.execute(sql: "PRAGMA journal_mode = DELETE")
        }
        try copy.close()
        try sync(path)
    }

    static func sync(_ path: String) throws(StoreError) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(path) }
    }

    /// Names are durable only with their folder.
    static func syncFolder(_ path: String) throws(StoreError) { try sync(path) }

    private static func failure(_ path: String, to done: String = "made durable") -> StoreError {
        StoreError(.unavailable, "\(path) cannot be \(done): \(String(cError: errno)); check the disk.")
    }
}

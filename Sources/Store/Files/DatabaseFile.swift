import Basis
import CSQLite
import Foundation
import GRDB

/// One SQLite file of a store: what it is called, how it is known as ours, and its schema.
struct DatabaseFile: Sendable {
    /// Its name in the store's folder.
    var name: String
    /// SQLite's `application_id`, so that no other program's database is taken for a store.
    var applicationID: Int32
    var migrator: DatabaseMigrator
    /// `mark(of:)` of the tables that the migrations make, so that nobody who only reads has to make them first.
    var schemaMark: String
    /// In bytes, of a file that is made now; one that is there keeps its own.
    var pageSize = 4096

    /// In bytes: as long as a log may become before it is copied into its file, so that a page that changes with each commit
    /// is copied once for many.
    private static let logSize = 8 << 20

    /// What a file looks like before it is opened.
    enum Finding: Hashable {
        /// No file, or one that was never written.
        case absent
        case current
        /// Made by an older version; opening for writing brings it up to date.
        case older
    }

    /// Looks at the file without changing it.
    ///
    /// - Throws: `newer`, `damaged` or `unavailable`.
    func inspect(in folder: String) throws(StoreError) -> Finding {
        guard Self.size(of: path(in: folder)) > 0 else { return .absent }
        return try inspect(try openForReading(in: folder), in: folder)
    }

    /// The same, of one that is open.
    func inspect(_ queue: DatabaseQueue, in folder: String) throws(StoreError) -> Finding {
        let path = path(in: folder)
        return try telling(path) {
            do { return try queue.read { db in try check(db, path: path) } } catch let error as DatabaseError
                where error.resultCode == .SQLITE_ERROR
            {
                // These questions hold for each version's tables.
                throw StoreError(.damaged, "\(path) is damaged (\(error.message ?? "its tables are others")).")
            }
        }
    }

    /// Undoes what was begun without a log and not ended, as where the process went while it turned the log on: only who
    /// may write can, and who may not is refused until then (sqlite.org/lockingv3.html#hot_journals).
    ///
    /// The caller holds the folder alone.
    ///
    /// - Throws: `unavailable`. What is damaged is left to be found.
    func rollBack(in folder: String) throws(StoreError) {
        let path = path(in: folder)
        guard Self.size(of: path + "-journal") > 0 else { return }
        do {
            let queue = try DatabaseQueue(path: path, configuration: Self.configuration(readOnly: false))
            _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
            try queue.close()
        } catch {
            let error = StoreError(error, path: path)
            if error.code != .damaged { throw error }
        }
    }

    /// Opens or creates the file for its one writing process, brings it up to date, and makes every commit durable
    /// against loss of power.
    func openForWriting(in folder: String) throws(StoreError) -> DatabasePool {
        let path = path(in: folder)
        return try telling(path) {
            // One connection of the pool writes and checkpoints: SQLite before 3.51.3 can damage a database where
            // two do (sqlite.org/wal.html#walresetbug).
            var configuration = Self.configuration(readOnly: false)
            configuration.prepareDatabase { [pageSize] in
                try $0.execute(
                    sql: "PRAGMA page_size = \(pageSize); PRAGMA wal_autocheckpoint = \(Self.logSize / pageSize)")
            }
            let pool = try DatabasePool(path: path, configuration: configuration)
            try requireDurableCommits(pool, path: path)
            try migrator.migrate(pool)
            return pool
        }
    }

    /// Closes what was opened for writing, with all that was committed in the file itself as far as nobody reads.
    ///
    /// The last connection of a file copies the log into it, and GRDB closes those last that only read and may not.
    static func close(_ pool: DatabasePool) {
        pool.releaseMemory()
        // What fails now is whole all the same: the log is read at the next start.
        try? pool.close()
    }

    /// Opens the file to read; nothing in it is changed.
    func openForReading(in folder: String) throws(StoreError) -> DatabaseQueue {
        let path = path(in: folder)
        return try telling(path) {
            try DatabaseQueue(path: readingPath(in: folder), configuration: Self.configuration(readOnly: true))
        }
    }

    /// How SQLite is to open the file for reading. In a folder where this account may not write it can make no log to read
    /// by, and refuses; without a log there is nothing in it, and no hub beside, since the folder's lock is held.
    private func readingPath(in folder: String) -> String {
        let path = path(in: folder)
        guard unsafe access(folder, W_OK) != 0, Self.size(of: path + "-wal") == 0 else { return path }
        return address("immutable=1", in: folder) ?? path
    }

    /// How a connection that writes another file is to attach this one, and may only read it.
    func attachingPath(in folder: String) -> String {
        let path = readingPath(in: folder)
        return path == self.path(in: folder) ? address("mode=ro", in: folder) ?? path : path
    }

    private func address(_ options: String, in folder: String) -> String? {
        path(in: folder).addingPercentEncoding(withAllowedCharacters: .urlPathAllowed).map { "file:\($0)?\(options)" }
    }

    func path(in folder: String) -> String { folder + "/" + name }

    private func check(_ db: Database, path: String) throws -> Finding {
        let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0
        if isEmpty { return .absent }
        guard try Int32.fetchOne(db, sql: "PRAGMA application_id") == applicationID else {
            throw StoreError(
                .damaged, "\(path) is a database of another program, no \(name) of a store; name another folder.")
        }
        if try migrator.hasBeenSuperseded(db) {
            throw StoreError(.newer, "\(path) was made by a newer version of floortui; use that version or newer.")
        }
        guard try migrator.hasCompletedMigrations(db) else { return .older }
        // A name of a column that is another is no damage to SQLite, but ends the program that asks for it.
        let found = try Self.schema(of: db)
        guard Self.mark(of: found) != schemaMark else { return .current }
        let missing = try expectedSchema().subtracting(found)
        if let first = missing.sorted().first {
            throw StoreError(.damaged, "\(path) is damaged (there is no \(first.prefix(60))…).")
        }
        return .current
    }

    /// What makes the tables of this version, one statement each; a file may have others besides.
    func expectedSchema() throws -> Set<String> { try asMigrated { try Self.schema(of: $0) } }

    /// Reads an empty database that the migrations have made.
    func asMigrated<Value>(_ body: (Database) throws -> Value) throws -> Value {
        let model = try DatabaseQueue()
        try migrator.migrate(model)
        return try model.read(body)
    }

    /// A digest of the statements in the order of their letters; empty where libcrypto refuses.
    static func mark(of schema: Set<String>) -> String {
        let text = schema.sorted().joined(separator: ";\n")
        return Digest.sha256(Array(text.utf8)).map { Digest.hex($0) } ?? ""
    }

    private static func schema(of db: Database) throws -> Set<String> {
        try String.fetchSet(db, sql: "SELECT sql FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL")
    }

    /// Makes every commit durable against loss of power, or throws: a commit needs the log for that, and `synchronous` FULL.
    ///
    /// GRDB sets the latter to NORMAL while it opens a pool, and takes SQLite's word for the former before the log is on the
    /// disk (`Database.setUpWALMode`): where that fails, the file is left without. So both are read back.
    private func requireDurableCommits(_ pool: DatabasePool, path: String) throws {
        let (mode, level) = try pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            return (
                try String.fetchOne(db, sql: "PRAGMA journal_mode"), try Int.fetchOne(db, sql: "PRAGMA synchronous")
            )
        }
        guard mode == "wal", level == 2 else {
            throw StoreError(
                .unavailable,
                "\(path) cannot be made safe against loss of power (journal_mode is \(mode ?? "unknown"), synchronous "
                    + "\(level ?? 0)); start again, and check the disk where it stays so.")
        }
    }

    /// Whether SQLite allocates without counting, which it is asked once, before it opens a database; else it is slower alone.
    private static let isUncounted = csqlite_forgo_memory_statistics() == 0

    private static func configuration(readOnly: Bool) -> Configuration {
        _ = isUncounted
        var configuration = Configuration()
        configuration.label = "store"
        configuration.readonly = readOnly
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 3
        return configuration
    }

    /// In bytes; 0 where there is no file.
    static func size(of path: String) -> Int64 {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? Int64(status.st_size) : 0
    }
}

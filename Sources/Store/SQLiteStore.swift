import Basis
import Foundation
import GRDB
import Synchronization

/// The store in one folder: `journal.sqlite`, `history.sqlite`, and `hub.lock` by which one hub holds it.
///
/// Safe from any thread; it blocks on the disk, so no screen calls it. It is closed when its last reference goes.
package final class SQLiteStore: RecordStore {
    /// The folder as it was given.
    package let folder: String
    let journal: OpenFile
    let history: OpenFile
    private let lock: FolderLock?
    /// The number of the newest entry that this store has written, and of the newest that the history knows of.
    let written = Mutex((entry: Int64(0), known: Int64(0)))

    /// Opens the folder's store for its hub, and makes folder and files where there are none.
    ///
    /// A missing history beside a journal is begun anew: its statistics then count from now.
    ///
    /// - Throws: `held`, `newer`, `damaged` or `unavailable`; nothing was changed then.
    package convenience init(writing folder: String) throws(StoreError) {
        try Self.makeFolder(folder)
        try self.init(folder, FolderLock(folder: folder, hold: .alone))
    }

    /// The same, of a folder that is there and held.
    ///
    /// - Parameters:
    ///   - isLossTold: A journal that is lost is begun anew, since whoever opens has told it.
    ///   - telling: is told, in a sentence, what takes long before it begins.
    init(
        _ folder: String, _ lock: consuming FolderLock, isLossTold: Bool = false,
        telling: (String) -> Void = { _ in }
    ) throws(StoreError) {
        for file in [DatabaseFile.journal, .history] { try file.rollBack(in: folder) }
        let journalFound = try DatabaseFile.journal.inspect(in: folder)
        let historyFound = try DatabaseFile.history.inspect(in: folder)
        // The journal is made first, so a history alone shows that the journal was lost.
        if journalFound == .absent, historyFound != .absent, !isLossTold { throw Self.journalLost(folder) }
        for (file, found) in [(DatabaseFile.journal, journalFound), (.history, historyFound)] where found == .older {
            let path = file.path(in: folder)
            telling("\(path) is of an older version and is brought up to date; of years that takes minutes.")
        }
        journal = try OpenFile(writing: .journal, in: folder)
        history = try OpenFile(writing: .history, in: folder)
        self.folder = folder
        self.lock = consume lock
    }

    /// Opens the folder's store to read it; while it is open, no hub can take it.
    ///
    /// - Parameter besideHub: Reads also while a hub holds the store, as verifying and backing up may.
    /// - Throws: `held`, `missing`, `newer`, `damaged` or `unavailable`.
    package init(reading folder: String, besideHub: Bool = false) throws(StoreError) {
        guard FileManager.default.fileExists(atPath: DatabaseFile.journal.path(in: folder)) else {
            throw StoreError(.missing, "There is no store in \(folder); name the folder of a hub.")
        }
        let lock = besideHub ? nil : try FolderLock(folder: folder, hold: .shared)
        journal = try OpenFile(reading: .journal, in: folder)
        history = try OpenFile(reading: .history, in: folder)
        self.folder = folder
        self.lock = consume lock
    }

    deinit {
        // Before the lock goes. A file that fails to close now is whole all the same: its log is read at the next start.
        history.close()
        journal.close()
    }

    func readJournal<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value { try journal.read(body) }

    func readHistory<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value { try history.read(body) }

    /// Makes the folder and those above it, with these rights, where they are not there.
    static func makeFolder(_ folder: String, mode: mode_t = 0o777) throws(StoreError) {
        var path = folder.hasPrefix("/") ? "" : "."
        // Step by step: Foundation's own words for why it could not are a number, or that a file is not there.
        for part in folder.split(separator: "/") {
            path += "/" + part
            guard unsafe mkdir(path, mode) != 0, errno != EEXIST else { continue }
            throw StoreError(
                .unavailable,
                "The folder \(folder) cannot be made: \(String(cError: errno)). Name one where this account may write.")
        }
    }

    private static func journalLost(_ folder: String) -> StoreError {
        StoreError(
            .damaged,
            "\(DatabaseFile.journal.path(in: folder)) is missing or empty, but its history is there; restore a backup.")
    }
}

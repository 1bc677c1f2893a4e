import Basis
import Dispatch
import Foundation
import GRDB

/// Looks whether a file of a store is whole, before it is trusted.
struct FileCheck {
    let file: DatabaseFile
    let folder: String

    enum Outcome: Hashable {
        /// No file, or one that was never written.
        case absent
        case sound
        /// Nothing was found in the time that was given.
        case unfinished
        /// Why.
        case damaged(String)
    }

    /// Looks at header, owner, version and schema, then with SQLite at every page, as far as the time allows.
    ///
    /// - Throws: `newer`, or `unavailable` where the file cannot be read for a reason that is not in it.
    func run(within limit: Duration) throws(StoreError) -> Outcome {
        do {
            try checkHeader()
            if try file.inspect(in: folder) == .absent { return .absent }
            return try isWhole(within: limit) ? .sound : .unfinished
        } catch {
            guard error.code == .damaged else { throw error }
            return .damaged(error.description)
        }
    }

    private func checkHeader() throws(StoreError) {
        let path = file.path(in: folder)
        // What SQLite has in its log stands in place of the header.
        guard DatabaseFile.size(of: path + "-wal") == 0, let fault = FileHeader.fault(of: path) else { return }
        throw StoreError(.damaged, "\(path) is damaged (\(fault)).")
    }

    /// `PRAGMA integrity_check`, not `quick_check`: an index that does not fit its table shows no rows where there are
    /// some, and no error.
    ///
    /// - Returns: false where the time was too short.
    /// - Throws: `damaged` with the first thing that is wrong.
    func isWhole(within limit: Duration) throws(StoreError) -> Bool {
        let path = file.path(in: folder)
        let queue = try file.openForReading(in: folder)
        // Weakly: a cancelled alarm is kept until its time, and would keep the file open.
        let alarm = DispatchWorkItem { [weak queue] in queue?.interrupt() }
        let end = DispatchTime.now() + .milliseconds(Int(limit.wholeMilliseconds))
        DispatchQueue.global(qos: .userInitiated).asyncAfter(deadline: end, execute: alarm)
        defer { alarm.cancel() }
        do {
            let words = try queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check(1)") }
            guard words == "ok" else {
                throw StoreError(.damaged, "\(path) is damaged (\(words ?? "nothing could be checked")).")
            }
            return true
        } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
            return false
        } catch {
            throw StoreError(error, path: path)
        }
    }
}

import Basis
import Foundation

/// Puts a damaged file out of the way under a dated name, with what SQLite keeps beside it: nothing of it is changed, so
/// that whoever can read it may.
enum SetAside {
    /// - Returns: the new name, such as `journal.sqlite.damaged-2026-11-28T173600Z`; nil where there was no file.
    /// - Throws: `unavailable` where it cannot be renamed.
    static func move(_ file: DatabaseFile, in folder: String, at now: Instant) throws(StoreError) -> String? {
        let name = free(file.name + ".damaged-" + stamp(now), in: folder)
        var isThere = false
        for suffix in ["-journal", "-wal", "-shm", ""] {
            let from = file.path(in: folder) + suffix
            guard FileManager.default.fileExists(atPath: from) else { continue }
            guard unsafe rename(from, "\(folder)/\(name)\(suffix)") == 0 else {
                throw StoreError(
                    .unavailable,
                    "\(from) is damaged and cannot be set aside: \(String(cError: errno)); move it away by hand.")
            }
            if suffix.isEmpty { isThere = true }
        }
        return isThere ? name : nil
    }

    /// A moment in names of files: colons are none in some systems.
    static func stamp(_ now: Instant) -> String {
        ISO8601.format(now).prefix(19).filter { $0 != ":" } + "Z"
    }

    private static func free(_ name: String, in folder: String) -> String {
        let names = [name] + (2..<1000).map { "\(name)-\($0)" }
        return names.first { !FileManager.default.fileExists(atPath: "\(folder)/\($0)") } ?? name
    }
}

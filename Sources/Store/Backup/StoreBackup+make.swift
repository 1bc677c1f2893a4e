package import Basis
import Foundation
import GRDB

extension StoreBackup {
    /// Copies a store, also while its hub writes it.
    ///
    /// The history first, then the journal: a hub commits the journal first, so the copy of the journal knows all that the
    /// copy of the history does. What was made is checked before it gets its name; under that name it is whole.
    ///
    /// - Parameters:
    ///   - target: a folder that is not there yet, or one in which a dated one is made.
    ///   - version: of this program.
    ///   - progress: called now and then with the share that is done, 0…1.
    /// - Throws: `missing`, `damaged`, `newer` or `unavailable`; nothing stands at `target` then.
    package static func make(
        of store: String, to target: String, version: String, now: Instant, progress: (Double) -> Void
    ) throws(StoreError) -> StoreBackup {
        let path = try free(target, now)
        let part = "\(path).part-\(getpid())"
        try SQLiteStore.makeFolder(part)
        do throws(StoreError) {
            var backup = try copy(store, to: part, version: version, now: now, progress)
            try backup.verify()
            guard unsafe rename(part, path) == 0 else {
                throw StoreError(.unavailable, "\(path) cannot be made: \(String(cError: errno)).")
            }
            try DatabaseCopy.syncFolder(parent(of: path))
            backup = try StoreBackup(reading: path)
            return backup
        } catch {
            try? FileManager.default.removeItem(atPath: part)
            throw error
        }
    }

    /// Makes a store of the backup, in a folder where there is none.
    ///
    /// - Throws: `held`; `unavailable` where there is a store already; what `verify` throws.
    package func restore(to store: String) throws(StoreError) {
        try verify()
        try SQLiteStore.makeFolder(store)
        let lock = try FolderLock(folder: store, hold: .alone)
        for file in [DatabaseFile.journal, .history]
        where FileManager.default.fileExists(atPath: file.path(in: store)) {
            throw StoreError(
                .unavailable,
                "There is \(file.name) in \(store) already; name an empty folder, or move that store away first.")
        }
        // The journal last: a folder with it is a store.
        try copy(.history, to: store)
        try copy(.journal, to: store)
        _ = consume lock
    }

    private static func copy(
        _ store: String, to part: String, version: String, now: Instant, _ progress: (Double) -> Void
    ) throws(StoreError) -> StoreBackup {
        let source = try SQLiteStore(reading: store, besideHub: true)
        let files: [(OpenFile, String)] = [
            (source.history, DatabaseFile.history.path(in: part)),
            (source.journal, DatabaseFile.journal.path(in: part)),
        ]
        for (index, (file, path)) in files.enumerated() {
            try file.read { db in
                // What people wrote is in it, and it is made to be carried away.
                try DatabaseCopy.write(db, to: path, mode: 0o600) { done, all in
                    progress((Double(index) + Double(done) / Double(max(all, 1))) / Double(files.count))
                }
            }
        }
        let head = try SQLiteStore(reading: part, besideHub: true).anchor(at: now)
        let backup = StoreBackup(
            folder: part, at: now, seq: head?.seq ?? 0, hash: head?.hash ?? "", version: version)
        try backup.writeManifest()
        return backup
    }

    private func writeManifest() throws(StoreError) {
        var json = JSONWriter()
        json.object { json in
            json.member("at", ISO8601.format(at))
            json.member("seq", seq)
            json.member("hash", hash)
            json.member("version", version)
        }
        let path = folder + "/" + Self.manifest
        do { try Data(json.bytes + [UInt8(ascii: "\n")]).write(to: URL(fileURLWithPath: path)) } catch {
            throw StoreError(.unavailable, "\(path) cannot be written: \(error.localizedDescription)")
        }
        try DatabaseCopy.sync(path)
        try DatabaseCopy.syncFolder(folder)
    }

    /// The folder that the backup gets: nothing is ever written over.
    private static func free(_ target: String, _ now: Instant) throws(StoreError) -> String {
        var isFolder = ObjCBool(false)
        guard unsafe FileManager.default.fileExists(atPath: target, isDirectory: &isFolder) else { return target }
        let path = "\(target)/floortui-\(SetAside.stamp(now))"
        guard isFolder.boolValue, !FileManager.default.fileExists(atPath: "\(target)/\(manifest)"),
            !FileManager.default.fileExists(atPath: path)
        else {
            throw StoreError(
                .unavailable, "\(target) is there already, and nothing is written over; give another name.")
        }
        return path
    }

    private static func parent(of path: String) -> String {
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
        return parent.isEmpty ? "." : parent
    }
}

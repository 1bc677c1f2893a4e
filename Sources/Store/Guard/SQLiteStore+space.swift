import Foundation

extension SQLiteStore {
    /// Looks at files and disk; nil where the system does not say. Blocks as long as the disk does.
    package func space(limit: Int64?) -> StoreSpace? {
        var disk = statvfs()
        guard unsafe statvfs(folder, &disk) == 0 else { return nil }
        let free = Int64(clamping: UInt64(disk.f_bavail) &* UInt64(disk.f_frsize))
        let used = [DatabaseFile.journal, .history].flatMap { file in
            ["", "-wal", "-shm"].map { DatabaseFile.size(of: file.path(in: folder) + $0) }
        }
        return StoreSpace(used: used.reduce(0, +), free: free, limit: limit)
    }
}

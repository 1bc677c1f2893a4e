import Basis
import Glibc
import Store

/// Looks at a store; nothing in it is changed, and a hub may work on it meanwhile.
enum StoreProbe {
    static func facts(_ folder: String) -> StoreFacts {
        var facts = StoreFacts(folder: folder)
        facts.problems = SQLiteStore.problems(in: folder)
        do throws(StoreError) {
            let store = try SQLiteStore(reading: folder, besideHub: true)
            facts.isHeld = isHeld(folder)
            facts.chain = try store.verifyChain()
        } catch {
            facts.fault = error
            // Without a folder there is no disk to look at.
            if error.code == .missing, access(folder, F_OK) != 0 { return facts }
        }
        var disk = statvfs()
        if statvfs(folder, &disk) == 0 { facts.free = Int64(clamping: UInt64(disk.f_bavail) * UInt64(disk.f_frsize)) }
        facts.durable = write(in: folder)
        return facts
    }

    private static func isHeld(_ folder: String) -> Bool {
        do throws(StoreError) {
            _ = try SQLiteStore(reading: folder)
            return false
        } catch {
            return error.code == .held
        }
    }

    /// Writes a page to a file of its own beside the databases, with fsync, and takes it away again.
    private static func write(in folder: String) -> Result<Duration, StoreFacts.WriteFault> {
        let path = "\(folder)/.doctor-\(getpid())"
        func failed() -> Result<Duration, StoreFacts.WriteFault> {
            .failure(StoreFacts.WriteFault(words: String(cError: errno)))
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return failed() }
        defer {
            close(descriptor)
            unlink(path)
        }
        let page = [UInt8](repeating: 0, count: 4096)
        let start = ContinuousClock.now
        guard Glibc.write(descriptor, page, page.count) == page.count, fsync(descriptor) == 0 else { return failed() }
        return .success(ContinuousClock.now - start)
    }
}

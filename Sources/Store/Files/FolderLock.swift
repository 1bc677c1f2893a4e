import Basis
import Foundation

/// The hold on a folder, by `flock` on a file in it; it ends with this value, or with the process.
///
/// One process holds it alone to write, or several share it to read. The file's content, the holder's process id, is
/// for people only.
struct FolderLock: ~Copyable {
    enum Hold {
        case alone
        case shared
    }

    /// Of a hub's store.
    static let hub = "hub.lock"
    /// Of a terminal's state.
    static let terminal = "terminal.lock"

    private let descriptor: Int32

    /// - Throws: `held` at once when another process holds the folder; it never waits.
    init(folder: String, file: String = Self.hub, hold: Hold) throws(StoreError) {
        let path = folder + "/" + file
        // Not inherited by child processes, which would go on holding the folder; and no link to a file elsewhere.
        var descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        // Who may not write may read, and holds what he reads all the same.
        if descriptor < 0, hold == .shared, [EACCES, EPERM, EROFS].contains(errno) {
            descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
            if descriptor < 0, errno == ENOENT {
                // No hub was ever there, and none can come without making it.
                self.descriptor = -1
                return
            }
        }
        guard descriptor >= 0 else {
            throw StoreError(
                .unavailable,
                "\(path) cannot be opened: \(String(cError: errno)); let this account read and write the folder.")
        }
        guard flock(descriptor, (hold == .alone ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0 else {
            let reason = errno
            let holder = reason == EWOULDBLOCK ? Self.holder(descriptor) : nil
            close(descriptor)
            guard reason == EWOULDBLOCK else {
                throw StoreError(
                    .unavailable, "\(path) cannot be locked: \(String(cError: reason)); use a folder on a local disk.")
            }
            throw StoreError(.held, Self.sentence(folder: folder, holder: holder))
        }
        self.descriptor = descriptor
        if hold == .alone { Self.sign(descriptor) }
    }

    deinit {
        // Between the start of a child process and its program the child has the descriptor too, and closing this one alone
        // would leave the folder held for that moment.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private static func sentence(folder: String, holder: String?) -> String {
        let who = holder.map { "process \($0)" } ?? "another process"
        return "The store in \(folder) is held by \(who); stop that one first, or ask the hub that runs there."
    }

    private static func sign(_ descriptor: Int32) {
        let text = Array("\(getpid())\n".utf8)
        // The lock holds without it, so a failure here changes nothing.
        guard ftruncate(descriptor, 0) == 0 else { return }
        _ = unsafe text.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    private static func holder(_ descriptor: Int32) -> String? {
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe pread(descriptor, $0.baseAddress, $0.count, 0) }
        guard count > 0 else { return nil }
        let digits = bytes.prefix(count).prefix { UInt8(ascii: "0") <= $0 && $0 <= UInt8(ascii: "9") }
        return digits.isEmpty ? nil : String(decoding: digits, as: UTF8.self)
    }
}

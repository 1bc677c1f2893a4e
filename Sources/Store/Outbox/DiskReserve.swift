import Foundation

/// Space on the disk that is held for the day when it is full: given free, it has room for the form that is open then.
struct DiskReserve: Sendable {
    /// The largest command four times over, with what SQLite's log and tables need for it.
    static let size = 256 << 10

    private let path: String

    init(in folder: String) { path = folder + "/outbox.reserve" }

    /// Whether the space is held.
    var isHeld: Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0 && status.st_size >= Self.size
    }

    /// Holds the space again where there is so much; returns whether it is held.
    func hold() -> Bool {
        if isHeld { return true }
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        // A hole in a file would hold nothing.
        guard posix_fallocate(descriptor, 0, off_t(Self.size)) == 0 else {
            release()
            return false
        }
        return true
    }

    /// Gives the space free; returns whether there was any.
    @discardableResult
    func release() -> Bool {
        let wasHeld = isHeld
        return unsafe unlink(path) == 0 && wasHeld
    }
}

import Basis
import Foundation

/// The temporary folder of one demo. It goes with the demo; where a demo was killed, the next one takes its folder away.
///
/// A living demo holds a lock in its folder, which the kernel gives back however the demo ends: unlike the number of a
/// process, it cannot come to mean another one.
final class DemoFolder: Sendable {
    let path: String
    private let lock: CInt

    private static let prefix = "floortui-demo-"
    private static let lockName = "demo.lock"

    /// Makes a folder, and clears what dead demos left behind.
    init() throws(CommandFailure) {
        let place = FileManager.default.temporaryDirectory.path
        Self.clearLeftovers(in: place)
        var template = Array((place + "/\(Self.prefix)XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw Self.failure(place) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // Locked before it has its name: nobody sees an open lock of a living demo.
        let made = path + "/new.lock"
        lock = open(made, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0, rename(made, path + "/\(Self.lockName)") == 0 else {
            let failure = Self.failure(path)
            remove()
            throw failure
        }
    }

    /// Takes it away with all that is in it.
    func remove() {
        try? FileManager.default.removeItem(atPath: path)
        if lock >= 0 { close(lock) }
    }

    private static func failure(_ place: String) -> CommandFailure {
        let why = String(cError: errno)
        return CommandFailure(.failed, "the demo can make no folder in \(place): \(why); set TMPDIR to where it can")
    }

    /// Folders of demos of this user that live no more. What cannot be cleared waits for the next demo.
    static func clearLeftovers(in place: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
        for name in names where name.hasPrefix(prefix) { clear("\(place)/\(name)") }
    }

    private static func clear(_ folder: String) {
        guard isOurs(folder, S_IFDIR) else { return }
        let path = folder + "/\(lockName)"
        let lock = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        guard lock >= 0 else { return }
        defer { close(lock) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { return }
        // The lock last: programs of the dead demo that are still ending may write once more, and then the next demo
        // must find it.
        func others() -> [String]? {
            (try? FileManager.default.contentsOfDirectory(atPath: folder))?.filter { $0 != lockName }
        }
        for name in others() ?? [] { try? FileManager.default.removeItem(atPath: "\(folder)/\(name)") }
        if others() == [] { try? FileManager.default.removeItem(atPath: folder) }
    }

    /// Whether it is of this user and of that kind itself, not a link to one.
    private static func isOurs(_ path: String, _ kind: mode_t) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == kind && status.st_uid == geteuid()
    }
}

import Basis
import Foundation

/// The state of one terminal on this machine: the folder `terminal-N`, held by one dashboard at a time.
package final class TerminalFolder: Sendable {
    package let path: String
    /// Names this terminal in topics and to people, as long as the folder lives.
    package let id: String
    /// Whether it had an outbox before this program took it.
    let hasServed: Bool
    private let lock: FolderLock

    private static let prefix = "terminal-"
    /// More dashboards of one account at a time than a plant has terminals.
    private static let most = 500

    /// Takes the first folder that nobody holds, and makes one where all are held: the one that was left behind is used
    /// again.
    ///
    /// - Parameter base: where the folders of this account lie; made where it is not there.
    /// - Throws: `unavailable`, with what to do.
    package convenience init(in base: String) throws(StoreError) {
        try SQLiteStore.makeFolder(base, mode: 0o700)
        for number in 1...Self.most {
            let path = "\(base)/\(Self.prefix)\(number)"
            do {
                try SQLiteStore.makeFolder(path, mode: 0o700)
                try self.init(taking: path)
                return
            } catch {
                guard error.code == .held else { throw error }
            }
        }
        throw StoreError(.unavailable, "All \(Self.most) terminals in \(base) are in use; leave some.")
    }

    private init(taking path: String) throws(StoreError) {
        guard Self.isOurs(path) else {
            throw StoreError(.unavailable, "\(path) is no folder of this account; move it away.")
        }
        lock = try FolderLock(folder: path, file: FolderLock.terminal, hold: .alone)
        self.path = path
        let known = Self.readID(path)
        hasServed = known != nil
        id = known ?? "t-" + String(UInt64.random(in: .min ... .max), radix: 36)
    }

    /// The other folders of `base` that nobody holds: their dashboards are gone. They are held from then on.
    ///
    /// - Parameter fault: called for each that cannot be taken, with why.
    package func abandoned(in base: String, fault: (StoreError) -> Void) -> [TerminalFolder] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: base)) ?? []
        return names.sorted().compactMap { name in
            let path = "\(base)/\(name)"
            guard name.hasPrefix(Self.prefix), Int(name.dropFirst(Self.prefix.count)) != nil, path != self.path,
                Self.readID(path) != nil
            else { return nil }
            do throws(StoreError) { return try TerminalFolder(taking: path) } catch {
                // Its dashboard runs.
                if error.code != .held { fault(error) }
                return nil
            }
        }
    }

    /// Its outbox was opened: from now on one that is not there was lost.
    func noteServed() throws(StoreError) {
        if hasServed { return }
        let path = path + "/terminal.id"
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw StoreError(writing: path, errno) }
        defer { close(descriptor) }
        let bytes = Array((id + "\n").utf8)
        let written = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        guard written == bytes.count, fsync(descriptor) == 0 else { throw StoreError(writing: path, errno) }
    }

    /// nil where there is none, or something else than an id.
    private static func readID(_ folder: String) -> String? {
        let descriptor = unsafe open(folder + "/terminal.id", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: TopicID.maximumLength + 2)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
        let id = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).trimmingBlanks
        return TopicID.isValid(id) ? id : nil
    }

    /// Whether it is a folder of this account itself, not a link to one.
    private static func isOurs(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid()
    }
}

extension StoreError {
    fileprivate init(writing path: String, _ code: Int32) {
        self.init(.unavailable, "\(path) cannot be written: \(String(cError: code)).")
        isDiskFull = code == ENOSPC || code == EDQUOT
    }
}

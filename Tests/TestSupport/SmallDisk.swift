import DemoPlant
import Foundation
import Glibc

/// A file system of its own in memory, of so many megabytes; gone with the last reference.
package final class SmallDisk {
    package let path: String

    /// Whether this account may mount one: without that right what needs one is skipped, and says so.
    package static let canMount: Bool = {
        guard geteuid() == 0, let folder = try? TemporaryFolder(), let disk = try? SmallDisk(folder.path, megabytes: 1)
        else { return false }
        return withExtendedLifetime(disk) { true }
    }()

    package init(_ path: String, megabytes: Int) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard try Shell.run("mount", ["-t", "tmpfs", "-o", "size=\(megabytes)m", "none", path]) == 0 else {
            throw ChildProcess.Failure("no right to mount")
        }
    }

    deinit { _ = try? Shell.run("umount", ["-l", path]) }

    package func resize(megabytes: Int) throws {
        guard try Shell.run("mount", ["-o", "remount,size=\(megabytes)m", path]) == 0 else {
            throw ChildProcess.Failure("the disk of \(path) does not grow")
        }
    }

    private var filler: String { path + "/filler" }

    /// Takes all the room that is left.
    package func fill() {
        let descriptor = open(filler, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        defer { close(descriptor) }
        let page = [UInt8](repeating: 0, count: 4096)
        while page.withUnsafeBytes({ write(descriptor, $0.baseAddress, $0.count) }) > 0 {}
    }

    /// Gives back what `fill` took.
    package func free() { unlink(filler) }
}

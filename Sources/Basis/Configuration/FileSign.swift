import Glibc

/// By what a file that was changed is known, without reading it.
package struct FileSign: Hashable, Sendable {
    private var device: UInt64
    private var number: UInt64
    private var size: Int64
    private var seconds: Int
    private var nanoseconds: Int

    /// Follows links, so that a link that points elsewhere is seen. nil for a file that is not there.
    package init?(path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        device = UInt64(status.st_dev)
        number = UInt64(status.st_ino)
        size = Int64(status.st_size)
        seconds = status.st_mtim.tv_sec
        nanoseconds = status.st_mtim.tv_nsec
    }

    package init(number: UInt64, size: Int64, seconds: Int) {
        (device, nanoseconds) = (0, 0)
        (self.number, self.size, self.seconds) = (number, size, seconds)
    }
}

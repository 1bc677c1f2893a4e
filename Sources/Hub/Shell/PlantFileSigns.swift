import Glibc

/// Tells when files have changed and are whole again, from what the file system says of them at each look.
///
/// Editors and copies write in steps: a change counts once two looks in a row find the same.
struct PlantFileSigns {
    /// What the file system says of a file; nil for one that is not there.
    struct Sign: Hashable {
        var device: UInt64
        var number: UInt64
        var size: Int64
        var seconds: Int
        var nanoseconds: Int

        /// Follows links, so that a link that points elsewhere is seen.
        init?(path: String) {
            var status = stat()
            guard unsafe stat(path, &status) == 0 else { return nil }
            device = UInt64(status.st_dev)
            number = UInt64(status.st_ino)
            size = Int64(status.st_size)
            seconds = status.st_mtim.tv_sec
            nanoseconds = status.st_mtim.tv_nsec
        }

        init(number: UInt64, size: Int64, seconds: Int) {
            (device, nanoseconds) = (0, 0)
            (self.number, self.size, self.seconds) = (number, size, seconds)
        }
    }

    /// As they were when the files were read last; nil: never.
    private var read: [Sign?]?
    private var last: [Sign?]?

    /// Whether the files are to be read: they are not as they were then, and the same as at the look before.
    mutating func look(_ now: [Sign?]) -> Bool {
        defer { last = now }
        return now != read && now == last
    }

    /// They are being read as `now` says.
    mutating func reading(_ now: [Sign?]) { (read, last) = (now, now) }
}

import Basis
import Glibc

/// Waits for file descriptors.
enum Poll {
    /// Waits until one of them is readable, or `timeout` has passed. Which are readable, in their order.
    static func wait(_ descriptors: [CInt], timeout: Duration) -> [Bool] {
        var entries = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        // Rounded up: a wait must not end just before its deadline.
        let milliseconds = min(timeout.wholeMilliseconds + 1, 60_000)
        let ready = unsafe poll(&entries, nfds_t(entries.count), CInt(milliseconds))
        guard ready > 0 else { return descriptors.map { _ in false } }
        return entries.map { $0.revents != 0 }
    }
}

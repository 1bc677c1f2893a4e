import Basis
import CMosquitto
import Glibc

/// Wakes a thread that waits in `poll()`: readable while signalled. It counts nothing; signalling twice is signalling once.
package struct WakeEvent: ~Copyable, Sendable {
    /// To wait on with `poll()`, together with others. Closed with this value.
    package let descriptor: CInt

    /// Throws when the process has no file descriptors left.
    package init() throws(ConnectionError) {
        descriptor = cmosq_event_make()
        guard descriptor >= 0 else {
            throw ConnectionError("no eventfd: \(String(cError: errno)); raise the limit of open files")
        }
    }

    deinit { close(descriptor) }

    /// From any thread.
    package func signal() { cmosq_event_signal(descriptor) }

    /// Back to not signalled.
    package func clear() { cmosq_event_clear(descriptor) }

    /// Waits without clearing. False when `timeout` passed first.
    package func wait(within timeout: Duration) -> Bool {
        let end = ContinuousClock.now + timeout
        repeat {
            var one = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = unsafe poll(&one, 1, CInt(clampingMilliseconds: end - .now))
            if ready > 0 { return true }
        } while ContinuousClock.now < end
        return false
    }
}

extension CInt {
    /// For `poll()`: rounded up, so that a wait never ends just before its deadline; not negative.
    init(clampingMilliseconds duration: Duration) {
        let (seconds, attoseconds) = duration.components
        guard seconds >= 0, attoseconds >= 0 else {
            self = 0
            return
        }
        self = CInt(Swift.min(seconds, 1_000_000) * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}

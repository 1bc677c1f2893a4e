import Glibc
package import Telemetry

/// INT, TERM and HUP as an event that a thread can wait for together with others.
///
/// Make it before any thread starts: threads inherit the mask, and a signal that one of them takes would end the program.
package final class StopSignals: Sendable {
    private let received: WakeEvent

    /// Readable once one of them came; stays so.
    package var descriptor: CInt { received.descriptor }

    /// - Throws: when the process has no descriptors or threads left.
    package init() throws(ConnectionError) {
        received = try WakeEvent()
        var mask = Self.mask
        unsafe pthread_sigmask(SIG_BLOCK, &mask, nil)
        // It never ends, and keeps this alive.
        try NamedThread.start("signals") { [self] in
            var mask = Self.mask
            var signal: CInt = 0
            while unsafe sigwait(&mask, &signal) == 0 { received.signal() }
        }
    }

    private static var mask: sigset_t {
        var mask = sigset_t()
        unsafe sigemptyset(&mask)
        for signal in [SIGINT, SIGTERM, SIGHUP] { unsafe sigaddset(&mask, signal) }
        return mask
    }

    /// Waits for one of them. False when `timeout` passed first.
    package func wait(within timeout: Duration) -> Bool { received.wait(within: timeout) }
}

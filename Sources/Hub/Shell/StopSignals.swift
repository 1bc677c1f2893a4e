import Glibc
package import Telemetry

/// INT, TERM and HUP as events that a thread can wait for together with others.
///
/// Make it before any thread starts: threads inherit the mask, and a signal that one of them takes would end the program.
package final class StopSignals: Sendable {
    /// What HUP means.
    package enum Hangup: Sendable {
        /// The terminal is gone: an end like the others.
        case stops
        /// Read the configuration anew, as services do.
        case reloads
    }

    private let stop: WakeEvent
    private let reload: WakeEvent

    /// Readable once one came that ends the program; stays so.
    package var descriptor: CInt { stop.descriptor }

    /// Readable once HUP came, where that means to reload, until `clearReload`.
    package var reloadDescriptor: CInt { reload.descriptor }

    /// - Throws: when the process has no descriptors or threads left.
    package init(hangup: Hangup = .stops) throws(ConnectionError) {
        stop = try WakeEvent()
        reload = try WakeEvent()
        var mask = Self.mask
        unsafe pthread_sigmask(SIG_BLOCK, &mask, nil)
        // It never ends, and keeps this alive.
        try NamedThread.start("signals") { [self] in
            var mask = Self.mask
            var signal: CInt = 0
            while unsafe sigwait(&mask, &signal) == 0 {
                if signal == SIGHUP, hangup == .reloads { reload.signal() } else { stop.signal() }
            }
        }
    }

    private static var mask: sigset_t {
        var mask = sigset_t()
        unsafe sigemptyset(&mask)
        for signal in [SIGINT, SIGTERM, SIGHUP] { unsafe sigaddset(&mask, signal) }
        return mask
    }

    package func clearReload() { reload.clear() }

    /// Waits for one that ends the program. False when `timeout` passed first.
    package func wait(within timeout: Duration) -> Bool { stop.wait(within: timeout) }
}

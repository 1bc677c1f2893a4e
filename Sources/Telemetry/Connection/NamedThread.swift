package import Glibc

/// Starts threads that signals do not reach, so that the initial thread gets them all.
package enum NamedThread {
    private final class Body {
        let name: String
        let run: @Sendable () -> Void

        init(name: String, run: @escaping @Sendable () -> Void) {
            self.name = name
            self.run = run
        }
    }

    /// Runs `body` on a thread of its own, detached: let `body` itself report its end.
    ///
    /// - Parameter name: as `top` and debuggers show it; 15 bytes at most, longer is cut.
    package static func start(_ name: String, _ body: @escaping @Sendable () -> Void) throws(ConnectionError) {
        var everything = sigset_t()
        var before = sigset_t()
        unsafe sigfillset(&everything)
        // A new thread inherits the mask.
        unsafe pthread_sigmask(SIG_SETMASK, &everything, &before)
        defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
        // Retained for the thread, which takes it over first thing.
        let context = unsafe Unmanaged.passRetained(Body(name: name, run: body))
        var thread = pthread_t()
        let code = unsafe pthread_create(&thread, nil, { enter($0) }, context.toOpaque())
        guard code == 0 else {
            unsafe context.release()
            throw ConnectionError("no thread for \(name): \(describe(systemError: code))")
        }
        pthread_detach(thread)
    }

    private static func enter(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let context = unsafe context else { return nil }
        let body = unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue()
        _ = unsafe pthread_setname_np(pthread_self(), String(body.name.prefix(15)))
        body.run()
        return nil
    }
}

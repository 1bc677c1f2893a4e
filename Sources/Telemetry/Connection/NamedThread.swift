import Basis
import CMosquitto
import Glibc

/// Starts threads that signals do not reach, so that the initial thread gets them all.
package enum NamedThread {
    /// Runs `body` on a thread of its own, detached: let `body` itself report its end.
    ///
    /// - Parameter name: as `top` and debuggers show it; 15 bytes at most, longer is cut.
    package static func start(_ name: String, _ body: @escaping @Sendable () -> Void) throws(ConnectionError) {
        // Retained for the thread, which takes it over first thing.
        let context = unsafe Unmanaged.passRetained(ThreadBody(name: name, run: body))
        let code = unsafe create(context.toOpaque())
        if code == 0 { return }
        unsafe context.release()
        throw ConnectionError("no thread for \(name): \(String(cError: code))")
    }

    private static func create(_ context: UnsafeMutableRawPointer) -> CInt {
        var everything = sigset_t()
        var before = sigset_t()
        unsafe sigfillset(&everything)
        // A new thread inherits the mask.
        unsafe pthread_sigmask(SIG_SETMASK, &everything, &before)
        var thread = pthread_t()
        let code = unsafe pthread_create(&thread, nil, enter, context)
        unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
        if code == 0 { pthread_detach(thread) }
        return code
    }
}

private func enter(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context = unsafe context else { return nil }
    let body = unsafe Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue()
    unsafe cmosq_name_thread(String(body.name.prefix(15)))
    body.run()
    return nil
}

private final class ThreadBody: Sendable {
    let name: String
    let run: @Sendable () -> Void

    init(name: String, run: @escaping @Sendable () -> Void) {
        self.name = name
        self.run = run
    }
}

import CTerminal
import Synchronization

/// Wakes the thread that waits in `nextEvents` from another one.
///
/// Any thread may signal. Many signals before the waiting thread has seen the first cost one write in all, so a
/// producer puts its item into its inbox, then signals, each time.
package final class WakeUp: Sendable {
    let descriptor: Int32
    private let isSignalled = Atomic(false)

    /// nil when the system has no descriptor left.
    package init?() {
        let descriptor = cterm_open_event()
        guard descriptor >= 0 else { return nil }
        self.descriptor = descriptor
    }

    deinit { cterm_close_descriptor(descriptor) }

    package func signal() {
        if !isSignalled.exchange(true, ordering: .acquiringAndReleasing) { cterm_signal_event(descriptor) }
    }

    /// Called by the waiting thread before it looks at what the others left.
    func reset() {
        cterm_clear_event(descriptor)
        isSignalled.store(false, ordering: .sequentiallyConsistent)
    }
}

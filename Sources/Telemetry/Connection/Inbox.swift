import Basis
import CMosquitto
import Glibc
import Synchronization

/// Where a connection leaves what it receives, until another thread takes it all at once.
///
/// One connection fills it, one thread drains it. It is bounded: when full it keeps of telemetry the newest of each topic,
/// drops what that replaces, and counts it; commands and link events always fit, and when even these grow too many the
/// connection stops reading from its socket.
package final class Inbox: Sendable {
    package struct Limits: Sendable {
        /// From here on telemetry is dropped; at twice as many the connection stops reading.
        package var messages = 100_000
        /// The same in bytes of topic, payload and properties.
        package var bytes = 32 << 20

        package init() {}

        package init(messages: Int, bytes: Int) {
            self.messages = messages
            self.bytes = bytes
        }
    }

    /// Counted since the start.
    package struct Counts: Hashable, Sendable {
        package var received = 0
        /// Telemetry dropped because the inbox was full.
        package var dropped = 0
        /// In the inbox now.
        package var waiting = 0
    }

    private struct State {
        var batch = InboxBatch()
        /// Telemetry that came after all in `batch`, where that is full.
        var newest = NewestMessages()
        var counts = Counts()
    }

    private let limits: Limits
    private let state = Mutex(State())
    private let wake: WakeEvent

    package init(limits: Limits = Limits()) throws(ConnectionError) {
        self.limits = limits
        wake = try WakeEvent()
    }

    /// Readable while something waits, or after `nudge`: for `poll()`. Never read from it; `drain` does.
    package var wakeDescriptor: CInt { wake.descriptor }

    /// Puts all that waits into `batch` (what was in it is gone) and leaves its storage here for the next messages.
    package func drain(into batch: inout InboxBatch) {
        batch.removeAll()
        // Before the swap, so that what comes after it wakes again; outside the lock, since who waits for it spins.
        wake.clear()
        state.withLock { state in
            state.newest.move(to: &state.batch)
            swap(&state.batch, &batch)
        }
    }

    /// Waits until something waits here. False when `timeout` passed first.
    package func wait(within timeout: Duration) -> Bool { wake.wait(within: timeout) }

    /// Wakes the reader though nothing came.
    package func nudge() { wake.signal() }

    package var counts: Counts {
        state.withLock { state in
            var counts = state.counts
            counts.waiting = state.batch.items.count + state.newest.count
            return counts
        }
    }

    // MARK: Filling, on the connection's thread

    /// True when the connection must read no more for now.
    var isOverfull: Bool {
        state.withLock {
            $0.batch.items.count >= 2 * limits.messages || $0.batch.bytes.count >= 2 * limits.bytes
        }
    }

    func append(_ event: LinkEvent) {
        let wasEmpty = state.withLock { state in
            // What came before a link was lost came before.
            state.newest.move(to: &state.batch)
            defer { state.batch.append(event) }
            return state.batch.isEmpty
        }
        if wasEmpty { wake.signal() }
    }

    /// - Parameter isCommand: asked only when the inbox is full.
    func append(_ message: cmosq_message, arrived: Instant, isCommand: () -> Bool) {
        let wasEmpty = state.withLock { state in
            state.counts.received += 1
            let isFull = state.batch.items.count >= limits.messages || state.batch.bytes.count >= limits.bytes
            if isFull && !isCommand() {
                let isLost = unsafe state.newest.put(message, arrived: arrived, limit: limits.bytes)
                if isLost { state.counts.dropped += 1 }
                return false
            }
            let wasEmpty = state.batch.isEmpty
            unsafe state.batch.append(message, arrived: arrived)
            return wasEmpty
        }
        if wasEmpty { wake.signal() }
    }
}

package import Basis
import Dispatch
import Records
import Synchronization

/// The one writer of a store: commits what is submitted on a thread of its own, everything that came while the last
/// commit ran in the next one.
///
/// A batch that waits keeps the writer alive; before the process ends, `flush`.
///
/// Nothing is dropped silently. What a failed commit held is kept and tried again, first after a quarter of a second,
/// then ever later up to ten. Journal entries are kept without bound; of quarantined messages as many as the store would
/// keep, the rest is counted.
package final class StoreWriter: Sendable {
    private struct State {
        var pending = PendingBatch()
        /// A drain is on the queue, or waits for the time of the next try.
        var isScheduled = false
        var isCommitting = false
        /// Commits that failed one after the other.
        var failures = 0
        /// Of the last one that failed.
        var fault: StoreError?
        var status = WriterStatus.recording
    }

    private let store: any RecordStore
    private let now: @Sendable () -> Instant
    private let report: @Sendable (WriterReport) -> Void
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "store writer", qos: .userInitiated)

    /// - Parameters:
    ///   - now: The hub's clock, for the time since which nothing is recorded.
    ///   - report: Called on the writer's thread; it must not block, and must not call `flush`.
    package init(
        store: any RecordStore, now: @escaping @Sendable () -> Instant,
        report: @escaping @Sendable (WriterReport) -> Void
    ) {
        self.store = store
        self.now = now
        self.report = report
    }

    package var status: WriterStatus { state.withLock { $0.status } }

    /// Why nothing is recorded now; nil where all is.
    package var fault: StoreError? { state.withLock { $0.status == .recording ? nil : $0.fault } }

    /// Nothing waits and nothing is being committed: what is submitted now is begun at once.
    package var isIdle: Bool { state.withLock { $0.pending.isEmpty && !$0.isCommitting } }

    /// Takes the batch and returns at once. Batches are committed in the order of the calls.
    package func submit(_ batch: StoreBatch) {
        let mustSchedule = state.withLock { state in
            state.pending.append(batch)
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
        if mustSchedule { queue.async { self.drain() } }
    }

    /// Tries to commit at once what was submitted, and waits for the outcome.
    ///
    /// - Returns: Whether all that was submitted before is durable.
    @discardableResult
    package func flush() -> Bool {
        queue.sync { commitPending() }
    }

    /// Commits until nothing waits, or until a commit fails; then comes back later.
    private func drain() {
        while true {
            let isDone = state.withLock { state in
                if state.pending.isEmpty { state.isScheduled = false }
                return state.pending.isEmpty
            }
            if isDone { return }
            if !commitPending() { break }
        }
        let failures = state.withLock { $0.failures }
        queue.asyncAfter(deadline: .now() + .milliseconds(Self.delay(afterFailures: failures))) { self.drain() }
    }

    private func commitPending() -> Bool {
        let batch = state.withLock { state in
            defer { state.pending = PendingBatch() }
            state.isCommitting = !state.pending.isEmpty
            return state.pending.batch
        }
        if batch.isEmpty { return true }
        defer { state.withLock { $0.isCommitting = false } }
        do {
            try store.commit(batch)
        } catch {
            keep(batch, after: error)
            return false
        }
        if let seq = batch.entries.last?.seq { report(.durable(seq: seq)) }
        setStatus { _ in .recording }
        return true
    }

    /// Puts back what is not durable, before what came since.
    private func keep(_ batch: StoreBatch, after error: StoreError) {
        var rest = batch
        if error.isJournalDurable {
            if let seq = rest.entries.last?.seq { report(.durable(seq: seq)) }
            rest.entries = []
            rest.aliveAt = nil
        }
        state.withLock { state in
            let newer = state.pending.batch
            state.pending = PendingBatch()
            state.pending.append(rest)
            state.pending.append(newer)
            state.failures += 1
            state.fault = error
        }
        let time = now()
        setStatus { status in
            var since = time
            if case .notRecording(let before, _) = status { since = before }
            return .notRecording(since: since, sentence: error.description)
        }
    }

    private func setStatus(_ next: (WriterStatus) -> WriterStatus) {
        let changed = state.withLock { state -> WriterStatus? in
            let status = next(state.status)
            if status == .recording { state.failures = 0 }
            defer { state.status = status }
            return status == state.status ? nil : status
        }
        if let changed { report(.status(changed)) }
    }

    /// In milliseconds.
    static func delay(afterFailures failures: Int) -> Int {
        min(10_000, 250 << min(max(failures - 1, 0), 6))
    }
}

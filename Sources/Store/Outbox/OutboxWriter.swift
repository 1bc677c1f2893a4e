package import Basis
import Dispatch
package import Records
import Synchronization

/// The one thread that works on a terminal's outbox: the interface leaves its changes here and goes on.
///
/// All that came while the last commit ran goes into the next; of one draft only the newest. Nothing is dropped: what could
/// not be committed is tried again. On a full disk the reserve is given free first. What terminals that
/// are gone have left for this one's site is taken over when that is known, and once a minute.
package final class OutboxWriter: Sendable {
    private struct State {
        var pending: [OutboxChange] = []
        /// Changes that were submitted, and those of them that are durable.
        var submitted = 0
        var committed = 0
        /// A drain is on the queue, or waits for the time of the next try.
        var isScheduled = false
        var failures = 0
        var status = OutboxStatus.opening
        var store: OutboxStore?
        /// nil: not known yet; nothing is told as waiting then, and nothing taken over.
        var site: String?
        var isServing = false
        var contentsAt: ContinuousClock.Instant?
        var contentsAreDue = false
        var leftBehind: [String] = []
        /// Keys that were taken over and could not be deleted where they lay.
        var known: Set<String> = []
    }

    private let folder: TerminalFolder
    private let base: String
    private let reserve: DiskReserve
    private let now: @Sendable () -> Instant
    private let report: @Sendable (OutboxReport) -> Void
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "outbox", qos: .userInitiated)
    /// What is sent next is read here: it need not wait until the disk has the answer to what was sent before.
    private let reading = DispatchQueue(label: "outbox reading", qos: .userInitiated)

    /// Entries of each state that people see.
    private static let shown = 200
    private static let contentsInterval = Duration.milliseconds(100)

    /// - Parameters:
    ///   - base: where the folders of this account's terminals lie.
    ///   - now: this terminal's clock.
    ///   - report: called on the writer's thread; it must not block.
    package init(
        _ folder: TerminalFolder, base: String, now: @escaping @Sendable () -> Instant,
        report: @escaping @Sendable (OutboxReport) -> Void
    ) {
        self.folder = folder
        self.base = base
        self.now = now
        self.report = report
        reserve = DiskReserve(in: folder.path)
    }

    /// Opens the outbox and tells what waits in it. Call it once, before anything else.
    package func start() {
        state.withLock { $0.isScheduled = true }
        queue.async { self.openStore() }
    }

    /// From now on what is of this site, in its topic form, is this terminal's own: what waits for it is told, and what others
    /// have left for it is taken over. Call it once.
    package func serve(_ site: String) {
        state.withLock { $0.site = site }
        queue.async { self.beginServing() }
    }

    /// Takes a change and returns at once. Changes are made in the order of the calls.
    ///
    /// - Returns: its number, from 1.
    @discardableResult
    package func submit(_ change: OutboxChange) -> Int {
        let (number, mustSchedule) = state.withLock { state in
            state.submitted += 1
            if case .draft(let draft) = change {
                state.pending.removeAll { if case .draft(let older) = $0 { older.key == draft.key } else { false } }
            }
            state.pending.append(change)
            defer { state.isScheduled = true }
            return (state.submitted, !state.isScheduled)
        }
        if mustSchedule { queue.async { self.drain() } }
        return number
    }

    /// Reads the commands with these numbers and hands them to `body` on a thread of its own, one call after the other.
    package func read(_ seqs: [Int64], _ body: @escaping @Sendable ([OutboxEntry]) -> Void) {
        reading.async {
            guard let store = self.state.withLock({ $0.store }) else { return }
            // What cannot be read now is due again later.
            if let entries = try? store.entries(seqs) { body(entries) }
        }
    }

    /// Waits until all that was submitted is durable; false when it is not within `limit`.
    @discardableResult
    package func flush(within limit: Duration) -> Bool {
        let done = DispatchSemaphore(value: 0)
        queue.async {
            self.commitPending()
            done.signal()
        }
        let milliseconds = Int(limit / .milliseconds(1))
        guard done.wait(timeout: .now() + .milliseconds(milliseconds)) == .success else { return false }
        return state.withLock { $0.pending.isEmpty }
    }

    // MARK: Opening

    private func openStore() {
        do throws(StoreError) {
            let store = try open()
            state.withLock { state in
                (state.store, state.failures, state.contentsAreDue) = (store, 0, true)
            }
            if let trouble = store.trouble { report(.trouble(trouble)) }
            // Where a full disk has no room even for that, saved ones stay longer.
            _ = try? store.apply([Self.trim(now())])
            checkReserve()
            beginServing()
            drain()
        } catch {
            // Nothing makes a newer file an older one; all else may pass: a full disk, a program that has the file open.
            guard error.code != .newer else { return setStatus(.absent(error.description)) }
            setStatus(.failing(error.description))
            retry { self.openStore() }
        }
    }

    /// Once both the file and the site are there.
    private func beginServing() {
        let (store, site) = state.withLock { state -> (OutboxStore?, String?) in
            state.contentsAreDue = true
            return state.isServing ? (nil, nil) : (state.store, state.site)
        }
        guard let store, let site else { return }
        do throws(StoreError) {
            let waiting = try store.waiting().filter { $0.site == site }
            state.withLock { $0.isServing = true }
            if !waiting.isEmpty { report(.queued(keys: [], waiting: waiting, isOld: true)) }
            adopt(for: site)
            // It may have failed before, and nothing else says that it no longer does.
            checkReserve()
            tellContents()
        } catch {
            setStatus(.failing(error.description))
            retry { self.beginServing() }
        }
    }

    /// The reserve is for what waits, too.
    private func open() throws(StoreError) -> OutboxStore {
        do throws(StoreError) { return try OutboxStore(in: folder, now: now()) } catch {
            guard error.isDiskFull, reserve.release() else { throw error }
            return try OutboxStore(in: folder, now: now())
        }
    }

    /// Comes back after a pause that grows with each failure.
    private func retry(_ work: @escaping @Sendable () -> Void) {
        let failures = state.withLock { state in
            state.failures += 1
            return state.failures
        }
        let delay = StoreWriter.delay(afterFailures: failures)
        queue.asyncAfter(deadline: .now() + .milliseconds(delay), execute: work)
    }

    private static func trim(_ now: Instant) -> OutboxChange {
        .trim(before: now - OutboxStore.keptFor, keeping: OutboxStore.mostKept)
    }

    /// Takes over what terminals that are gone have left for the site.
    private func adopt(for site: String) {
        guard let store = state.withLock({ $0.store }) else { return }
        var faults: [String] = []
        var known = state.withLock { $0.known }
        for other in folder.abandoned(in: base, fault: { faults.append($0.description) }) {
            do throws(StoreError) {
                let left = try OutboxStore(in: other, now: now())
                if let trouble = left.trouble { report(.trouble(trouble)) }
                try store.takeOver(left, for: site, known: &known) { taken in
                    report(.queued(keys: [], waiting: taken.filter { $0.site == site }, isOld: true))
                }
            } catch {
                faults.append(error.description)
            }
            state.withLock { $0.contentsAreDue = true }
        }
        let isNews = state.withLock { state in
            defer { (state.leftBehind, state.known) = (faults, known) }
            return state.leftBehind != faults
        }
        if isNews { report(.leftBehind(faults)) }
        queue.asyncAfter(deadline: .now() + .seconds(60)) { [weak self] in
            self?.adopt(for: site)
            self?.tellContents()
        }
    }

    // MARK: Writing

    /// Commits until nothing waits, or until a commit fails; then comes back later.
    private func drain() {
        while true {
            let isDone = state.withLock { state in
                if state.pending.isEmpty { state.isScheduled = false }
                return state.pending.isEmpty
            }
            if isDone { return tellContents() }
            if !commitPending() { break }
        }
        tellContents()
        retry { self.drain() }
    }

    @discardableResult
    private func commitPending() -> Bool {
        let (changes, store, last) = state.withLock { state in
            defer { if state.store != nil { state.pending = [] } }
            return (state.pending, state.store, state.submitted)
        }
        guard let store else { return false }
        if changes.isEmpty { return true }
        do throws(StoreError) {
            try commit(changes, through: last, to: store)
            return true
        } catch {
            state.withLock { $0.pending = changes + $0.pending }
            setStatus(.failing(error.description))
            return false
        }
    }

    private func commit(
        _ changes: [OutboxChange], through last: Int, to store: OutboxStore
    ) throws(StoreError) {
        let waiting: [CommandSender.Waiting]
        do throws(StoreError) { waiting = try store.apply(changes) } catch {
            // The reserve is for this moment.
            guard error.isDiskFull, reserve.release() else { throw error }
            waiting = try store.apply(changes)
        }
        let site = state.withLock { state in
            state.failures = 0
            state.committed = last
            state.contentsAreDue = true
            return state.site
        }
        let own = waiting.filter { $0.site == site && site != nil }
        let keys = changes.compactMap { if case .queue(let entry) = $0 { entry.key } else { nil } }
        if !keys.isEmpty || !own.isEmpty { report(.queued(keys: keys, waiting: own, isOld: false)) }
        checkReserve()
    }

    /// Holds the reserve again once there is room for it, and says how it stands.
    private func checkReserve() {
        if reserve.hold() { return setStatus(.ready) }
        setStatus(.full)
        queue.asyncAfter(deadline: .now() + .seconds(2)) { [weak self] in
            guard let self, self.state.withLock({ $0.status == .full }), !self.reserve.isHeld else { return }
            self.checkReserve()
        }
    }

    private func setStatus(_ status: OutboxStatus) {
        let isNew = state.withLock { state in
            defer { state.status = status }
            return status != state.status
        }
        if isNew { report(.status(status)) }
    }

    /// Tells what is in the outbox now, but not more often than people can see.
    private func tellContents() {
        let now = ContinuousClock.now
        let (store, site, last, wait) = state.withLock { state -> (OutboxStore?, String?, Int, Duration?) in
            guard state.contentsAreDue else { return (nil, nil, 0, nil) }
            if let last = state.contentsAt, now - last < Self.contentsInterval {
                return (nil, nil, 0, Self.contentsInterval - (now - last))
            }
            state.contentsAreDue = false
            state.contentsAt = now
            return (state.store, state.site, state.committed, nil)
        }
        if let wait {
            let milliseconds = Int((wait / .milliseconds(1)).rounded(.up))
            queue.asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { [weak self] in self?.tellContents() }
        }
        guard let store, let contents = try? store.contents(limit: Self.shown, of: site) else { return }
        if contents.counts[.saved] ?? 0 > OutboxStore.mostKept + 100 { submit(Self.trim(self.now())) }
        report(.contents(contents, through: last))
    }
}

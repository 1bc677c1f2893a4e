import Basis
import Dispatch
import Records
import Store
import Synchronization

/// What is known of the store beside its records: what is wrong with it, how much room it has, and the anchors of its chain.
/// All that waits for a disk happens on a thread of its own.
final class StoreWatch: Sendable {
    private struct State {
        var problems: [StoreProblem]
        var space: StoreSpace?
        var looking = Looking.not
    }

    private enum Looking {
        case not, now
        /// Somebody asked meanwhile: what is being looked at may be older than why.
        case again(limit: Int64?)
    }

    let store: SQLiteStore
    private let anchors: String?
    private let nudge: @Sendable () -> Void
    private let state: Mutex<State>
    private let queue = DispatchQueue(label: "store watch", qos: .utility)

    /// Anchors are so far apart.
    static let anchorInterval = Duration.seconds(3600)
    static let interval = Duration.seconds(10)

    /// - Parameters:
    ///   - anchors: the file of anchors; nil: none are written.
    ///   - nudge: wakes the hub when something is to be told; from any thread.
    init(_ opening: StoreOpening, anchors: String?, nudge: @escaping @Sendable () -> Void) {
        store = opening.store
        self.anchors = anchors
        self.nudge = nudge
        state = Mutex(State(problems: opening.problems))
        for problem in opening.problems { HubLog.report("STORE: \(problem.text)") }
        if opening.isUnchecked { check() }
    }

    /// The worst of what is wrong, with how much else there is; nil: nothing is.
    var problem: String? {
        let problems = state.withLock { $0.problems }
        guard let worst = problems.last(where: { $0.kind == .aside }) ?? problems.last else { return nil }
        return problems.count > 1 ? "\(worst.text) (and \(problems.count - 1) more)" : worst.text
    }

    /// nil before it was looked at.
    var space: StoreSpace? { state.withLock { $0.space } }

    /// Looks at the room that is left, and whether somebody has dealt with what was wrong.
    func look(limit: Int64?) {
        let mustLook = state.withLock { state in
            guard case .not = state.looking else {
                state.looking = .again(limit: limit)
                return false
            }
            state.looking = .now
            return true
        }
        if mustLook { queue.async { self.lookNow(limit: limit) } }
    }

    private func lookNow(limit: Int64?) {
        let space = store.space(limit: limit)
        let problems = SQLiteStore.problems(in: store.folder)
        let (isNews, next) = state.withLock { state in
            defer { (state.space, state.problems) = (space, problems) }
            let next = state.looking
            if case .again = next { state.looking = .now } else { state.looking = .not }
            return (state.space?.level != space?.level || state.problems != problems, next)
        }
        if isNews { nudge() }
        if case .again(let limit) = next { queue.async { self.lookNow(limit: limit) } }
    }

    /// Writes where the chain stands.
    func anchor(at now: Instant) {
        guard anchors != nil else { return }
        queue.async { self.writeAnchor(at: now) }
    }

    /// Writes the last anchor, and waits for all that was begun.
    func end(at now: Instant) { queue.sync { writeAnchor(at: now) } }

    private func writeAnchor(at now: Instant) {
        guard let anchors else { return }
        do throws(StoreError) {
            if let anchor = try store.anchor(at: now) { try AnchorFile.append(anchor, to: anchors) }
        } catch {
            HubLog.report("no anchor: \(error)")
        }
    }

    private func check() {
        StoreCheck.start(folder: store.folder, now: { Instant.now }) { [self] problems in
            for problem in problems { HubLog.report("STORE: \(problem.text)") }
            state.withLock { $0.problems = SQLiteStore.problems(in: store.folder) }
            nudge()
        }
    }
}

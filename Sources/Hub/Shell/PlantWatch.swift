import Basis
import Dispatch
import Synchronization

/// Reads the plant file anew whenever it, or a file that it includes, has changed. On a queue of its own: neither the disk
/// nor a long file holds up a message.
final class PlantWatch: Sendable {
    enum Outcome: Sendable {
        case read(PlantModel)
        case refused(ConfigurationError)
    }

    private struct State {
        var signs = PlantFileSigns()
        /// The main file and all that it includes, as the newest reading found them.
        var files: [String]
        var outcome: Outcome?
    }

    static let interval = Duration.seconds(1)

    private let path: String
    private let report: @Sendable () -> Void
    private let state: Mutex<State>
    private let queue = DispatchQueue(label: "plant file")

    /// - Parameters:
    ///   - report: called on the watch's queue when there is an outcome to take.
    init(path: String, report: @escaping @Sendable () -> Void) {
        self.path = path
        self.report = report
        state = Mutex(State(files: [path]))
    }

    /// Looks now and then from now on, as long as somebody holds this.
    func start() {
        queue.asyncAfter(deadline: .now() + .milliseconds(Int(Self.interval.wholeMilliseconds))) { [weak self] in
            self?.look()
            self?.start()
        }
    }

    /// Reads it now, changed or not.
    func read() { queue.async { [self] in load() } }

    /// The newest outcome, once.
    func take() -> Outcome? {
        state.withLock { state in
            defer { state.outcome = nil }
            return state.outcome
        }
    }

    private func look() {
        let files = state.withLock { $0.files }
        let signs = files.map { FileSign(path: $0) }
        if state.withLock({ $0.signs.look(signs) }) { load() }
    }

    private func load() {
        var files: [String] = []
        var signs: [FileSign?] = []
        let outcome: Outcome
        do throws(ConfigurationError) {
            outcome = .read(
                try PlantFile.load(path: path) { name in
                    // Before it is read: what is written meanwhile is a change.
                    files.append(name)
                    signs.append(FileSign(path: name))
                })
        } catch {
            outcome = .refused(error)
        }
        state.withLock { state in
            state.files = files
            state.signs.reading(signs)
            state.outcome = outcome
        }
        report()
    }
}

import DemoPlant
import Glibc
import Synchronization
import Telemetry

/// A program of the demo that is started anew when it ends, until it ends too often. `stop` must be called.
final class KeptProcess: Sendable {
    private struct State {
        var process: ChildProcess
        var policy = RestartPolicy()
        var isStopping = false
        /// Why it is not started again; nil while it is kept.
        var failure: String?
    }

    private let state: Mutex<State>
    private let name: String
    private let start: @Sendable () throws -> ChildProcess
    private let givenUp: @Sendable () -> Void

    /// - Parameters:
    ///   - name: for sentences about it.
    ///   - start: starts it, each time.
    ///   - givenUp: told, on a thread of its own, when it is started no more; `failure` says why.
    init(
        _ name: String, start: @escaping @Sendable () throws -> ChildProcess, givenUp: @escaping @Sendable () -> Void
    ) throws {
        self.name = name
        self.start = start
        self.givenUp = givenUp
        state = Mutex(State(process: try start()))
        // It ends with the process after `stop`, and keeps this alive until then.
        try NamedThread.start("keeper") { [self] in while keep() {} }
    }

    /// Why it runs no more and is not started again; nil while it is kept.
    var failure: String? { state.withLock { $0.failure } }

    /// Waits for its end, and starts it anew; false when it is to be kept no more.
    private func keep() -> Bool {
        let exit = state.withLock { $0.process }.waitUntilEnd()
        let decision = state.withLock { $0.isStopping ? nil : $0.policy.ended(exit, at: .now) }
        switch decision {
        case nil: return false
        case .restart(let pause):
            usleep(UInt32(pause / .microseconds(1)))
            return restart()
        case .giveUp(.hopeless): return giveUp("the demo's \(name) ended \(exit.words)")
        case .giveUp(.tooOften):
            return giveUp(
                "the demo's \(name) ended \(RestartPolicy.limit) times within a minute, at last \(exit.words)")
        }
    }

    private func restart() -> Bool {
        do {
            return try state.withLock { state in
                if state.isStopping { return false }
                state.process = try start()
                return true
            }
        } catch {
            return giveUp("the demo's \(name) cannot be started again: \(error)")
        }
    }

    private func giveUp(_ why: String) -> Bool {
        state.withLock { $0.failure = why }
        givenUp()
        return false
    }

    /// Asks it to end, and keeps it no more.
    func send(signal: Int32) {
        state.withLock { state in
            state.isStopping = true
            return state.process
        }.send(signal: signal)
    }

    /// Ends it.
    func stop() {
        send(signal: SIGTERM)
        state.withLock { $0.process }.terminate()
    }
}

extension ChildProcess.Exit {
    /// For sentences: how it ended.
    var words: String {
        switch self {
        case .code(let code): "with exit code \(code)"
        case .signal(let signal): "by signal \(signal)"
        }
    }
}

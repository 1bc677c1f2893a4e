import Basis
import DemoPlant
import Dispatch
import Synchronization
import Telemetry

/// The broker of a demo, which is killed and started again where somebody asked for that. `stop` must be called.
final class DemoBroker: Sendable {
    private struct State {
        /// nil while it is dead on purpose.
        var broker: BrokerProcess?
        /// Why it could not be started again; nil while all is well.
        var failure: String?
        var isStopping = false
    }

    let url: BrokerURL
    private let folder: String
    private let state: Mutex<State>
    private let mustStop = DispatchSemaphore(value: 0)

    /// - Parameters:
    ///   - faults: when it is killed, and for how long; the other kinds are passed over.
    ///   - speed: how fast the plant's clock, by which faults are timed, runs against the wall's.
    init(folder: String, faults: [PlantFault], speed: Double) throws {
        let broker = try BrokerProcess(folder: folder)
        self.folder = folder
        url = broker.url
        state = Mutex(State(broker: broker))
        let kills = faults.filter { $0.kind == .brokerKilled }.sorted { $0.delay < $1.delay }
        guard !kills.isEmpty else { return }
        let start = DispatchTime.now()
        try NamedThread.start("broker faults") { [self] in
            for kill in kills {
                let dies = start + (kill.delay / speed).inSeconds
                guard waits(until: dies), end() else { return }
                guard waits(until: dies + (kill.length / speed).inSeconds), begin() else { return }
            }
        }
    }

    /// False when it is to stop first.
    private func waits(until time: DispatchTime) -> Bool { mustStop.wait(timeout: time) == .timedOut }

    private func end() -> Bool {
        let broker = state.withLock { state in
            defer { state.broker = nil }
            return state.broker
        }
        broker?.kill()
        return broker != nil
    }

    private func begin() -> Bool {
        state.withLock { state in
            if state.isStopping { return false }
            do { state.broker = try BrokerProcess(folder: folder, port: url.port) } catch {
                state.failure = "the demo's broker cannot be started again: \(error)"
            }
            return state.failure == nil
        }
    }

    /// Why it runs no more, though nobody asked for that; nil while all is well.
    var failure: String? {
        state.withLock { state in
            state.failure ?? state.broker?.process.exitIfEnded().map { "the demo's broker ended \($0.words)" }
        }
    }

    func stop() {
        mustStop.signal()
        state.withLock { state in
            state.isStopping = true
            return state.broker
        }?.stop()
    }
}

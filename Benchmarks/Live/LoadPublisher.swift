import Basis
import DemoPlant
import Foundation
import Synchronization
import Telemetry

/// What all machines of a plant for measuring send, at an even pace and by the wall's clock, on a thread of its own.
final class LoadPublisher: Sendable {
    private let connection: Connection
    private let load: PlantLoad
    private let state = Mutex(State())

    private struct State {
        var sent = 0
        var count = 0
        var isStopped = false
        var hasEnded = false
    }

    init(_ load: PlantLoad, to broker: String) throws {
        self.load = load
        let settings = ConnectionSettings(broker: try BrokerURL(broker), clientPrefix: "load")
        connection = try Connection(settings, subscriptions: [], inbox: try Inbox())
        try connection.start()
        let end = ContinuousClock.now + .seconds(10)
        while !connection.status.isConnected {
            guard ContinuousClock.now < end else { throw ChildProcess.Failure("the broker does not answer") }
            Thread.sleep(forTimeInterval: 0.005)
        }
    }

    var sent: Int { state.withLock { $0.sent } }

    /// Publishes `count` messages (nil: until it is stopped), `rate` a second.
    ///
    /// - Parameter machines: those that send; the first one is left to `publish`.
    func start(rate: Int, count: Int? = nil, machines: Range<Int>? = nil) {
        let thread = Thread { [self] in
            run(rate: rate, count: count ?? .max, machines: machines ?? 0..<load.machineCount)
        }
        thread.start()
    }

    /// Waits until all was published; false when it takes longer than `seconds`.
    func wait(seconds: Double) -> Bool {
        let end = Date().addingTimeInterval(seconds)
        while !state.withLock({ $0.hasEnded }) {
            if Date() > end { return false }
            Thread.sleep(forTimeInterval: 0.01)
        }
        return true
    }

    func stop() {
        state.withLock { $0.isStopped = true }
        _ = wait(seconds: 5)
        connection.stop()
    }

    /// One message beside the others, retained where it is to be there for who comes later.
    func publish(_ message: PlantLoad.Message, retain: Bool = false) {
        let outgoing = OutgoingMessage(
            topic: String(decoding: message.topic, as: UTF8.self), payload: message.payload, qos: .atMostOnce,
            retain: retain)
        while connection.publish(outgoing) == .full { Thread.sleep(forTimeInterval: 0.001) }
    }

    /// What the counter of the first machine shows first.
    static let firstCount = 5000

    /// What the counter of the first machine shows; 0 before the first.
    var newestCount: Int { state.withLock { $0.count } }

    /// The counter of the first machine rises by one; says what it shows now.
    @discardableResult
    func count() -> Int {
        let count = state.withLock { state in
            state.count = max(state.count + 1, Self.firstCount)
            return state.count
        }
        publish(load.count(count, at: .now))
        return count
    }

    private func run(rate: Int, count: Int, machines: Range<Int>) {
        let begin = ContinuousClock.now
        var sent = 0
        while sent < count, !state.withLock({ $0.isStopped }) {
            let due = min(count, Int(begin.duration(to: .now).seconds * Double(rate)))
            let now = Instant.now
            while sent < due {
                publish(load.message(number: sent, of: machines, at: now))
                sent += 1
            }
            state.withLock { $0.sent = sent }
            Thread.sleep(forTimeInterval: 0.002)
        }
        state.withLock { $0.hasEnded = true }
    }
}

import Basis
import Synchronization

/// What callers and the connection's thread share.
final class ConnectionState: Sendable {
    struct Shared: Sendable {
        var status: ConnectionStatus
        var queue: SendQueue
        var subscriptions: [Subscription]
        /// QoS 1 messages that libmosquitto has and the broker has not acknowledged.
        var inFlight = 0
        var hasStarted = false
        /// Set once, by `stop`: until then what waits may still go out.
        var stopBy: ContinuousClock.Instant?

        var unacknowledged: Int { inFlight + queue.waitingAcknowledged }
    }

    let settings: ConnectionSettings
    let inbox: Inbox
    /// Wakes the connection's thread.
    let wake: WakeEvent
    /// The thread is done, or never began.
    let finished: WakeEvent
    /// Signalled while no QoS 1 message is unacknowledged.
    let allAcknowledged: WakeEvent
    private let shared: Mutex<Shared>

    init(
        settings: ConnectionSettings, subscriptions: [Subscription], inbox: Inbox, clientID: String
    ) throws(ConnectionError) {
        self.settings = settings
        self.inbox = inbox
        wake = try WakeEvent()
        finished = try WakeEvent()
        allAcknowledged = try WakeEvent()
        allAcknowledged.signal()
        shared = Mutex(
            Shared(
                status: ConnectionStatus(broker: settings.broker, clientID: clientID),
                queue: SendQueue(countLimit: settings.queueLimit, byteLimit: settings.queueBytes),
                subscriptions: subscriptions))
    }

    /// Never call into libmosquitto or the inbox from `body`: locks are taken one at a time.
    ///
    /// Keeps `allAcknowledged` true to the numbers, and wakes the inbox's reader when half of the send window is free
    /// again, so that a publisher who waits for acknowledgements goes on.
    @discardableResult
    func update<Result: Sendable>(_ body: (inout Shared) -> sending Result) -> Result {
        let (result, isHalfFree) = shared.withLock { shared in
            let before = shared.unacknowledged
            let result = body(&shared)
            let after = shared.unacknowledged
            if before == 0 && after > 0 { allAcknowledged.clear() }
            if before > 0 && after == 0 { allAcknowledged.signal() }
            let half = Int(settings.sendMaximum) / 2
            return (result, before > half && after <= half || before > 0 && after == 0)
        }
        if isHalfFree { inbox.nudge() }
        return result
    }

    var stopBy: ContinuousClock.Instant? { shared.withLock { $0.stopBy } }
}

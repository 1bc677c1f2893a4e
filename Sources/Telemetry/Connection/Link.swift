import Basis
import CMosquitto
import Glibc

/// What the callbacks find out about the present link, and what they do about it. Lives on the connection's thread.
final class Link {
    private let state: ConnectionState
    /// Filters whose messages are never dropped, as C strings; refreshed when subscriptions change.
    private var commandFilters: [[CChar]] = []
    /// Filter by the message id of its SUBSCRIBE.
    private var pendingFilters: [Int32: String] = [:]
    /// The topics of QoS 1 messages that the library has, by id. It sends them again after a reconnect, under the same id.
    private var inFlight: [Int32: String] = [:]
    /// The CONNACK of this link; nil while it has not come.
    private(set) var connack: Int32?
    /// The keepalive that the broker wants on this link instead of ours (MQTT 5, 3.2.2.3.14), which the library follows;
    /// nil where it says nothing.
    private(set) var keepAlive: Duration?
    /// Why the library closed the link.
    private(set) var endReason: Int32?

    init(_ state: ConnectionState) { self.state = state }

    /// Before each attempt.
    func reset() {
        connack = nil
        endReason = nil
        keepAlive = nil
        pendingFilters = [:]
    }

    func use(_ subscriptions: [Subscription]) {
        commandFilters = subscriptions.filter { $0.messageClass == .command }.map { Array($0.filter.utf8CString) }
    }

    func sentSubscribe(_ filter: String, id: Int32) { pendingFilters[id] = filter }

    /// `ConnectionState.Shared.inFlight` counts it already.
    func sentAcknowledged(_ topic: String, id: Int32) { inFlight[id] = topic }

    // MARK: Callbacks

    /// - Parameter keepAliveSeconds: that the broker wants; 0 for none at all, negative where it says nothing.
    func connackArrived(reason: Int32, maximumPacketSize: UInt32, keepAliveSeconds: Int32) {
        connack = reason
        if keepAliveSeconds >= 0 { keepAlive = .seconds(keepAliveSeconds == 0 ? 65_535 : Int(keepAliveSeconds)) }
        guard reason == 0 else { return }
        let now = Instant.now
        state.update { shared in
            shared.status.phase = .connected(since: now)
            shared.status.attempts = 0
            shared.status.connects += 1
            shared.status.trouble = nil
            shared.status.lastError = nil
            shared.status.refusedFilters = [:]
            shared.status.maximumPacketSize = maximumPacketSize == 0 ? nil : Int(maximumPacketSize)
        }
        // Here and not later, since the same read may bring messages, or the end.
        state.inbox.append(.connected)
    }

    func disconnected(reason: Int32) { if endReason == nil { endReason = reason } }

    func published(id: Int32, reason: Int32) {
        guard let topic = inFlight.removeValue(forKey: id) else { return }
        let words = reason >= 128 ? MosquittoClient.words(forReason: reason) : nil
        if let words { state.inbox.append(.refusedMessage(RefusedTopic(topic: topic, reason: words))) }
        state.update { shared in
            shared.inFlight -= 1
            guard let words else { return }
            shared.status.rejected += 1
            shared.status.lastError = "the broker refused a message to \(topic): \(words)"
        }
    }

    func subscribed(id: Int32, reason: Int32) {
        guard let filter = pendingFilters.removeValue(forKey: id) else { return }
        guard reason >= 128 else {
            state.update { $0.status.refusedFilters[filter] = nil }
            state.inbox.append(.subscribed(filter: filter))
            return
        }
        let words = MosquittoClient.words(forReason: reason)
        state.update { $0.status.refusedFilters[filter] = words }
        state.inbox.append(.refused(filter: filter, reason: words))
    }

    /// What came since this was last asked for.
    struct Arrivals {
        /// Messages that the broker waits for our acknowledgement of: it sends only so many ahead.
        var acknowledged = 0
        /// A command or an answer among them.
        var hasCommand = false
    }

    private var arrivals = Arrivals()

    func takeArrivals() -> Arrivals {
        defer { arrivals = Arrivals() }
        return arrivals
    }

    func received(_ message: cmosq_message) {
        if unsafe message.qos > 0 {
            arrivals.acknowledged += 1
            if !arrivals.hasCommand { arrivals.hasCommand = unsafe isCommand(message) }
        }
        unsafe state.inbox.append(message, arrived: .now) { unsafe isCommand(message) }
    }

    private func isCommand(_ message: cmosq_message) -> Bool {
        commandFilters.contains { filter in unsafe cmosq_matches(filter, message.topic) }
    }
}

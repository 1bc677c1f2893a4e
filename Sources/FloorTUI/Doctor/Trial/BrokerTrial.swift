import Basis
import Hub
import Telemetry

/// Feeds a trial from a broker.
enum BrokerTrial {
    /// Listens for `span`, to every topic where the broker allows that, else to those of the sources.
    ///
    /// - Returns: whether only the sources' topics were seen.
    /// - Throws: `CommandFailure` when there is no link within ten seconds, or the broker lets us read nothing.
    static func run(
        _ trial: inout PlantTrial, _ broker: BrokerURL, _ access: BrokerAccess, filters: [String], span: Duration,
        stop: StopSignals
    ) throws -> Bool {
        let inbox = try Inbox()
        let everything = Subscription("#", qos: .atMostOnce, class: .telemetry)
        let connection = try Connection(
            ConnectionSettings(broker: broker, access: access, clientPrefix: "floortui-doctor"),
            subscriptions: [everything], inbox: inbox)
        try connection.start()
        defer { connection.stop(within: .milliseconds(500)) }
        var listening = Listening(broker: broker, connection: connection, filters: filters)
        let connectEnd = ContinuousClock.now + .seconds(10)
        var end: ContinuousClock.Instant?
        var batch = InboxBatch()
        while ContinuousClock.now < end ?? connectEnd, !stop.wait(within: .zero) {
            _ = inbox.wait(within: min((end ?? connectEnd) - .now, .milliseconds(100)))
            inbox.drain(into: &batch)
            for item in batch.items {
                switch item {
                case .link(let event): try listening.take(event)
                case .message(let message):
                    trial.take(
                        topic: Array(batch.topic(of: message).utf8), payload: batch.payload(of: message),
                        at: message.arrived, isRetained: message.retain)
                }
            }
            if listening.hasBegun, end == nil { end = .now + span }
            if end == nil, let trouble = connection.status.trouble {
                throw CommandFailure(.unavailable, "\(broker): \(trouble)")
            }
        }
        guard end != nil else { throw CommandFailure(.unavailable, "\(broker) does not answer") }
        return listening.isPartial
    }

    /// What the broker lets us hear.
    private struct Listening {
        let broker: BrokerURL
        let connection: Connection
        /// Of the sources, for a broker that does not give everything.
        let filters: [String]
        /// It gives something.
        var hasBegun = false
        private var refused = 0

        /// Only the sources' topics are heard.
        var isPartial: Bool { refused > 0 }

        init(broker: BrokerURL, connection: Connection, filters: [String]) {
            self.broker = broker
            self.connection = connection
            self.filters = filters
        }

        mutating func take(_ event: LinkEvent) throws {
            switch event {
            case .subscribed: hasBegun = true
            case .refused(let filter, let reason): try refuse(filter, reason)
            case .connected, .lost, .refusedMessage: break
            }
        }

        private mutating func refuse(_ filter: String, _ reason: String) throws {
            refused += 1
            if refused == 1 {
                // Not all: then at least what the plant file asks for.
                connection.unsubscribe("#")
                for filter in filters {
                    try connection.subscribe(Subscription(filter, qos: .atMostOnce, class: .telemetry))
                }
            } else if refused > filters.count {
                throw CommandFailure(.unavailable, RefusedFilter(filter: filter, reason: reason).description)
            }
        }
    }
}

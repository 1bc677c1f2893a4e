import Telemetry
import TestSupport

/// Reads an inbox as a test wants it: whole messages, in order.
final class Receiver {
    struct Message: Equatable {
        var topic: String
        var payload: String
        var qos: UInt8
        var retain: Bool
        var userProperties: [UserProperty]
        var responseTopic: String?
        var correlation: [UInt8]?
    }

    let inbox: Inbox
    private(set) var messages: [Message] = []
    private(set) var events: [LinkEvent] = []
    private var batch = InboxBatch()

    init(limits: Inbox.Limits = .init()) throws { inbox = try Inbox(limits: limits) }

    func collect() {
        inbox.drain(into: &batch)
        for item in batch.items {
            switch item {
            case .link(let event): events.append(event)
            case .message(let message):
                messages.append(
                    Message(
                        topic: batch.topic(of: message),
                        payload: String(decoding: batch.payload(of: message), as: UTF8.self), qos: message.qos,
                        retain: message.retain, userProperties: batch.userProperties(of: message),
                        responseTopic: batch.responseTopic(of: message), correlation: batch.correlation(of: message)))
            }
        }
    }

    /// Collects until `condition` holds; false when that takes over `timeout`.
    func until(within timeout: Duration = .seconds(10), _ condition: (Receiver) -> Bool) -> Bool {
        let end = ContinuousClock.now + timeout
        collect()
        while !condition(self) {
            guard ContinuousClock.now < end else { return false }
            _ = inbox.wait(within: .milliseconds(100))
            collect()
        }
        return true
    }

    func untilSubscribed(_ count: Int = 1) -> Bool {
        until { receiver in
            receiver.events.count { if case .subscribed = $0 { true } else { false } } >= count
        }
    }

    var losses: Int { events.count { if case .lost = $0 { true } else { false } } }
    var connects: Int { events.count { $0 == .connected } }
}

/// Settings for tests: impatient where the product waits for people.
func settings(_ address: String, _ change: (inout ConnectionSettings) -> Void = { _ in }) throws -> ConnectionSettings {
    var settings = ConnectionSettings(broker: try BrokerURL(address), clientPrefix: "test")
    settings.pace.first = .milliseconds(20)
    settings.pace.longest = .milliseconds(200)
    settings.pace.long = .milliseconds(100)
    change(&settings)
    return settings
}

/// A started connection with its receiver.
func connect(
    _ settings: ConnectionSettings, _ subscriptions: [Subscription] = [], limits: Inbox.Limits = .init()
) throws -> (Connection, Receiver) {
    let receiver = try Receiver(limits: limits)
    let connection = try Connection(settings, subscriptions: subscriptions, inbox: receiver.inbox)
    try connection.start()
    return (connection, receiver)
}

func message(
    _ topic: String, _ payload: String, qos: QualityOfService = .atLeastOnce, retain: Bool = false
) -> OutgoingMessage {
    OutgoingMessage(topic: topic, payload: Array(payload.utf8), qos: qos, retain: retain)
}

import Foundation
import Telemetry
import TestSupport
import Testing

/// A machine's values, as fast as the broker takes them.
final class Storm {
    private let connection: Connection
    /// Messages so far.
    private(set) var sent = 0
    /// So many wait for the broker, so that it has something to take at any moment.
    private static let most = 2000

    init(_ broker: String) throws {
        var settings = ConnectionSettings(broker: try BrokerURL(broker), clientPrefix: "storm")
        settings.sendMaximum = UInt16(Self.most)
        connection = try Connection(settings, subscriptions: [], inbox: try Inbox())
        try connection.start()
    }

    deinit { connection.stop() }

    /// The broker has all.
    var isAllSent: Bool { connection.unacknowledged == 0 }

    /// Waits where too many wait.
    func send(_ topic: String, _ value: String, within limit: Duration) {
        #expect(eventually(within: limit) { publish(topic, value) })
    }

    /// Goes on: leaves as many messages as may wait.
    func blow(_ topic: String) {
        while connection.unacknowledged < Self.most, publish(topic, "\(sent)") {}
    }

    private func publish(_ topic: String, _ value: String) -> Bool {
        let payload = Array(#"{"t": \#(Int64(Date().timeIntervalSince1970 * 1000)), "v": \#(value)}"#.utf8)
        let message = OutgoingMessage(topic: topic, payload: payload, qos: .atLeastOnce)
        guard connection.publish(message) == .accepted else { return false }
        sent += 1
        return true
    }
}

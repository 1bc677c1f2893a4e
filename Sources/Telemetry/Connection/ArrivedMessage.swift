package import Basis

/// A received message within an `InboxBatch`, which holds its bytes.
package struct ArrivedMessage: Sendable {
    /// This machine's wall clock when it came.
    package let arrived: Instant
    var start: Int
    let topicLength: Int32
    let payloadLength: Int32
    let responseLength: UInt16
    let correlationLength: UInt16
    let propertiesLength: Int32
    package let qos: UInt8
    /// From the broker's store (unless subscribed with `retainAsPublished`).
    package let retain: Bool

    /// The same in another batch, whose bytes begin so much later.
    func moved(by bytes: Int) -> ArrivedMessage {
        var moved = self
        moved.start += bytes
        return moved
    }

    var topic: Range<Int> { start..<start + Int(topicLength) }
    var payload: Range<Int> { topic.upperBound..<topic.upperBound + Int(payloadLength) }
    var response: Range<Int> { payload.upperBound..<payload.upperBound + Int(responseLength) }
    var correlation: Range<Int> { response.upperBound..<response.upperBound + Int(correlationLength) }
    var properties: Range<Int> { correlation.upperBound..<correlation.upperBound + Int(propertiesLength) }
}

/// What happened to the link, in order with the messages.
package enum LinkEvent: Hashable, Sendable {
    /// The broker accepted us; the subscriptions go out next, and queued messages.
    case connected
    /// The broker accepted a subscription: from here on its messages come, retained ones first.
    case subscribed(filter: String)
    /// The broker refused a subscription; the link stays up.
    case refused(filter: String, reason: String)
    /// The broker took a message to that topic, and gives it to nobody (PUBACK, 0x80 and up); the link stays up. Of QoS 1
    /// alone: to one at QoS 0 it says nothing.
    case refusedMessage(RefusedTopic)
    /// Nothing that came before is live any more. The connection tries again by itself.
    case lost(ConnectionTrouble)
}

/// A name and a value that travel beside the payload (MQTT 5 user property).
package struct UserProperty: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

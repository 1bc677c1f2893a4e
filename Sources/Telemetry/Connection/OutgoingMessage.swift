/// A message to publish, with what travels beside its payload.
package struct OutgoingMessage: Sendable {
    package var topic: String
    package var payload: [UInt8]
    package var qos: QualityOfService
    package var retain: Bool
    package var userProperties: [UserProperty]
    package var responseTopic: String?
    package var correlation: [UInt8]
    /// The broker forgets an undelivered message after so many seconds; nil for never.
    package var expirySeconds: UInt32?

    package init(
        topic: String, payload: [UInt8], qos: QualityOfService, retain: Bool = false,
        userProperties: [UserProperty] = [], responseTopic: String? = nil, correlation: [UInt8] = [],
        expirySeconds: UInt32? = nil
    ) {
        self.topic = topic
        self.payload = payload
        self.qos = qos
        self.retain = retain
        self.userProperties = userProperties
        self.responseTopic = responseTopic
        self.correlation = correlation
        self.expirySeconds = expirySeconds
    }

    /// Bytes that count against the limits: about its size as a packet, rather more than less.
    var size: Int {
        let properties = userProperties.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 5 }
        return topic.utf8.count + payload.count + properties + (responseTopic?.utf8.count ?? 0) + correlation.count + 24
    }

    /// Nil when MQTT can carry it.
    var fault: String? {
        if topic.isEmpty || topic.utf8.count > 65_535 { return "the topic is empty or too long" }
        if topic.utf8.contains(where: { $0 == 0 || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "#") }) {
            return "the topic has +, # or NUL in it"
        }
        if payload.count > 268_000_000 { return "the payload is over 268 MB" }
        if correlation.count > 65_535 { return "the correlation data is over 64 KB" }
        let texts = userProperties.flatMap { [$0.name, $0.value] } + (responseTopic.map { [$0] } ?? [])
        if texts.contains(where: { $0.utf8.count > 65_535 || $0.utf8.contains(0) }) {
            return "a property is too long or has NUL in it"
        }
        return nil
    }
}

/// What became of a publish call. Only `accepted` goes out; a QoS 1 message then goes out even if the link breaks
/// first, as long as the process lives.
package enum PublishOutcome: Hashable, Sendable {
    case accepted
    /// QoS 0 while the link is down: dropped and counted, since it would be old when the link is back.
    case notConnected
    /// Too many messages wait: dropped and counted.
    case full
    /// The broker takes no packet of this size.
    case tooLarge(limit: Int)
    /// MQTT cannot carry it: why.
    case invalid(String)
    case stopped
}

/// How sure a message is to arrive over one connection. (QoS 2 is not used: receivers are idempotent.)
package enum QualityOfService: UInt8, Sendable {
    case atMostOnce = 0
    case atLeastOnce = 1
}

/// One topic filter to subscribe to, anew at each connect.
package struct Subscription: Hashable, Sendable {
    /// What a full inbox may drop.
    package enum Class: Sendable {
        /// Readings: the next one comes soon. Dropped first, and counted.
        case telemetry
        /// Commands, replies, documents: never dropped. When too many wait, the connection stops reading.
        case command
    }

    /// What the broker sends from its store when we subscribe.
    package enum Retained: UInt8, Sendable {
        case always = 0x00
        case never = 0x20
    }

    package var filter: String
    package var qos: QualityOfService
    package var messageClass: Class
    package var retained: Retained
    /// Live messages keep the retain flag that their publisher set. Without it (the usual way) the flag means
    /// “an old value from the broker's store”.
    package var retainAsPublished: Bool
    /// Not what this very connection published.
    package var noLocal: Bool

    package init(
        _ filter: String, qos: QualityOfService, class messageClass: Class, retained: Retained = .always,
        retainAsPublished: Bool = false, noLocal: Bool = false
    ) {
        self.filter = filter
        self.qos = qos
        self.messageClass = messageClass
        self.retained = retained
        self.retainAsPublished = retainAsPublished
        self.noLocal = noLocal
    }

    /// The options byte of MQTT 5, without QoS.
    var options: UInt8 { retained.rawValue | (retainAsPublished ? 0x08 : 0) | (noLocal ? 0x04 : 0) }
}

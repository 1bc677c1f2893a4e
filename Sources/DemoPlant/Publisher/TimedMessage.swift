package import Basis
package import Telemetry

/// A message that is to be published at its time.
package struct TimedMessage: Sendable {
    /// By the clock of the replay or simulation.
    package var at: Instant
    package var message: OutgoingMessage

    package init(at: Instant, message: OutgoingMessage) {
        self.at = at
        self.message = message
    }
}

extension PlantSimulation {
    /// What the plant says next; it never ends.
    package mutating func next() -> [TimedMessage] {
        while true {
            let messages = advance(to: nextEvent)
            if messages.isEmpty { continue }
            return messages.map {
                TimedMessage(
                    at: $0.at,
                    message: OutgoingMessage(
                        topic: $0.topic, payload: $0.payload, qos: $0.qos == 0 ? .atMostOnce : .atLeastOnce,
                        retain: $0.retain))
            }
        }
    }
}

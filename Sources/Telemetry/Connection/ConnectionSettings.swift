/// How one connection to a broker behaves.
package struct ConnectionSettings: Sendable {
    /// What the broker publishes for us when the link is lost without a good-bye.
    package struct Will: Sendable {
        package var topic: String
        package var payload: [UInt8]
        package var retain: Bool

        package init(topic: String, payload: [UInt8], retain: Bool) {
            self.topic = topic
            self.payload = payload
            self.retain = retain
        }
    }

    package var broker: BrokerURL
    /// What the broker asks for.
    package var access: BrokerAccess
    /// The client id is this and a random part, so that no two programs fight over one id.
    package var clientPrefix: String
    /// A dead link is noticed after 1.5 times this. Whole seconds, 5 and up.
    package var keepAlive: Duration = .seconds(15)
    /// Sent at QoS 1.
    package var will: Will?
    /// QoS 1 messages that the broker may send ahead of our acknowledgements.
    package var receiveMaximum: UInt16 = 200
    /// QoS 1 messages that we send ahead of the broker's (a broker that allows fewer gets fewer).
    package var sendMaximum: UInt16 = 200
    /// Messages that wait to be sent; more are refused.
    package var queueLimit = 20_000
    /// Bytes of topic and payload that wait to be sent; more are refused.
    package var queueBytes = 64 << 20
    package var pace = ConnectionPolicy.Pace()

    package init(broker: BrokerURL, access: BrokerAccess = BrokerAccess(), clientPrefix: String) {
        self.broker = broker
        self.access = access
        self.clientPrefix = clientPrefix
    }
}

package import Basis

/// A connection as it was at one moment.
package struct ConnectionStatus: Sendable {
    package enum Phase: Hashable, Sendable {
        case idle
        case connecting
        case connected(since: Instant)
        /// Between two attempts.
        case waiting(until: Instant)
        case stopped
    }

    package var phase = Phase.idle
    package var broker: BrokerURL
    package var clientID: String
    /// Attempts since the link was last up; 0 while it is.
    package var attempts = 0
    /// How often the link came up.
    package var connects = 0
    /// When the link was last up; nil before the first time.
    package var lastUp: Instant?
    /// Why the last attempt failed or the link was lost; stays until the link is up again.
    package var trouble: ConnectionTrouble?
    /// The same in an English sentence, or what else went wrong since.
    package var lastError: String?
    /// Of the broker, on an encrypted link that is up.
    package var certificate: CertificateDates?
    /// How often the broker said that another client took our session.
    package var takeovers = 0
    /// Filters that the broker refused, with its reason.
    package var refusedFilters: [String: String] = [:]
    /// The largest packet that the broker takes, in bytes; nil for no limit or not known yet.
    package var maximumPacketSize: Int?
    /// Messages that wait to be sent.
    package var queued = 0
    /// QoS 1 messages published and not yet acknowledged, those that wait included.
    package var unacknowledged = 0
    /// QoS 0 messages dropped because the link was down.
    package var droppedOffline = 0
    /// Messages refused because too many waited.
    package var droppedFull = 0
    /// Messages that the broker or the library refused for what they are.
    package var rejected = 0

    package var isConnected: Bool {
        if case .connected = phase { true } else { false }
    }
}

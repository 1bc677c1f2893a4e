/// When to try again after a failed attempt or a lost link: no sockets, no clock, no dice of its own.
package struct ConnectionPolicy: Sendable {
    /// Waiting times. All are spread at random (half to full, the long one full to one and a half), since the stations
    /// of a plant restart together.
    package struct Pace: Sendable {
        /// After the first failure; doubles with each further one.
        package var first: Duration = .milliseconds(250)
        /// The longest wait while a broker is down.
        package var longest: Duration = .seconds(4)
        /// After a refusal that trying again soon does not mend, and after another client took our session.
        package var long: Duration = .seconds(30)
        /// A link that held this long has nothing to do with the failures before it.
        package var stable: Duration = .seconds(10)
        /// CONNECT without an answer for this long has failed.
        package var answer: Duration = .seconds(10)

        package init() {}
    }

    package enum Failure: Hashable, Sendable {
        /// Our own files and names do not do.
        case access(AccessFault)
        /// The name of the broker's machine has no address.
        case unknownName
        /// No route, nobody listening, or no answer to CONNECT.
        case unreachable(String)
        case encryption(EncryptionFault)
        /// The other side closed before it said anything in MQTT: perhaps it wants TLS.
        case hungUp
        /// CONNACK with a reason code of 128 or up.
        case refused(Int32, String)
        /// DISCONNECT from the broker with a reason code.
        case dismissed(Int32, String)
        /// The link broke, or was silent too long.
        case lost(String)

        /// MQTT 5 “session taken over”.
        var isTakeover: Bool {
            if case .dismissed(142, _) = self { true } else { false }
        }

        /// Not authorised and the like: only a person can mend it. What may pass by itself (136 unavailable, 137 busy,
        /// 139 shutting down, 141 keepalive, 151 quota, 159 rate, …) is tried again at the usual pace.
        var needsPerson: Bool {
            switch self {
            case .refused(let reason, _), .dismissed(let reason, _):
                [129, 130, 132, 133, 134, 135, 138, 140, 144, 149, 153, 154, 155, 156, 157].contains(reason)
            case .access: true
            case .encryption(let fault): fault.needsPerson
            case .unknownName, .unreachable, .hungUp, .lost: false
            }
        }
    }

    package let pace: Pace
    /// Failures in a row.
    package private(set) var failures = 0
    private var connectedAt: ContinuousClock.Instant?

    package init(pace: Pace) { self.pace = pace }

    package mutating func connected(at now: ContinuousClock.Instant) { connectedAt = now }

    /// The attempt or the link ended. Returns how long to wait before the next attempt.
    ///
    /// - Parameter random: from 0 up to 1.
    package mutating func failed(
        _ failure: Failure, at now: ContinuousClock.Instant, random: Double
    ) -> Duration {
        if let since = connectedAt, now - since >= pace.stable { failures = 0 }
        connectedAt = nil
        failures += 1
        if failure.isTakeover || failure.needsPerson { return pace.long * (1 + random / 2) }
        let doublings = min(failures - 1, 16)
        return min(pace.first * (1 << doublings), pace.longest) * (0.5 + random / 2)
    }
}

import Basis
import Records
import Telemetry

/// The connection of a `HubClient`: beats and replies.
final class ClientLink {
    /// Names this client in the topics of questions and answers.
    let terminal: String
    let broker: BrokerURL
    private let inbox: Inbox
    private let connection: Connection
    private let tape = JSONTape()
    private var batch = InboxBatch()
    private let replies: String
    /// By site as it stands in topics: whether its hub is online.
    private var hubs: [String: Bool] = [:]
    /// All retained beats have come.
    private var hasHeardAll = false
    /// Replies by their correlation data.
    private var arrived: [[UInt8]: [UInt8]] = [:]
    /// When a hub or the broker last gave a sign of life.
    private var heardAt = ContinuousClock.now
    /// However often the hub beats, an answer that has not come by then got lost.
    private static let longest = Duration.seconds(60)

    init(_ broker: BrokerURL, _ access: BrokerAccess, site: String?) throws(ConnectionError) {
        self.broker = broker
        terminal = "cli-" + String(UInt64.random(in: .min ... .max), radix: 36)
        let root = site.map { TopicGrammar(site: $0) }
        replies = root?.reply(terminal) ?? "floor/v1/+/reply/\(terminal)"
        inbox = try Inbox()
        // When the second is accepted, the retained beats have come.
        connection = try Connection(
            ConnectionSettings(broker: broker, access: access, clientPrefix: "floortui-cli"),
            subscriptions: [
                Subscription(root?.hub ?? TopicGrammar.anyHub, qos: .atLeastOnce, class: .command),
                Subscription(replies, qos: .atLeastOnce, class: .command),
            ], inbox: inbox)
        try connection.start()
    }

    deinit { connection.stop(within: .milliseconds(300)) }

    /// The site whose hub is online, as it stands in topics.
    func findHub(within patience: Duration, site: String?, _ check: () throws -> Void) throws -> String {
        let end = ContinuousClock.now + patience
        while true {
            let online = hubs.filter(\.value).keys.sorted()
            if hasHeardAll, let only = online.first {
                if online.count == 1 { return only }
                let sites = online.joined(separator: ", ")
                throw CommandFailure(
                    .usage, "hubs of several sites speak on \(broker); choose one with --site: \(sites)")
            }
            guard ContinuousClock.now < end else { throw absent(site) }
            try check()
            listen(until: min(end, .now + .milliseconds(100)))
        }
    }

    private func absent(_ site: String?) -> CommandFailure {
        guard hasHeardAll else {
            let why = connection.status.lastError ?? "it does not answer"
            return CommandFailure(.unavailable, "\(broker): \(why)")
        }
        let whose = site.map { "no hub for site \"\($0)\"" } ?? "no hub"
        return CommandFailure(.unavailable, "\(whose) speaks on \(broker); start one with floortui hub")
    }

    func publish(_ message: OutgoingMessage) throws(CommandFailure) {
        let outcome = connection.publish(message)
        guard outcome == .accepted else {
            throw CommandFailure(.unavailable, "\(broker): the question is not taken: \(outcome)")
        }
    }

    /// From here on documents that match come too.
    func subscribe(_ filter: String) throws(ConnectionError) {
        try connection.subscribe(Subscription(filter, qos: .atLeastOnce, class: .command))
    }

    /// The payload of the reply; waits as long as hub and broker give signs of life at least every `patience`.
    func waitForReply(_ correlation: [UInt8], within patience: Duration) throws(CommandFailure) -> [UInt8] {
        heardAt = .now
        let end = ContinuousClock.now + Self.longest
        while true {
            if let reply = arrived.removeValue(forKey: correlation) { return reply }
            guard ContinuousClock.now < min(heardAt + patience, end) else {
                if let why = connection.status.lastError { throw CommandFailure(.unavailable, "\(broker): \(why)") }
                throw CommandFailure(.unavailable, "the hub on \(broker) does not answer")
            }
            listen(until: min(heardAt + patience, end))
        }
    }

    /// Takes what comes, which may be nothing; what is no reply also goes to `reader`.
    func listen(
        until end: ContinuousClock.Instant,
        _ reader: (_ topic: String, _ payload: [UInt8], _ isRetained: Bool) -> Void = { _, _, _ in }
    ) {
        guard inbox.wait(within: end - .now) else { return }
        inbox.drain(into: &batch)
        for item in batch.items {
            switch item {
            case .link(.subscribed(replies)): hasHeardAll = true
            case .link: break
            case .message(let message):
                take(message)
                guard batch.correlation(of: message) == nil else { continue }
                reader(batch.topic(of: message), batch.payload(of: message), message.retain)
            }
        }
    }

    private func take(_ message: ArrivedMessage) {
        let levels = batch.topic(of: message).split(separator: "/", omittingEmptySubsequences: false)
        guard levels.count >= 4 else { return }
        if levels[3] == "hub" {
            guard let node = try? tape.read(batch.payload(of: message)), let beat = Beat(node) else { return }
            hubs[String(levels[2])] = beat.isOnline
            if beat.isOnline { heardAt = .now }
        } else if let correlation = batch.correlation(of: message) {
            arrived[correlation] = batch.payload(of: message)
        }
    }
}

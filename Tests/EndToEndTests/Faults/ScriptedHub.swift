import Basis
import Records
import Telemetry

/// A hub as far as commands go: it applies each key once, in the order in which they come, and answers.
final class ScriptedHub {
    /// Bytes of the commands that were applied, in order.
    private(set) var applied: [[UInt8]] = []
    /// How often each key came.
    private(set) var arrivals: [String: Int] = [:]
    /// What becomes of a command; nil: no answer, as if it never came.
    var judge: (String, [UInt8]) -> CommandReply.Outcome? = { _, _ in .saved }
    /// Applies, but its answers are lost.
    var isMute = false
    private var replies: [String: [UInt8]] = [:]
    private let connection: Connection
    private let inbox: Inbox
    private var batch = InboxBatch()
    private let tape = JSONTape()
    let topics = TopicGrammar(site: "test")

    init(_ address: String) throws {
        inbox = try Inbox()
        var settings = ConnectionSettings(broker: try BrokerURL(address), clientPrefix: "hub")
        settings.pace.first = .milliseconds(10)
        settings.pace.longest = .milliseconds(20)
        connection = try Connection(
            settings,
            subscriptions: [topics.commands, topics.asks].map {
                Subscription($0, qos: .atLeastOnce, class: .command)
            }, inbox: inbox)
        try connection.start()
    }

    deinit { connection.stop(within: .milliseconds(300)) }

    var isConnected: Bool { connection.status.isConnected }

    func pump() {
        inbox.drain(into: &batch)
        for case .message(let message) in batch.items {
            let payload = batch.payload(of: message)
            switch topics.kind(of: batch.topic(of: message)) {
            case .command(let terminal): take(payload, terminal)
            case .ask:
                guard let node = try? tape.read(payload), let ask = Ask(node),
                    case .status(let keys, let cursor) = ask
                else { continue }
                answer(keys, cursor, batch.responseTopic(of: message) ?? "", batch.correlation(of: message) ?? [])
            default: break
            }
        }
    }

    private func take(_ payload: [UInt8], _ terminal: String) {
        guard case .command(let command) = CommandReader().read(payload, terminal: terminal) else { return }
        let key = command.envelope.key
        arrivals[key, default: 0] += 1
        if replies[key] == nil {
            guard let outcome = judge(key, payload) else { return }
            applied.append(payload)
            replies[key] =
                CommandReply(
                    key: key, outcome: outcome, seq: Int64(applied.count), at: Instant(milliseconds: 1), epoch: 1,
                    id: command.id
                ).bytes
        }
        guard !isMute, let reply = replies[key] else { return }
        _ = connection.publish(OutgoingMessage(topic: topics.reply(terminal), payload: reply, qos: .atLeastOnce))
    }

    private func answer(_ keys: [String], _ cursor: Int, _ topic: String, _ correlation: [UInt8]) {
        let rows = keys.map { key in
            var row = Row()
            row.add("key", key)
            row.add("outcome", replies[key] == nil ? "unknown" : "saved")
            row.add("reply", replies[key].map { .json($0) } ?? .none)
            return row
        }
        var json = JSONWriter()
        Page(seq: 1, some: rows, cursor: cursor).write(to: &json)
        _ = connection.publish(
            OutgoingMessage(topic: topic, payload: json.bytes, qos: .atLeastOnce, correlation: correlation))
    }
}

import Basis
import DemoPlant
import Foundation
import Records
import Shopfloor
import Telemetry
import TestSupport

/// A terminal without a screen: it sends commands again and again until each is answered, as an outbox does.
final class CommandTerminal {
    let name: String
    /// By key: every answer that came, in order.
    private(set) var replies: [String: [[UInt8]]] = [:]
    private(set) var waiting: [String: [UInt8]] = [:]
    /// Answers that only ask to try again.
    private(set) var temporary: [CommandReply] = []
    private let topics: TopicGrammar
    private let connection: Connection
    private let inbox: Inbox
    private var batch = InboxBatch()
    private let tape = JSONTape()
    private var sent: ContinuousClock.Instant?

    init(_ broker: String, name: String = "t1", site: String = "test", access: BrokerAccess = BrokerAccess()) throws {
        self.name = name
        topics = TopicGrammar(site: site)
        inbox = try Inbox()
        var settings = ConnectionSettings(
            broker: try BrokerURL(broker), access: access, clientPrefix: "terminal")
        (settings.pace.first, settings.pace.longest) = (.milliseconds(20), .milliseconds(100))
        let replies = Subscription(topics.reply(name), qos: .atLeastOnce, class: .command)
        connection = try Connection(settings, subscriptions: [replies], inbox: inbox)
        try connection.start()
    }

    deinit { connection.stop() }

    var isConnected: Bool { connection.status.isConnected }

    static func key() -> String { UUID().uuidString.lowercased() }

    static func bytes(_ key: String, _ kind: String, _ id: String, _ set: String = "{}") -> [UInt8] {
        let entered = Int64(Date().timeIntervalSince1970 * 1000)
        return Array(
            #"{"v":1,"key":"\#(key)","kind":"\#(kind)","id":"\#(id)","base":null,"entered":\#(entered),"set":\#(set)}"#
                .utf8)
    }

    /// An acknowledgement that waits until it is answered; its key.
    func acknowledge(_ alarm: AlarmID) -> String { say("alarm.acknowledge", alarm.text, "{}") }

    /// A command that waits until it is answered; its key.
    func say(_ kind: String, _ id: String, _ set: String) -> String {
        let key = Self.key()
        waiting[key] = Self.bytes(key, kind, id, set)
        return key
    }

    func publish(_ bytes: [UInt8]) {
        _ = connection.publish(OutgoingMessage(topic: topics.command(name), payload: bytes, qos: .atLeastOnce))
    }

    /// Sends what waits now, and anew each half second, until `condition` holds.
    func work(within timeout: Duration = .seconds(30), until condition: () -> Bool) -> Bool {
        let end = ContinuousClock.now + timeout
        sent = nil
        while true {
            read()
            if condition() { return true }
            if ContinuousClock.now >= end { return false }
            if sent.map({ $0 + .milliseconds(500) <= .now }) ?? true {
                for bytes in waiting.values { publish(bytes) }
                sent = .now
            }
            _ = inbox.wait(within: .milliseconds(50))
        }
    }

    func workUntilAnswered(within timeout: Duration = .seconds(30)) -> Bool {
        work(within: timeout) { waiting.isEmpty }
    }

    private func read() {
        inbox.drain(into: &batch)
        for case .message(let message) in batch.items {
            let payload = batch.payload(of: message)
            guard let node = try? tape.read(payload), let reply = CommandReply(node) else { continue }
            if reply.refusal?.isTemporary == true {
                temporary.append(reply)
            } else {
                replies[reply.key, default: []].append(payload)
                waiting[reply.key] = nil
            }
        }
    }
}

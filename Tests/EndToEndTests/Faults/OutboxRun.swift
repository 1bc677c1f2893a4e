import Basis
import Foundation
import Records
import Store
import Telemetry

@testable import FloorTUI

/// A terminal without a screen: its outbox on a link, as the dashboard's loop drives it.
final class OutboxRun {
    let outbox: TerminalOutbox
    let connection: Connection
    private let inbox: Inbox
    private var batch = InboxBatch()
    private let tape = JSONTape()
    private let way: TerminalOutbox.Way
    /// Of what came here, how often it was the hub's word; and all that was not.
    private(set) var answers = 0
    private(set) var strange: Set<String> = []

    init(_ address: String, base: String) throws {
        inbox = try Inbox()
        outbox = TerminalOutbox(base: base, inbox: inbox)
        let topics = TopicGrammar(site: "test")
        var settings = ConnectionSettings(broker: try BrokerURL(address), clientPrefix: outbox.terminal)
        settings.pace.first = .milliseconds(10)
        settings.pace.longest = .milliseconds(20)
        connection = try Connection(
            settings,
            subscriptions: [Subscription(topics.reply(outbox.terminal), qos: .atLeastOnce, class: .command)],
            inbox: inbox)
        way = TerminalOutbox.Way(connection: connection, topics: topics)
        outbox.serve(topics)
        try connection.start()
    }

    func end() {
        outbox.stop()
        connection.stop(within: .milliseconds(300))
    }

    func pump() {
        read()
        _ = outbox.tick(.live, way, now: .now)
    }

    /// Takes what came, and sends nothing.
    func read() {
        inbox.drain(into: &batch)
        for item in batch.items {
            switch item {
            case .link(.connected): outbox.connected()
            case .link(.lost): outbox.lost()
            case .link: break
            case .message(let message):
                let payload = batch.payload(of: message)
                if outbox.take(payload, correlation: batch.correlation(of: message), tape, way) {
                    answers += 1
                } else {
                    strange.insert(String(decoding: payload, as: UTF8.self))
                }
            }
        }
    }

    /// Finishes a form; returns its bytes.
    @discardableResult
    func queue(_ object: String, kind: String = "stop.explain", note: String = "") -> OutboxEntry {
        var command = NewCommand(
            key: CommandTerminal.key(), kind: kind, object: object, base: nil, entered: .now)
        command.set("note", .text(note))
        outbox.submit(.queue(command.entry))
        return command.entry
    }

    func count(_ state: OutboxEntry.State) -> Int { outbox.picture.count(state) }
}

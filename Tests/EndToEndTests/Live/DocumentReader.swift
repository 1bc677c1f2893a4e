import Basis
import Foundation
import Records
import Telemetry
import TestSupport

/// Reads the hub's documents from the broker, as a terminal does, and speaks for machines.
final class DocumentReader {
    static let topics = TopicGrammar(site: "test")
    /// The newest payload by topic, and how many came; empty ones are gone.
    private(set) var documents: [String: [UInt8]] = [:]
    private(set) var counts: [String: Int] = [:]
    private let connection: Connection
    private let inbox: Inbox
    private var batch = InboxBatch()
    private let tape = JSONTape()

    init(_ broker: String) throws {
        inbox = try Inbox()
        var settings = ConnectionSettings(broker: try BrokerURL(broker), clientPrefix: "reader")
        (settings.pace.first, settings.pace.longest) = (.milliseconds(20), .milliseconds(100))
        connection = try Connection(
            settings, subscriptions: [Subscription("floor/v1/#", qos: .atLeastOnce, class: .command)], inbox: inbox)
        try connection.start()
    }

    deinit { connection.stop() }

    /// Reads until `condition` holds; false when `timeout` passed first.
    func wait(within timeout: Duration = .seconds(15), until condition: () throws -> Bool) rethrows -> Bool {
        let end = ContinuousClock.now + timeout
        while true {
            inbox.drain(into: &batch)
            for case .message(let message) in batch.items {
                let topic = batch.topic(of: message)
                let payload = batch.payload(of: message)
                documents[topic] = payload.isEmpty ? nil : payload
                counts[topic, default: 0] += 1
            }
            if try condition() { return true }
            if ContinuousClock.now >= end { return false }
            _ = inbox.wait(within: end - .now)
        }
    }

    func forget() { (documents, counts) = ([:], [:]) }

    /// A member of a document, as text; nil when either is missing.
    func text(_ topic: String, _ members: StaticString...) -> String? {
        guard let payload = documents[topic], var node = try? tape.read(payload) else { return nil }
        for member in members {
            guard let next = node[member] else { return nil }
            node = next
        }
        return String(decoding: node.source, as: UTF8.self)
    }

    /// `state` or `state/why`.
    func state(_ machine: String) -> String? {
        let topic = Self.topics.machine(machine)
        guard let state = text(topic, "row", "state")?.dropFirst().dropLast() else { return nil }
        let why = text(topic, "row", "why")?.filter { $0 != "\"" } ?? "null"
        return why == "null" ? String(state) : "\(state)/\(why)"
    }

    /// Speaks for a machine at this moment until its state is as wanted: a hub may have to start first.
    func say(_ machine: String, _ value: String, until state: String) -> Bool {
        let end = ContinuousClock.now + .seconds(15)
        while ContinuousClock.now < end {
            publish("p/\(machine)/mode", #"{"t": \#(Int64(Date().timeIntervalSince1970 * 1000)), "v": "\#(value)"}"#)
            if wait(within: .milliseconds(250), until: { self.state(machine) == state }) { return true }
        }
        return false
    }

    func publish(_ topic: String, _ payload: String, retain: Bool = false) {
        publish(topic, bytes: Array(payload.utf8), retain: retain)
    }

    func publish(_ topic: String, bytes: [UInt8], retain: Bool = false) {
        _ = connection.publish(OutgoingMessage(topic: topic, payload: bytes, qos: .atLeastOnce, retain: retain))
    }

    /// All that was published is with the broker.
    var isAllSent: Bool { connection.unacknowledged == 0 }

    func ask(_ ask: Ask) {
        var json = JSONWriter()
        ask.write(to: &json)
        publish(Self.topics.ask("reader"), String(decoding: json.bytes, as: UTF8.self))
    }
}

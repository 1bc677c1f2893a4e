import Basis
import DemoPlant
import Foundation
import Hub
import Records
import Shopfloor
import Store
import Synchronization
import Telemetry
import TestSupport

/// Commands: from their bytes to the bytes of the answer, everything in it: journal, chain, tables, the disk.
func commandRows() -> [BenchmarkRow] {
    let names = [
        "commands answered singly, in process", "commands answered, 100 in flight, in process",
        "commands answered through the broker",
    ]
    do {
        let (plain, bench) = (try BareTransactions(), try CommandBench())
        // By turns, and the median of each: what else the machine does with its disk meets both.
        var rounds: [(bare: Double, rows: Double, singly: Double, many: Double)] = []
        for _ in 0..<7 {
            rounds.append(
                (
                    try plain.perSecond(500), try plain.commandsPerSecond(500),
                    try bench.perSecond(inFlight: 1, commands: 500), try bench.perSecond(inFlight: 100, commands: 5000)
                ))
        }
        let (bare, singly) = (rounds.map(\.bare).median, rounds.map(\.singly).median)
        let many = rounds.map(\.many).median
        // What the tables of a command cost by themselves, whoever writes them.
        let rows = "the rows of a command, by SQLite alone, \(Int(rounds.map(\.rows).median)) /s; "
        let broker = try BrokerCommands().perSecond(commands: 10_000)
        return [
            row(names[0], singly, atLeast: 0.7 * bare, "0.7 ×", bare, rows),
            row(names[1], many, atLeast: 7 * bare, "7 ×", bare),
            BenchmarkRow(
                names[2], broker, "/s", bar: "≥ 2000 /s", isPassed: broker >= 2000,
                knownThing: "one-row FULL transactions", figure: bare),
        ]
    } catch {
        return names.map { BenchmarkRow($0, bar: "as many as the disk allows", notRunBecause: "\(error)") }
    }
}

private func row(
    _ name: String, _ value: Double, atLeast least: Double, _ times: String, _ bare: Double, _ beside: String = ""
) -> BenchmarkRow {
    BenchmarkRow(
        name, value, "/s", bar: "≥ \(times) bare = \(Int(least.rounded(.up))) /s", isPassed: value >= least,
        knownThing: beside + "one-row FULL transactions", figure: bare)
}

/// The hub's core and its store's writer, joined as the service joins them, without a broker.
final class CommandBench {
    private let folder: TemporaryFolder
    private let store: SQLiteStore
    private let writer: StoreWriter
    private var core: HubCore
    private let reader = CommandReader()

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(writing: folder.file("store"))
        let load = try PlantLoad(machines: 100)
        core = HubCore(model: load.model, stored: try store.load(), version: "bench", now: .now)
        let told = Told()
        self.told = told
        writer = StoreWriter(store: store, now: { Instant.now }) { report in
            if case .durable(let seq) = report { told.tell(seq) }
        }
        // What is booked as scrap has to have been produced.
        core.observe(load.count(0, at: .now))
        core.observe(load.count(CommandPayload.produced, at: .now))
        writer.submit(core.takePending())
        writer.flush()
    }

    private let told: Told

    /// What the writer's thread says to this one.
    private final class Told: Sendable {
        private let seq = Mutex<Int64>(0)
        private let semaphore = DispatchSemaphore(value: 0)

        func tell(_ value: Int64) {
            seq.withLock { $0 = value }
            semaphore.signal()
        }

        func wait() -> Int64 {
            semaphore.wait()
            return seq.withLock { $0 }
        }
    }

    func perSecond(inFlight: Int, commands: Int) throws -> Double {
        let payloads = (0..<commands).map { _ in nextCommand() }
        let saved = Array(#""outcome":"saved""#.utf8)
        var replies: [[UInt8]] = []
        replies.reserveCapacity(commands)
        var sent = 0
        let start = ContinuousClock.now
        while replies.count < commands {
            while sent < commands, sent - replies.count < inFlight {
                _ = core.take(reader.read(payloads[sent], terminal: "t\(sent % 20)"), at: .now)
                sent += 1
                if writer.isIdle { submitPending() }
            }
            submitPending()
            replies += core.durable(through: told.wait()).map(\.reply)
        }
        let seconds = (ContinuousClock.now - start).seconds
        // At one place in all of them; to look for it in each would cost more than a command.
        let place = replies.first?.firstRange(of: saved)?.lowerBound ?? 0
        guard replies.allSatisfy({ $0.dropFirst(place).starts(with: saved) }) else {
            throw ChildProcess.Failure("a command of the benchmark was refused")
        }
        return Double(commands) / seconds
    }

    private func submitPending() {
        let pending = core.takePending()
        if !pending.isEmpty { writer.submit(pending) }
    }

    /// A booking: its effect is an entry and a row of its own.
    private func nextCommand() -> [UInt8] { CommandPayload.bytes(machine: PlantLoad.firstMachine) }
}

enum CommandPayload {
    static let produced = 100_000_000

    /// A booking of one part that is scrap, with a key of its own.
    static func bytes(machine: String) -> [UInt8] {
        let at = Instant.now.milliseconds
        return Array(
            (#"{"v":1,"key":"\#(CommandKey.new(at: .now).text)","kind":"quantity.book","id":"\#(machine)","#
                + #""base":null,"entered":\#(at),"set":{"at":\#(at),"scrap":1,"note":"cold shut"}}"#).utf8)
    }
}

/// The shipped hub, a broker, and a terminal that keeps a window of commands open.
private struct BrokerCommands {
    func perSecond(commands: Int) throws -> Double {
        let live = try LiveHub(try PlantLoad(machines: 100))
        let topics = TopicGrammar(site: "bench")
        let inbox = try Inbox()
        var settings = ConnectionSettings(broker: try BrokerURL(live.broker.address), clientPrefix: "bench")
        settings.sendMaximum = 500
        let replies = Subscription(topics.reply("bench"), qos: .atLeastOnce, class: .command)
        let connection = try Connection(settings, subscriptions: [replies], inbox: inbox)
        try connection.start()
        defer { connection.stop() }
        for count in [0, CommandPayload.produced] {
            let message = live.load.count(count, at: .now)
            _ = connection.publish(
                OutgoingMessage(
                    topic: String(decoding: message.topic, as: UTF8.self), payload: message.payload, qos: .atLeastOnce))
        }
        let payloads = (0..<commands).map { _ in CommandPayload.bytes(machine: PlantLoad.firstMachine) }
        var batch = InboxBatch()
        var (sent, answered) = (0, 0)
        let window = 300
        var start = ContinuousClock.now
        let end = start + .seconds(60)
        while answered < commands, ContinuousClock.now < end {
            inbox.drain(into: &batch)
            for item in batch.items {
                switch item {
                case .link(.subscribed): start = .now
                case .link: break
                case .message: answered += 1
                }
            }
            guard connection.status.isConnected else {
                _ = inbox.wait(within: .milliseconds(20))
                continue
            }
            while sent < commands, sent - answered < window {
                let message = OutgoingMessage(
                    topic: topics.command("bench"), payload: payloads[sent], qos: .atLeastOnce)
                guard connection.publish(message) == .accepted else { break }
                sent += 1
            }
            _ = inbox.wait(within: .milliseconds(20))
        }
        guard answered >= commands else { throw ChildProcess.Failure("\(answered) of \(commands) were answered") }
        return Double(commands) / (ContinuousClock.now - start).seconds
    }
}

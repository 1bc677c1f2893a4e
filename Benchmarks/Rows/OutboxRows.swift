import Basis
import DemoPlant
import Foundation
import Records
import Store
import Telemetry
import TestSupport

/// F3: a terminal that was cut off for a shift. 10,000 forms wait on its disk when its dashboard starts beside the hub.
func outboxRows() -> [BenchmarkRow] {
    let names = [
        "dashboard with 10,000 queued forms, memory beyond one with none",
        "10,000 queued forms of one machine, sent and answered",
    ]
    do {
        let stage = try OutboxStage()
        let none = try stage.run(forms: 0)
        let many = try stage.run(forms: 10_000)
        let growth = Double(many.residentBytes - none.residentBytes) / 1_048_576
        let rate = 10_000 / many.seconds
        return [
            BenchmarkRow(
                names[0], growth, "MB", bar: "< 20 MB", isPassed: growth < 20, knownThing: "the one with none",
                figure: Double(none.residentBytes) / 1_048_576),
            BenchmarkRow(
                names[1], rate, "/s", bar: "≥ 200 /s in order",
                isPassed: rate >= 200 && many.isInOrder, knownThing: many.isInOrder ? "in order" : "not in order",
                figure: nil),
        ]
    } catch {
        return names.map { BenchmarkRow($0, bar: "< 20 MB, ≥ 200 /s in order", notRunBecause: "\(error)") }
    }
}

private final class OutboxStage {
    private let live: LiveHub
    private let topics = TopicGrammar(site: "bench")
    private let inbox: Inbox
    private let connection: Connection

    struct Outcome {
        /// The most that was seen.
        var residentBytes: Int
        /// From the first answer to the last.
        var seconds: Double
        var isInOrder: Bool
    }

    init() throws {
        live = try LiveHub(try PlantLoad(machines: 100))
        inbox = try Inbox()
        let replies = Subscription(topics.reply(topicForm: "+"), qos: .atLeastOnce, class: .command)
        connection = try Connection(
            ConnectionSettings(broker: try BrokerURL(live.broker.address), clientPrefix: "bench"),
            subscriptions: [replies], inbox: inbox)
        try connection.start()
        // What is booked as scrap has to have been produced.
        let publisher = try LoadPublisher(live.load, to: live.broker.address)
        for count in [0, CommandPayload.produced] { publisher.publish(live.load.count(count, at: .now)) }
        publisher.stop()
    }

    deinit { connection.stop() }

    func run(forms: Int) throws -> Outcome {
        // In memory: terminals stand elsewhere, and on one disk their commits and the hub's wait for each other.
        let state = try TemporaryFolder(in: "/dev/shm")
        let keys = try fill(state.path + "/floortui", forms)
        var options = PtyProgram.Options()
        options.environment = ["XDG_STATE_HOME": state.path]
        let program = try PtyProgram(Product.path, ["dashboard", "--broker", live.broker.address], options)
        guard program.wait(for: PlantLoad.firstMachine) else {
            throw ChildProcess.Failure("the dashboard does not show \(PlantLoad.firstMachine) within 10 s")
        }
        var answered: [String] = []
        var most = ProcessUsage.residentBytes(program.processID) ?? 0
        var batch = InboxBatch()
        let tape = JSONTape()
        let begin = ContinuousClock.now
        var last = begin
        let settles = begin + .seconds(3)
        while answered.count < forms || ContinuousClock.now < settles {
            guard begin.duration(to: .now) < .seconds(90) else {
                throw ChildProcess.Failure("\(answered.count) of \(forms) forms were answered within 90 s")
            }
            _ = program.wait(within: .milliseconds(20)) { _ in false }
            most = max(most, ProcessUsage.residentBytes(program.processID) ?? 0)
            inbox.drain(into: &batch)
            for case .message(let message) in batch.items {
                guard let node = try? tape.read(batch.payload(of: message)), let key = node["key"]?.string else {
                    continue
                }
                guard node["outcome"]?.equals("saved") == true else {
                    throw ChildProcess.Failure("a form of the benchmark was refused")
                }
                answered.append(key)
                last = .now
            }
        }
        return Outcome(
            residentBytes: most, seconds: begin.duration(to: last).seconds, isInOrder: Self.isInOrder(answered, keys))
    }

    /// All are bookings of one machine, so that each waits for the answer to the one before. Returns their places by key.
    private func fill(_ base: String, _ forms: Int) throws -> [String: Int] {
        let outbox = try OutboxStore(in: try TerminalFolder(in: base), now: .now)
        var keys: [String: Int] = [:]
        for first in stride(from: 0, to: forms, by: 500) {
            try outbox.apply(
                (first..<min(first + 500, forms)).map { number in
                    let key = UUID().uuidString.lowercased()
                    keys[key] = number
                    var command = NewCommand(
                        key: key, kind: "quantity.book", object: PlantLoad.firstMachine, base: nil, entered: .now)
                    command.set("at", FieldValue(Instant.now))
                    command.set("scrap", .integer(1))
                    command.set("note", .text("cold shut"))
                    var entry = command.entry
                    entry.site = topics.topicForm
                    return .queue(entry)
                })
        }
        return keys
    }

    /// Answers may come twice, but the first of each in the order in which the forms were filled in.
    private static func isInOrder(_ answered: [String], _ numbers: [String: Int]) -> Bool {
        var next = 0
        for number in answered.compactMap({ numbers[$0] }) where number >= next {
            guard number == next else { return false }
            next += 1
        }
        return next == numbers.count
    }
}

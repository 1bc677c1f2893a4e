import Basis
import DemoPlant
import Glibc
import Records
import Shopfloor
import Store
import Telemetry
import TestSupport
import Testing

@testable import FloorTUI

/// The commands of F16 and F17: more messages than there is room for, at the hub, at the broker and at the terminal.
extension OutboxOfHubTests {
    @Test("F16: forms that are typed in a storm are saved while it goes on, once and in order")
    func typedInStorm() throws {
        let hall = try CommandHall()
        try hall.raise(10)
        let run = try OutboxRun(hall.broker.address, base: base)
        defer { run.end() }
        let storm = try Storm(hall.broker.address)
        var typed: [OutboxEntry] = []
        // Longer than it takes until all places are full.
        while storm.sent < 20_000 {
            let round = typed.count
            typed += (0..<20).map { note(run, on: $0 % 10, "form \(round + $0)") }
            let areSaved = wait(run, within: .seconds(60)) {
                storm.blow("p/M1/step")
                return run.count(.saved) == typed.count
            }
            #expect(!storm.isAllSent, "there was no storm")
            try #require(areSaved, "\(run.outbox.picture.contents.counts) of \(typed.count): \(hall.hub.said)")
        }
        try expectOnce(typed, run, in: hall)
    }

    /// Beside the 200 on their way to a client, so many wait for it; others this broker drops without a word to anybody.
    private static let small = ["max_queued_messages 30"]
    private static let tooMany = 400

    @Test(
        "F17: forms that the broker dropped for a hub that stood are sent again until each is saved, once and in order")
    func droppedForms() throws {
        let hall = try CommandHall(broker: Self.small)
        let alarms = 10
        try hall.raise(alarms)
        let run = try OutboxRun(hall.broker.address, base: base)
        defer { run.end() }
        #expect(wait(run) { run.connection.status.isConnected })
        // The hub takes nothing any more, and what machines say fills its place at the broker.
        hall.hub.process.send(signal: SIGSTOP)
        for number in 0..<Self.tooMany { hall.reader.publish("p/M1/step", #"{"t": 0, "v": \#(number)}"#) }
        #expect(hall.reader.wait { hall.reader.isAllSent })
        var typed = (0..<alarms).map { note(run, on: $0, "first") }
        typed += (0..<alarms).map { note(run, on: $0, "second") }
        let topic = DocumentReader.topics.command(run.outbox.terminal)
        let areSent = wait(run) {
            _ = hall.reader.wait(within: .zero) { true }
            return hall.reader.counts[topic] ?? 0 >= alarms && run.connection.unacknowledged == 0
        }
        #expect(areSent, "\(hall.reader.counts[topic] ?? 0)")
        // Now the terminal waits: what the broker has kept is all that comes to the hub.
        hall.hub.process.send(signal: SIGCONT)
        let other = try CommandTerminal(hall.broker.address, name: "t2")
        let key = other.acknowledge(CommandHall.alarm(0))
        #expect(other.workUntilAnswered(), "\(hall.hub.said)")
        let came = try kept(typed, in: hall)
        #expect(came < alarms, "the broker dropped none")
        #expect(wait(run, within: .seconds(60)) { run.count(.saved) == typed.count }, "\(hall.hub.said)")
        #expect(run.count(.refused) + run.count(.conflict) + run.count(.queued) == 0)
        try expectOnce(typed, run, in: hall)
        let oracle = try CommandOracle(hall.folder.file("store"))
        #expect(try oracle.faults(keys: [key], alarms: 1, answers: other.replies) == [])
    }

    @Test("F17: forms whose answers the broker dropped are sent again until each is answered, and are done once")
    func droppedAnswers() throws {
        let hall = try CommandHall(broker: Self.small)
        try hall.raise(10)
        let proxy = try FaultProxy(to: hall.broker.port)
        let run = try OutboxRun(proxy.address, base: base)
        defer { run.end() }
        var typed = [note(run, on: 0, "before")]
        #expect(wait(run) { run.count(.saved) == 1 }, "\(hall.hub.said)")
        // The terminal takes nothing any more, and what others say to it fills its place at the broker.
        proxy.stall(toBroker: false, toClients: true)
        let topic = DocumentReader.topics.reply(run.outbox.terminal)
        for number in 0..<Self.tooMany { hall.reader.publish(topic, "\(number)") }
        #expect(hall.reader.wait { hall.reader.isAllSent })
        typed += (1..<6).map { note(run, on: $0, "meanwhile") }
        #expect(try wait(run) { try kept(typed, in: hall) == typed.count }, "\(hall.hub.said)")
        #expect(run.count(.saved) == 1 && run.answers == 1)
        // What was kept for it comes in order: behind its last an answer that was kept would have come.
        proxy.stall(false)
        let isRead = eventually {
            hall.reader.publish(topic, "last")
            run.read()
            return run.strange.contains("last")
        }
        #expect(isRead)
        #expect(run.answers == 1, "the broker dropped no answer")
        #expect(run.strange.count < Self.tooMany)
        #expect(wait(run) { run.count(.saved) == typed.count }, "\(hall.hub.said)")
        try expectOnce(typed, run, in: hall)
    }

    /// How many of them the hub has, by its own word.
    private func kept(_ typed: [OutboxEntry], in hall: CommandHall) throws -> Int {
        try hall.answer { .status(keys: typed.map(\.key), cursor: $0) }.count { row in
            (try? JSONTape().read(row))?["reply"].flatMap(CommandReply.init) != nil
        }
    }
}

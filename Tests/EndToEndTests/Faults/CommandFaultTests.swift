import Basis
import DemoPlant
import Foundation
import Glibc
import Records
import Shopfloor
import Store
import TestSupport
import Testing

/// The commands of F1, F2, F12, F20 and F23, and S16: whatever happens, what was answered SAVED is there once. Those of F16
/// and F17 are in `OutboxOfHubTests`.
@Suite("Faults and commands")
struct CommandFaultTests {
    @Test(
        "F20: killed at any step of a command, a hub that comes back has applied it once", arguments: FailPoint.allCases
    )
    func killedAtStep(_ point: FailPoint) throws {
        let hall = try CommandHall(environment: [FailPoint.variable: point.rawValue])
        try hall.raise(12)
        let terminal = try CommandTerminal(hall.broker.address)
        let keys = Set((0..<12).map { terminal.acknowledge(CommandHall.alarm($0)) })
        #expect(terminal.work { hall.hub.process.wait(within: .zero) != nil }, "it was not killed: \(hall.hub.said)")
        #expect(hall.hub.process.wait(within: .zero) == .signal(SIGKILL))
        let start = ContinuousClock.now
        try hall.startHub()
        #expect(terminal.workUntilAnswered(), "\(terminal.waiting.count) have no answer: \(hall.hub.said)")
        #expect(ContinuousClock.now - start < .seconds(8))
        try hall.expectWhole(terminal, keys: keys)
    }

    /// How often F20 kills at random; `make kills` asks for 500.
    static let kills = ProcessInfo.processInfo.environment["FLOORTUI_RANDOM_KILLS"].flatMap { Int($0) } ?? 25

    /// I1 to I9: commands, and a dashboard that nobody reads from meanwhile.
    @Test("F20: killed at random under load of every kind of command, again and again, it has applied each once")
    func killedAtRandom() throws {
        let hall = try CommandHall()
        let mix = CommandMix(rounds: Self.kills)
        let isHeard = eventually {
            hall.reader.publish(mix.first.topic, mix.first.payload)
            return hall.reader.wait(within: .milliseconds(250)) { hall.reader.state("M1") == "producing" }
        }
        try #require(isHeard, "\(hall.hub.said)")
        let screen = try PtyProgram.dashboard(broker: hall.broker.address, size: TestSupport.ScreenSize(120, 40))
        hall.expectEqual(screen)
        let marks = try [hall.hub.process.processID, screen.processID].map { try ProcessMark($0) }
        for message in mix.messages { hall.reader.publish(message.topic, message.payload) }
        // A machine has at most so many alarms.
        let each = max(1, min(20, AlarmBook.limit / Self.kills))
        try hall.raise(each * Self.kills)
        let terminals = try ["t1", "t2"].map { try CommandTerminal(hall.broker.address, name: $0) }
        var random = SplitMix(state: 20)
        var keys: Set<String> = []
        for round in 0..<Self.kills {
            let alarms = (each * round..<each * (round + 1)).map { CommandHall.alarm($0) }
            for order in mix.orders(round, alarms: alarms) {
                let key = terminals[order.terminal].say(order.kind, order.id, order.set)
                keys.insert(key)
                guard order.terminal == 1, order.kind == "stop.explain" else { continue }
                let decision = CommandMix.decision(of: key)
                keys.insert(terminals[0].say(decision.kind, decision.id, decision.set))
            }
            for terminal in terminals {
                let end = ContinuousClock.now + .milliseconds(Int.random(in: 1...150, using: &random))
                _ = terminal.work { ContinuousClock.now >= end }
            }
            hall.killHub()
            try hall.startHub()
        }
        for terminal in terminals {
            #expect(terminal.workUntilAnswered(within: .seconds(60)), "\(hall.hub.said)")
        }
        try marks[0].expectBounded(by: hall.hub.process.processID)
        hall.expectEqual(screen)
        try hall.expectAbsence(seenBy: screen)
        try marks[1].expectBounded()
        screen.expectLeaves()
        // Whichever of two notes comes first, the other meets a conflict, and an acknowledgement with it.
        try hall.expectWhole(terminals[0], terminals[1], keys: keys, seesAll: false)
        let outcomes = try CommandOracle(hall.folder.file("store")).outcomes()
        for form in CommandBody.forms { #expect(outcomes[form.kind] != nil, "\(form.kind) was never sent") }
        for kind in ["stop.explain", "stop.split", "quantity.book", "alarm.acknowledge", "alarm.shelve", "alarm.note"] {
            #expect(outcomes[kind]?[.saved] ?? 0 > 0, "\(kind): \(outcomes[kind] ?? [:])")
        }
    }

    @Test("F20: the steps that can be named are exactly those in the code, each once")
    func steps() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")
        var found: [String] = []
        let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            found += text.matches(of: /FailPoint\.reach\(\.(\w+)\)/).map { String($0.output.1) }
        }
        #expect(found.sorted() == FailPoint.allCases.map { "\($0)" }.sorted())
    }

    @Test("F1, F2: a broker that ends, or dies with all it kept, loses no command, and the alarms' documents come back")
    func broker() throws {
        let hall = try CommandHall()
        let restarts = 20
        try hall.raise(6 * restarts)
        let terminals = try ["t1", "t2", "t3"].map { try CommandTerminal(hall.broker.address, name: $0) }
        var keys: Set<String> = []
        for round in 0..<restarts {
            for (index, terminal) in terminals.enumerated() {
                for number in 0..<2 {
                    keys.insert(terminal.acknowledge(CommandHall.alarm(6 * round + 2 * index + number)))
                }
                let end = ContinuousClock.now + .milliseconds(5)
                _ = terminal.work { ContinuousClock.now >= end }
            }
            if round % 2 == 0 { hall.broker.kill() } else { hall.broker.stop() }
            hall.reader.forget()
            try hall.broker.startAgain()
            for terminal in terminals { #expect(terminal.workUntilAnswered(), "\(round): \(hall.hub.said)") }
            let topic = DocumentReader.topics.alarm(CommandHall.alarm(6 * restarts - 1).text)
            #expect(hall.reader.wait(within: .seconds(10)) { hall.reader.documents[topic] != nil })
        }
        try hall.expectWhole(terminals[0], terminals[1], terminals[2], keys: keys)
    }

    @Test(
        "S29: of a store that may not grow any more nothing is changed, machines are shown, and with room it goes on",
        .enabled(if: SmallDisk.canMount, "no right to mount a file system"))
    func fullStore() throws {
        let hall = try CommandHall(disk: 12)
        try hall.raise(3)
        let isFull = hall.reader.wait { hall.reader.text(DocumentReader.topics.hub, "space") == #""full""# }
        try #require(isFull, "\(hall.hub.said)")
        let terminal = try CommandTerminal(hall.broker.address)
        let keys = Set((0..<3).map { terminal.acknowledge(CommandHall.alarm($0)) })
        #expect(terminal.work { terminal.temporary.count >= 3 }, "\(hall.hub.said)")
        #expect(terminal.temporary.allSatisfy { $0.refusal?.text.en.hasPrefix("hub store full") == true })
        #expect(terminal.waiting.count == 3)
        #expect(hall.reader.say("M1", "halt", until: "stopped"), "what machines say is not shown")
        try hall.disk?.resize(megabytes: 64)
        #expect(terminal.workUntilAnswered(), "\(hall.hub.said)")
        try hall.expectWhole(terminal, keys: keys)
    }

    @Test("F23: with a full disk a command is refused as such and kept by its terminal, and saved once there is room")
    func fullDisk() throws {
        let fault = try Preload.fullDisk()
        let hall = try CommandHall(environment: fault.environment)
        try hall.raise(6)
        let terminal = try CommandTerminal(hall.broker.address)
        try fault.fillDisk(true)
        let keys = Set((0..<6).map { terminal.acknowledge(CommandHall.alarm($0)) })
        #expect(terminal.work { terminal.temporary.count >= 6 }, "\(hall.hub.said)")
        #expect(terminal.temporary.allSatisfy { $0.refusal?.text.en.hasPrefix("hub disk full") == true })
        #expect(terminal.waiting.count == 6, "SAVED without a disk")
        #expect(hall.reader.say("M1", "halt", until: "stopped"), "what machines say is not shown")
        try fault.fillDisk(false)
        #expect(terminal.workUntilAnswered(), "\(hall.hub.said)")
        try hall.expectWhole(terminal, keys: keys)
    }

    @Test(
        "a command that eight terminals send at the same moment is done once, and each is answered without sending it again"
    )
    func sentByEight() throws {
        let hall = try CommandHall()
        try hall.raise(3)
        let terminals = try (1...8).map { try CommandTerminal(hall.broker.address, name: "t\($0)") }
        let keys = (0..<3).map { _ in CommandTerminal.key() }
        for terminal in terminals { #expect(terminal.work { terminal.isConnected }) }
        for (number, key) in keys.enumerated() {
            let bytes = CommandTerminal.bytes(key, "alarm.acknowledge", CommandHall.alarm(number).text)
            for terminal in terminals { terminal.publish(bytes) }
        }
        // Of what they published none sends anything again.
        for terminal in terminals {
            #expect(terminal.work { terminal.replies.count == keys.count }, "\(hall.hub.said)")
        }
        hall.hub.process.terminate(grace: .seconds(10))
        let answers = terminals.reduce(into: [:]) { $0.merge($1.replies) { $0 + $1 } }
        let faults = try CommandOracle(hall.folder.file("store")).faults(keys: Set(keys), alarms: 3, answers: answers)
        #expect(faults.isEmpty, "\(faults)")
    }

    @Test("S16: all that was said, said once more, changes nothing: every answer is the one that there was")
    func replayed() throws {
        let hall = try CommandHall()
        try hall.raise(10)
        let terminal = try CommandTerminal(hall.broker.address)
        let keys = Set((0..<10).map { terminal.acknowledge(CommandHall.alarm($0)) })
        let said = Array(terminal.waiting.values)
        #expect(terminal.workUntilAnswered())
        for _ in 0..<3 {
            for bytes in said { terminal.publish(bytes) }
        }
        #expect(terminal.work { keys.allSatisfy { (terminal.replies[$0]?.count ?? 0) >= 4 } })
        let stranger = try CommandTerminal(hall.broker.address, name: "t2")
        for bytes in said { stranger.publish(bytes) }
        #expect(stranger.work { stranger.replies.count == 10 })
        try hall.expectWhole(terminal, stranger, keys: keys)
        let store = try SQLiteStore(reading: hall.folder.file("store"))
        #expect(try store.load().commandKeys.count == 10)
    }

    @Test("F12: a terminal's clock decides nothing, and one that is far ahead is marked")
    func clocks() throws {
        let hall = try CommandHall()
        try hall.raise(2)
        let terminal = try CommandTerminal(hall.broker.address)
        let tape = JSONTape()
        for (number, entered) in [(0, 0), (1, 2_145_916_800_000)] {
            let key = CommandTerminal.key()
            let id = CommandHall.alarm(number).text
            terminal.publish(
                Array(
                    #"{"v":1,"key":"\#(key)","kind":"alarm.acknowledge","id":"\#(id)","base":null,"entered":\#(entered),"set":{}}"#
                        .utf8))
            #expect(terminal.work { terminal.replies[key] != nil })
            let bytes = try #require(terminal.replies[key]?.first)
            let node = try tape.read(bytes)
            let reply = try #require(CommandReply(node))
            #expect(reply.outcome == .saved)
            #expect(reply.isClockSuspect == (entered > 0))
            #expect(abs(reply.at.milliseconds - Int64(Date().timeIntervalSince1970 * 1000)) < 60_000)
        }
    }
}

import Basis
import DemoPlant
import Foundation
import Glibc
import Records
import Shopfloor
import Store
import Telemetry
import TestSupport
import Testing

@testable import FloorTUI

/// A terminal's outbox and the shipped hub, with real broker and disk, and a link between them that can be faulty.
@Suite("Faults of a terminal's way to the hub", .serialized)
struct OutboxOfHubTests {
    private let state: TemporaryFolder
    /// As the dashboard has it below XDG_STATE_HOME.
    var base: String { state.file("floortui") }

    init() throws { state = try TemporaryFolder() }

    func wait(
        _ run: OutboxRun, within limit: Duration = .seconds(30), _ condition: () throws -> Bool
    ) rethrows -> Bool {
        try eventually(within: limit) {
            run.pump()
            return try condition()
        }
    }

    func note(_ run: OutboxRun, on alarm: Int, _ text: String) -> OutboxEntry {
        run.queue(CommandHall.alarm(alarm).text, kind: AlarmNote.form.kind, note: text)
    }

    /// I1, I2, I3, I8: what was typed is in the hub's store, once, in order by object, with the answer that came.
    func expectOnce(_ typed: [OutboxEntry], _ run: OutboxRun? = nil, in hall: CommandHall) throws {
        hall.hub.process.terminate(grace: .seconds(10))
        let oracle = try CommandOracle(hall.folder.file("store"))
        let answered = run?.outbox.picture.contents.entries.compactMap { entry in entry.reply.map { (entry.key, [$0]) }
        }
        let answers = Dictionary(answered ?? []) { $0 + $1 }
        let faults = try oracle.faults(keys: Set(typed.map(\.key)), alarms: nil, answers: answers)
        #expect(faults.isEmpty, "\(faults.prefix(5))")
        let notes = try oracle.notes().mapValues { $0.map(\.note) }
        for (object, entries) in Dictionary(grouping: typed, by: \.object) {
            let said = entries.compactMap { try? JSONTape().read($0.bytes)["set"]?["note"]?.string }
            let isInOrder = notes[String(object.split(separator: "/").last ?? "")] == said
            #expect(isInOrder, "\(object)")
        }
    }

    @Test("F3: ten thousand forms that wait while the broker is away are told, cost nothing, and come through in order")
    func longOutage() throws {
        let hall = try CommandHall()
        let proxy = try FaultProxy(to: hall.broker.port)
        try hall.raise(40)
        proxy.refuse()
        var typed: [OutboxEntry] = []
        do {
            let run = try OutboxRun(proxy.address, base: base)
            typed = (0..<10_000).map { note(run, on: $0 % 40, "form \($0)") }
            #expect(wait(run) { run.count(.queued) == typed.count })
            #expect(run.outbox.picture.saving.isEmpty)
            run.end()
        }
        // The next dashboard of this account, in the built program, has them.
        let screen = try PtyProgram.dashboard(broker: proxy.address, size: TestSupport.ScreenSize(120, 40)) {
            $0.environment["XDG_STATE_HOME"] = state.path
        }
        #expect(screen.wait(for: "10,000 waiting"), "\(screen.screen)")
        let mark = try ProcessMark(screen.processID)
        screen.type("?")
        #expect(screen.wait(within: .seconds(2)) { $0.contains("│") }, "\(screen.screen)")
        screen.type("\u{1B}")
        _ = screen.wait(within: .seconds(2)) { _ in false }
        try mark.expectIdle()
        proxy.refuse(false)
        #expect(
            screen.wait(within: .seconds(10)) {
                $0.contains("● live") && $0.floorRow("M1")?.contains("runs, fault") == true
            }, "\(screen.screen)")
        // Two hundred a second.
        #expect(screen.wait(within: .seconds(50)) { $0.contains("all sent") }, "\(screen.screen)\n\(hall.hub.said)")
        try mark.expectBounded(within: 20 << 20)
        screen.expectLeaves()
        try expectOnce(typed, in: hall)
    }

    @Test("F8: cut after each byte of what goes out and of what comes back: every form is in the hub once")
    func cutAtEveryByte() throws {
        let hall = try CommandHall()
        let proxy = try FaultProxy(to: hall.broker.port)
        try hall.raise(1)
        let run = try OutboxRun(proxy.address, base: base)
        defer { run.end() }
        var typed = [note(run, on: 0, "form 0")]
        #expect(wait(run) { run.count(.saved) == 1 }, "\(hall.hub.said)")
        // What goes up are the form and the acknowledgement of its answer; down, its acknowledgement and the answer. With
        // headers and topics neither is over forty bytes more.
        let answer = try #require(run.outbox.picture.contents.entries.first?.reply)
        let (up, down) = (typed[0].bytes.count + 80, answer.count + 80)
        for cut in 1...(up + down) {
            #expect(wait(run) { run.connection.status.isConnected })
            if cut <= up { proxy.cut(afterBytesToBroker: cut) } else { proxy.cut(afterBytesToClients: cut - up) }
            typed.append(note(run, on: 0, "form \(cut)"))
            #expect(wait(run) { run.count(.queued) == 0 && run.outbox.picture.saving.isEmpty }, "cut at \(cut)")
        }
        #expect(wait(run) { run.count(.saved) == typed.count })
        try expectOnce(typed, run, in: hall)
    }

    @Test(
        "F27: what waits on a terminal after a loss of power at any moment comes to the hub, and is done once",
        .enabled(if: DriverRun.hasCompiler, "no clang to write down with what is written"))
    func powerLoss() throws {
        let hall = try CommandHall()
        try hall.raise(4)
        let preload = try Preload.disk(.none, log: state.file("log"))
        _ = try DriverRun(.outbox, state.file("s"), count: 60, preload)
        let log = try DiskLog(state.file("log"))
        var random = SplitMix(state: 2027)
        var waited: Set<String> = []
        for cut in 0..<12 {
            let base = state.file("cut-\(cut)")
            try log.leaveOutbox(in: base, before: random.below(log.count + 1), with: &random)
            let waiting = try OutboxStore(in: try TerminalFolder(in: base), now: .now).waiting()
            waited.formUnion(waiting.map(\.key))
            let run = try OutboxRun(hall.broker.address, base: base)
            // What one moment left the hub may have of another: it gives the same answer.
            #expect(wait(run) { run.outbox.picture.isRead && run.count(.queued) == 0 }, "\(cut): \(hall.hub.said)")
            #expect(run.count(.saved) >= waiting.count && run.count(.refused) + run.count(.conflict) == 0)
            run.end()
        }
        #expect(waited.count > 10)
        hall.hub.process.terminate(grace: .seconds(10))
        let oracle = try CommandOracle(hall.folder.file("store"))
        #expect(try oracle.faults(keys: waited, alarms: nil, answers: [:]) == [])
    }

    @Test("F19: a form over the broker's limit is refused here with the reason, and holds up no other")
    func tooLarge() throws {
        let hall = try CommandHall(broker: ["max_packet_size 4000"])
        try hall.raise(6)
        let run = try OutboxRun(hall.broker.address, base: base)
        defer { run.end() }
        var typed = (0..<3).map { note(run, on: $0, "short") }
        let long = note(run, on: 0, String(repeating: "long ", count: 1000))
        typed += (3..<6).map { note(run, on: $0, "short") }
        #expect(
            wait(run) { run.count(.saved) == 6 && run.count(.refused) == 1 }, "\(run.outbox.picture.contents.counts)")
        let refused = try #require(run.outbox.picture.contents.entries.first)
        #expect(refused.key == long.key && refused.answer?.refusal?.code == .tooLarge)
        #expect(refused.answer?.refusal?.text.en.contains("4000 bytes") == true)
        // What waits behind it goes, too.
        typed.append(note(run, on: 0, "shorter"))
        #expect(wait(run) { run.count(.saved) == 7 })
        try expectOnce(typed, run, in: hall)
        #expect(try SQLiteStore(reading: hall.folder.file("store")).commands([long.key]) == [nil])
    }

    @Test(
        "what another terminal left behind is of that one in the record, and in conflict with what the sender has said")
    func leftBehind() throws {
        let hall = try CommandHall()
        try hall.raise(2)
        let (sender, author, typed) = try leave(hall)
        // Both folders are free once their programs are gone for good.
        let areFree = eventually {
            guard let folder = try? TerminalFolder(in: base), folder.id == sender else { return false }
            return folder.abandoned(in: base) { _ in }.map(\.id) == [author]
        }
        try #require(areFree)
        let screen = try PtyProgram.dashboard(broker: hall.broker.address, size: TestSupport.ScreenSize(120, 40)) {
            $0.environment["XDG_STATE_HOME"] = state.path
        }
        #expect(screen.wait { $0.contains("1 conflict") && !$0.contains("waiting") }, "\(screen.screen)")
        screen.type(":outbox\r")
        #expect(screen.wait { $0.contains("› \(sender)") && $0.contains("\(author): ") }, "\(screen.screen)")
        screen.type("\r")
        #expect(
            screen.wait { $0.contains("left behind by terminal \(author)") && $0.contains("by \(sender)") },
            "\(screen.screen)")
        screen.type("\u{1B}\u{1B}")
        screen.expectLeaves()
        hall.hub.process.terminate(grace: .seconds(10))
        let oracle = try CommandOracle(hall.folder.file("store"))
        #expect(try oracle.faults(keys: Set(typed.map(\.key)), alarms: nil, answers: [:]) == [])
        #expect(
            try typed.map { try oracle.terminals(of: $0.key) } == [
                [sender, nil], [author, sender], [author, sender],
            ])
        let notes = try oracle.notes()
        #expect(notes["c0"]?.map(\.by) == [sender] && notes["c1"]?.map(\.by) == [author])
    }

    /// One terminal notes an alarm; another, without a link, notes the same and a second one. Both are gone then.
    private func leave(_ hall: CommandHall) throws -> (sender: String, author: String, typed: [OutboxEntry]) {
        let proxy = try FaultProxy(to: hall.broker.port)
        proxy.refuse()
        let sender = try OutboxRun(hall.broker.address, base: base)
        let author = try OutboxRun(proxy.address, base: base)
        var typed = [note(sender, on: 0, "of who sends")]
        typed += [note(author, on: 0, "of who left"), note(author, on: 1, "of who left")]
        #expect(wait(sender) { sender.count(.saved) == 1 }, "\(hall.hub.said)")
        #expect(wait(author) { author.count(.queued) == 2 })
        for run in [sender, author] { run.end() }
        return (sender.outbox.terminal, author.outbox.terminal, typed)
    }
}

import Basis
import Foundation
import Records
import Store
import Telemetry
import TestSupport
import Testing

@testable import FloorTUI

/// Faults of `reliability.md` by their ids, as a terminal's outbox lives through them: real broker, real disk, a hub that
/// counts what comes.
@Suite("Faults of a terminal's way to the hub", .serialized)
struct OutboxFaultTests {
    let folder: TemporaryFolder
    let broker: TestBroker
    let proxy: FaultProxy
    let hub: ScriptedHub

    init() throws {
        folder = try TemporaryFolder()
        broker = try TestBroker(extra: ["max_queued_messages 0"])
        proxy = try FaultProxy(to: broker.port)
        hub = try ScriptedHub(broker.address)
    }

    private func wait(_ run: OutboxRun, within limit: Duration = .seconds(30), _ condition: () -> Bool) -> Bool {
        eventually(within: limit) {
            run.pump()
            hub.pump()
            return condition()
        }
    }

    /// I1, I2: what was typed is in the hub, once, in order by object; the terminal says so of each.
    private func expectOnce(_ typed: [OutboxEntry]) {
        #expect(hub.applied.count == typed.count)
        let byObject = Dictionary(grouping: typed) { $0.object }
        let applied = Dictionary(grouping: hub.applied) { bytes in
            (try? JSONTape().read(bytes))?["id"]?.string ?? ""
        }
        for (object, entries) in byObject { #expect(applied[object] == entries.map(\.bytes), "\(object)") }
    }

    @Test("F3: ten thousand forms typed while the broker is away are on the disk, and come through in order, each once")
    func longOutage() throws {
        proxy.refuse()
        let run = try OutboxRun(proxy.address, base: folder.path)
        defer { run.end() }
        let typed = (0..<10_000).map { run.queue("M\($0 % 40)@1", note: "form \($0)") }
        #expect(wait(run) { run.count(.queued) == typed.count })
        #expect(run.outbox.picture.saving.isEmpty && hub.applied.isEmpty)
        proxy.refuse(false)
        #expect(wait(run, within: .seconds(60)) { run.count(.saved) >= 1000 && run.count(.queued) == 0 })
        expectOnce(typed)
    }

    @Test("F8: cut after each byte of what goes out and of what comes back: every form is in the hub once")
    func cutAtEveryByte() throws {
        let run = try OutboxRun(proxy.address, base: folder.path)
        defer { run.end() }
        var typed = [run.queue("M@1", note: "form")]
        #expect(wait(run) { run.count(.saved) == 1 })
        // What goes up are the form and the acknowledgement of its answer; down, its acknowledgement and the answer. With
        // headers and topics neither is over forty bytes more.
        let answer = try #require(run.outbox.picture.contents.entries.first?.reply)
        let (up, down) = (typed[0].bytes.count + 80, answer.count + 80)
        for cut in 1...(up + down) {
            #expect(wait(run) { run.connection.status.isConnected })
            if cut <= up { proxy.cut(afterBytesToBroker: cut) } else { proxy.cut(afterBytesToClients: cut - up) }
            typed.append(run.queue("M@1", note: "form"))
            #expect(wait(run) { run.count(.queued) == 0 && run.outbox.picture.saving.isEmpty }, "cut at \(cut)")
        }
        #expect(wait(run) { run.count(.saved) == typed.count })
        expectOnce(typed)
    }

    @Test("F19: a form over the broker's limit is refused here with the reason, and holds up no other")
    func tooLarge() throws {
        let small = try TestBroker(extra: ["max_packet_size 1000"])
        let hub = try ScriptedHub(small.address)
        let run = try OutboxRun(small.address, base: folder.path)
        defer { run.end() }
        for number in 0..<3 { run.queue("M\(number)@1") }
        run.queue("M9@1", note: String(repeating: "long ", count: 1000))
        for number in 3..<6 { run.queue("M\(number)@1") }
        let isDone = eventually(within: .seconds(20)) {
            run.pump()
            hub.pump()
            return run.count(.saved) == 6 && run.count(.refused) == 1
        }
        #expect(isDone, "\(run.outbox.picture.contents.counts)")
        let refused = try #require(run.outbox.picture.contents.entries.first)
        let bytes = try #require(refused.reply)
        let reply = try JSONTape().read(bytes)
        #expect(CommandReply(reply)?.refusal?.code == .tooLarge)
        #expect(CommandReply(reply)?.refusal?.text.en.contains("1000 bytes") == true)
        #expect(hub.applied.count == 6)
    }

    @Test("F1, F2: the broker is stopped and killed while forms are typed: each is in the hub once, in order")
    func brokerRestarts() throws {
        let run = try OutboxRun(broker.address, base: folder.path)
        defer { run.end() }
        var typed: [OutboxEntry] = []
        for round in 0..<6 {
            for number in 0..<20 { typed.append(run.queue("M\(number % 3)@1", note: "\(round)/\(number)")) }
            run.pump()
            hub.pump()
            if round.isMultiple(of: 2) { broker.stop() } else { broker.kill() }
            for number in 0..<5 { typed.append(run.queue("M\(number % 3)@1", note: "\(round)/away/\(number)")) }
            try broker.startAgain()
        }
        #expect(wait(run) { run.count(.saved) == typed.count })
        expectOnce(typed)
    }

    @Test("SAVED is the hub's word alone: without its answer a form waits, however often the broker took it")
    func mute() throws {
        hub.isMute = true
        let run = try OutboxRun(broker.address, base: folder.path)
        defer { run.end() }
        let typed = [run.queue("M@1"), run.queue("M@1")]
        // Sent twice, since no answer came; the second waits behind the first.
        #expect(wait(run) { hub.arrivals[typed[0].key] ?? 0 >= 2 })
        #expect(run.count(.saved) == 0 && run.count(.queued) == 2 && hub.arrivals[typed[1].key] == nil)
        hub.isMute = false
        #expect(wait(run) { run.count(.saved) == 2 })
        expectOnce(typed)
    }

    @Test("a refused form and a conflict block neither their object nor another")
    func jam() throws {
        hub.judge = { _, bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            return text.contains("bad") ? .refused : text.contains("clash") ? .conflict : .saved
        }
        let run = try OutboxRun(broker.address, base: folder.path)
        defer { run.end() }
        for note in ["bad", "clash", "good"] { run.queue("M1@1", note: note) }
        run.queue("M2@1", note: "good")
        #expect(wait(run) { run.count(.saved) == 2 && run.count(.refused) == 1 && run.count(.conflict) == 1 })
    }

    @Test("S16: the whole traffic of a terminal sent once more changes nothing")
    func replayed() throws {
        let run = try OutboxRun(broker.address, base: folder.path)
        defer { run.end() }
        let typed = (0..<20).map { run.queue("M\($0 % 2)@1", note: "\($0)") }
        #expect(wait(run) { run.count(.saved) == 20 })
        let connection = run.connection
        for entry in typed {
            let topic = hub.topics.command(run.outbox.terminal)
            _ = connection.publish(.init(topic: topic, payload: entry.bytes, qos: .atLeastOnce))
        }
        #expect(wait(run) { typed.allSatisfy { hub.arrivals[$0.key] == 2 } })
        run.pump()
        #expect(run.count(.saved) == 20 && run.count(.queued) == 0)
        expectOnce(typed)
    }

    @Test("what a terminal that is gone left is sent by the next, with its keys; what the hub has is not sent again")
    func leftBehind() throws {
        var typed: [OutboxEntry] = []
        do {
            let first = try OutboxRun(broker.address, base: folder.path)
            hub.isMute = true
            typed.append(first.queue("M@1", note: "sent, unanswered"))
            #expect(wait(first) { hub.arrivals.count == 1 })
            first.connection.stop(within: .milliseconds(300))
            typed.append(first.queue("M@1", note: "never sent"))
            #expect(wait(first) { first.count(.queued) == 2 })
            first.end()
        }
        hub.isMute = false
        // Two at once: one takes the folder again, whichever finds it free, the other a new one.
        let one = try OutboxRun(broker.address, base: folder.path)
        let other = try OutboxRun(broker.address, base: folder.path)
        defer {
            one.end()
            other.end()
        }
        #expect(one.outbox.terminal != other.outbox.terminal)
        #expect(
            wait(one) {
                other.pump()
                return one.count(.saved) + other.count(.saved) == 2
            }, "\(one.count(.saved)), \(other.count(.saved)) saved; \(one.count(.queued)) wait")
        expectOnce(typed)
        #expect(hub.arrivals[typed[0].key] == 1)
    }
}

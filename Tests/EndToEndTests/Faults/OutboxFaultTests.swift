import Basis
import Foundation
import Records
import Store
import Telemetry
import TestSupport
import Testing

@testable import FloorTUI

/// What a hub that works never shows: one that is mute, one that judges as it is told, and how often each command comes.
/// Real broker, real disk.
@Suite("A terminal's outbox and a hub on a script", .serialized)
struct OutboxFaultTests {
    let folder: TemporaryFolder
    let broker: TestBroker
    let hub: ScriptedHub

    init() throws {
        folder = try TemporaryFolder()
        broker = try TestBroker(extra: ["max_queued_messages 0"])
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

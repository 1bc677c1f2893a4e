import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

@Suite("Readings that come late")
struct LateReadingTests {
    /// Since before anything was known, and then by second and state.
    private func intervals(_ rig: HubRig, _ machine: String = "A") -> [String] {
        (NaiveIntervals.all(rig.entries.map(\.event))[machine]?.rows ?? []).map { row in
            "\(HubRig.text(row.from)) \(row.condition.native ?? row.condition.why?.rawValue ?? row.condition.state.rawValue)"
        }
    }

    @Test("a late value holds from its time until the next reading of its tag; the correction names what it replaces")
    func corrects() throws {
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0)
        rig.value("A/mode", "\"run\"", at: 50)
        rig.value("A/mode", "\"ready\"", at: 60)
        let before = rig.take()
        let opened = try #require(
            rig.entries.first {
                if case .state(let change) = $0.event { change.condition.native == "run" } else { false }
            })
        #expect(before.count > 2)
        rig.value("A/mode", "\"ready\"", at: 61, time: 30)
        let found = rig.corrections()
        #expect(
            found == [
                StateCorrected(
                    machine: "A", from: HubRig.second(30), to: HubRig.second(50),
                    condition: Condition(.idle, native: "ready"), replaces: opened.seq)
            ])
        #expect(intervals(rig) == ["- never", "0 run", "30 ready", "50 run", "60 ready"])
    }

    @Test("the same late reading again, or one that says what is known, corrects nothing")
    func nothingNew() throws {
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0)
        rig.value("A/mode", "\"ready\"", at: 60)
        rig.value("A/mode", "\"ready\"", at: 61, time: 30)
        #expect(rig.corrections().count == 1)
        rig.value("A/mode", "\"ready\"", at: 62, time: 30)
        rig.value("A/mode", "\"run\"", at: 63, time: 10)
        #expect(rig.corrections().isEmpty)
    }

    @Test("a value that the broker kept never corrects")
    func retained() throws {
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0)
        rig.value("A/mode", "\"ready\"", at: 60)
        rig.value("A/mode", "\"ready\"", at: 61, time: 30, retained: true)
        rig.value("A/door", "true", at: 62, time: 20, retained: true)
        #expect(rig.corrections().isEmpty)
    }

    @Test("a value that could not be believed in time is not believed late; no value is a word of the source")
    func unusable() throws {
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0)
        rig.value("A/mode", "\"ready\"", at: 60)
        rig.value("A/mode", "\"OFF\"", at: 61, time: 30)
        #expect(rig.corrections().map(\.condition) == [.noData(.source, native: "OFF")])
    }

    @Test("a rule that has to hold for a while is judged in the past as it would have been then")
    func held() throws {
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0)
        rig.value("A/door", "false", at: 0)
        rig.value("A/mode", "\"run\"", at: 50)
        rig.value("A/door", "false", at: 50)
        _ = rig.take()
        rig.value("A/door", "true", at: 52, time: 20)
        // Open from 20 until 50, and so in maintenance ten seconds later.
        #expect(rig.corrections().map { [$0.from, $0.to] } == [[HubRig.second(30), HubRig.second(50)]])
    }

    @Test("what came in another order than it was, though no tag's reading is late, is put in order")
    func acrossTags() throws {
        var rig = try HubRig()
        rig.value("A/door", "true", at: 0)
        rig.value("A/door", "false", at: 20)
        rig.value("A/mode", "\"run\"", at: 30)
        rig.value("A/mode", "\"ready\"", at: 41, time: 40)
        rig.value("A/door", "true", at: 42, time: 25)
        rig.value("A/door", "false", at: 50)
        _ = rig.take()
        #expect(
            intervals(rig) == [
                "- never", "0 source", "10 maintenance", "20 source", "30 run", "35 run", "40 ready", "50 ready",
            ])
    }

    @Test("a silence that was none is filled from reading to reading; a longer one stays")
    func silence() throws {
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0)
        rig.value("A/mode", "\"run\"", at: 200)
        rig.value("A/mode", "\"run\"", at: 210, time: 50)
        _ = rig.take()
        #expect(intervals(rig) == ["- never", "0 run", "50 silent", "200 run"])
        rig.value("A/mode", "\"ready\"", at: 220, time: 150)
        _ = rig.take()
        #expect(intervals(rig) == ["- never", "0 run", "50 silent", "150 ready", "200 run"])
        rig.value("A/mode", "\"run\"", at: 221, time: 100)
        _ = rig.take()
        #expect(intervals(rig) == ["- never", "0 run", "150 ready", "200 run"])
    }

    @Test("a word that was held up on its way, but came in time by its own clock, ends a silence that was none")
    func heldUp() throws {
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0)
        rig.core.advance(to: HubRig.second(150))
        _ = rig.take()
        #expect(intervals(rig) == ["- never", "0 silent"])
        rig.value("A/mode", "\"run\"", at: 200, time: 50)
        rig.value("A/mode", "\"ready\"", at: 201, time: 180)
        _ = rig.take()
        #expect(intervals(rig) == ["- never", "0 run", "180 ready"])
    }

    @Test("later than its limit a reading is quarantined, and so is one of a time whose values are no longer known")
    func beyond() throws {
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0)
        let end = Int64(MachinePast.limit)
        for second in 1...end { rig.value("A/mode", "\"run\"", at: second) }
        _ = rig.take()
        rig.value("A/mode", "\"ready\"", at: end + 1, time: 500)
        let batch = rig.core.takePending()
        #expect(batch.rejected["late, not judged"] == 1 && batch.entries.isEmpty)
        rig.value("A/mode", "\"ready\"", at: end + 2 + 72 * 3600, time: end - 10)
        #expect(rig.core.takePending().rejected["too late"] == 1)
    }

    @Test("as of then a correction is not known, as of now it is")
    func asOf() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0)
        rig.value("A/mode", "\"ready\"", at: 60)
        rig.value("A/mode", "\"ready\"", at: 100, time: 30)
        rig.core.stop(at: rig.core.clock)
        try store.commit(rig.core.takePending())
        var query = Query(.machines)
        query.machine = "A"
        query.at = HubRig.second(45)
        let answer = QueryAnswer(store: store)
        #expect(try answer.rows(query).first?.members.first { $0.name == "state" }?.value == .text("producing"))
        query.includesLater = true
        #expect(try answer.rows(query).first?.members.first { $0.name == "state" }?.value == .text("idle"))
        let rows = try store.intervals(machine: "A", window: nil, asOf: .now)
        try store.rebuildTables()
        #expect(try store.intervals(machine: "A", window: nil, asOf: .now) == rows)
    }

    @Test("a hub that starts again corrects what it saw itself, and its corrections name entries of the store")
    func afterRestart() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0)
        rig.value("A/mode", "\"ready\"", at: 60)
        rig.core.stop(at: HubRig.second(61))
        try store.commit(rig.core.takePending())
        var next = try HubRig(store.load())
        next.core.putBackRecent(try store.recordedIntervals(window: Interval(from: .distantPast, to: .distantFuture)))
        next.value("A/mode", "\"run\"", at: 100)
        next.value("A/mode", "\"ready\"", at: 101, time: 90)
        next.value("A/mode", "\"ready\"", at: 102, time: 30)
        let batch = next.core.takePending()
        let found = batch.entries.compactMap {
            if case .correction(let correction) = $0.event { correction } else { nil }
        }
        let hub = try #require(
            batch.entries.first { if case .state(let change) = $0.event { change.machine == "A" } else { false } })
        #expect(found.map(\.from) == [HubRig.second(90)] && found.map(\.replaces) == [hub.seq])
        #expect(batch.rejected["late, not judged"] == 1)
        try store.commit(batch)
    }

    private struct Word {
        var time: Int64
        var arrived: Int64
        var topic: String
        var value: String
    }

    /// Words of one machine, none at the time of another, each up to a minute late.
    private func words(_ random: inout SplitMix) -> [Word] {
        (1...120).map { index in
            let time = Int64(index) * 700 + Int64(random.below(600))
            let isMode = random.below(3) > 0
            let value =
                isMode ? ["\"run\"", "\"ready\"", "\"OFF\""][random.below(3)] : ["true", "false"][random.below(2)]
            let delay = random.below(3) == 0 ? Int64(random.below(60_000)) : 0
            return Word(time: time, arrived: time + delay, topic: isMode ? "A/mode" : "A/door", value: value)
        }
    }

    /// The intervals that they lead to, as texts: the machine is heard all the time, and all is known at the end.
    private func play(_ words: [Word], arrival: (Word) -> Int64) throws -> [String] {
        var words = words.map { ($0, arrival($0)) }
        for time in stride(from: Int64(0), through: 160_000, by: 20_000) {
            words.append((Word(time: time, arrived: time, topic: "A/oil", value: "\(time)"), time))
        }
        for (topic, value) in [("A/mode", "\"run\""), ("A/door", "false")] {
            words.append((Word(time: 160_000, arrived: 160_000, topic: topic, value: value), 160_000))
        }
        // Without what has to hold for a while: limits of time run on the hub's clock.
        var rig = try HubRig(plant: HubRig.plant.replacing("door for 10s", with: "door"))
        for (word, arrival) in words.sorted(by: { ($0.1, $0.0.time, $0.0.topic) < ($1.1, $1.0.time, $1.0.topic) }) {
            let payload = #"{"t":\#(HubRig.at(word.time).milliseconds),"v":\#(word.value)}"#
            rig.send("p/" + word.topic, payload, at: HubRig.at(arrival))
        }
        _ = rig.take()
        return (NaiveIntervals.all(rig.entries.map(\.event))["A"]?.rows ?? []).map { row in
            "\(row.from.map { $0.milliseconds - HubRig.at(0).milliseconds } ?? -1) \(row.condition.state.rawValue) "
                + "\(row.condition.native ?? "") \(row.condition.why?.rawValue ?? "")"
        }
    }

    @Test(
        "the same readings in order or late lead to the same intervals, where no silence lies between",
        arguments: 0..<60)
    func anyOrder(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let words = words(&random)
        let inOrder = try play(words) { $0.time }
        let late = try play(words) { $0.arrived }
        let difference = zip(inOrder, late).first { $0 != $1 }
        #expect(late == inOrder, "\(difference.map { "\($0) came to be \($1)" } ?? "one is longer")")
        #expect(inOrder.count > 20)
    }
}

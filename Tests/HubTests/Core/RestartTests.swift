import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

struct RestartTests {
    /// The store's answer after all that is pending was committed.
    private func commit(_ rig: inout HubRig, to store: SQLiteStore) throws -> StoredState {
        try store.commit(rig.core.takePending())
        return try store.load()
    }

    @Test("after a restart counts and alarms go on, and what a counter moved meanwhile is counted once")
    func goesOn() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var rig = try HubRig()
        rig.value("B/die", "\"d1\"", at: 0)
        rig.value("B/n", "10", at: 1)
        rig.value("B/n", "12", at: 2)
        rig.alarm("hyd", "F", "1", at: 3)
        rig.core.stop(at: HubRig.second(4))
        var again = try HubRig(commit(&rig, to: store))
        #expect(again.core.epoch == 2)
        again.value("B/die", "\"d1\"", at: 100)
        again.value("B/n", "15", at: 101)
        again.value("B/n", "15", at: 102)
        again.alarm("hyd", "F", "1", at: 103)
        again.core.stop(at: HubRig.second(104))
        let state = try commit(&again, to: store)
        #expect(state.counts.map(\.count.shots) == [5] && state.counts.map(\.count.repeats) == [1])
        #expect(state.alarms.map(\.lines) == [2] && state.alarms.map(\.first) == [HubRig.second(3)])
    }

    @Test(
        "what a shift made is known after a restart in it, or in the next one, whichever clock the hub has",
        arguments: [(true, 400, 6), (false, 400, 6), (true, 28_000, 2), (false, 28_000, 2)])
    func shiftGoesOn(isFollowing: Bool, again: Int64, made: Double) throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        let plant =
            PressDay.plant + """

                [[shift]]
                id = "night"
                from = "22:00"
                to = "06:00"
                [[shift]]
                id = "early"
                from = "06:00"
                to = "14:00"
                """
        var rig = try HubRig(plant: plant)
        rig.value("A/mode", "\"run\"", at: 0)
        rig.value("A/n", "10", at: 1)
        rig.value("A/n", "14", at: 300)
        rig.core.stop(at: HubRig.second(301))
        let stored = try commit(&rig, to: store)
        let (alive, now) = (try #require(stored.aliveAt), HubRig.second(again))
        rig = try HubRig(stored, plant: plant)
        if !isFollowing {
            rig.core = HubCore(model: rig.core.model, stored: stored, version: "2", now: now)
        }
        try rig.core.putBack(from: store, alive: alive, until: isFollowing ? alive : now)
        rig.value("A/n", "16", at: again + 1)
        let shift = try #require(rig.core.model.calendar.shift(line: "L", at: now))
        let sums = rig.core.made(by: 0, in: shift.interval, until: now, rig.core.recorded)?.sums
        #expect(sums?.produced == made)
    }

    @Test("from the last alive-at to the proof of life a machine is no data, hub; one never heard stays never")
    func unknownBetween() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0)
        rig.core.advance(to: HubRig.second(17))
        var again = try HubRig(commit(&rig, to: store))
        again.value("A/mode", "\"run\"", at: 40)
        _ = try commit(&again, to: store)
        let rows = try store.intervals(machine: "A", window: nil, asOf: .now)
        #expect(rows.map(\.condition.why) == [.never, nil, .hub, nil])
        #expect(rows.map(\.from) == [nil, HubRig.second(0), HubRig.second(15), HubRig.second(40)])
        #expect(try store.intervals(machine: "B", window: nil, asOf: .now).map(\.condition.why) == [.never])
    }

    @Test(
        "error 2: a restart closes a stop with the state that it was opened with, and what stands afterwards opens both",
        arguments: [true, false])
    func stopsWithStates(endsInOrder: Bool) throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0)
        rig.value("A/door", "true", at: 10)
        rig.value("A/door", "true", at: 25)
        rig.core.advance(to: HubRig.second(40))
        #expect(rig.core.stopBook(of: 0).open != nil)
        if endsInOrder { rig.core.stop(at: HubRig.second(42)) }
        let stored = try commit(&rig, to: store)
        let alive = try #require(stored.aliveAt)
        rig = try HubRig(stored)
        try rig.core.putBack(from: store, alive: alive, until: alive)
        #expect(rig.core.stopBook(of: 0).stops.map(\.to) == [alive])
        for time in [100, 115] as [Int64] {
            rig.value("A/mode", "\"run\"", at: time)
            rig.value("A/door", "true", at: time)
        }
        _ = try commit(&rig, to: store)
        let states = try store.intervals(machine: "A", window: nil, asOf: .now).filter(\.condition.state.isStop)
        let stops = rig.core.stopBook(of: 0).stops
        #expect(stops.count == 2 && stops.last?.to == nil)
        #expect(stops.map(\.from) == states.map(\.from) && stops.map(\.to) == states.map(\.to))
        let ends = try QueryAnswer(store: store).rows(Query(.stops)).map { $0["to"] }
        #expect(ends == [.time(alive), Row.Value.none])
    }

    @Test("of a value that came before a restart it is said that it did, until it comes again; others never came")
    func readBefore() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var rig = try HubRig()
        func before(_ rig: HubRig) -> [String: Bool] {
            Dictionary(uniqueKeysWithValues: rig.core.machineDocument(0).tags.map { ($0.id, $0.wasReadBefore) })
        }
        rig.value("A/mode", "\"run\"", at: 0)
        #expect(before(rig) == ["mode": false, "door": false])
        rig.core.stop(at: HubRig.second(1))
        rig = try HubRig(commit(&rig, to: store))
        #expect(before(rig) == ["mode": true, "door": false])
        rig.value("A/mode", "\"run\"", at: 2)
        #expect(before(rig) == ["mode": false, "door": false])
    }

    @Test("the journal's times never fall, so that what was known at a moment stays what it was")
    func timesRise() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0)
        rig.value("A/mode", "\"ready\"", at: 10)
        rig.core.stop(at: HubRig.second(11))
        var again = try HubRig(commit(&rig, to: store))
        let entries = again.core.pending.entries
        #expect(entries.allSatisfy { $0.at >= HubRig.second(10) })
        _ = try commit(&again, to: store)
        let known = try store.intervals(machine: "A", window: nil, asOf: .at(HubRig.second(5)))
        #expect(known.last?.condition == Condition(.producing, native: "run"))
    }

    @Test("a model is an event only where its digest differs; a machine that left the plant is known no more")
    func model() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0)
        var same = try HubRig(commit(&rig, to: store))
        let kinds = same.take().map(\.kind)
        #expect(kinds == [.started, .state])
        var other = try HubRig(store.load(), plant: HubRig.plant.replacing("\"A\"", with: "\"C\""))
        let events = other.take()
        #expect(events.map(\.kind).filter { $0 == .model }.count == 1)
        #expect(
            events.contains {
                if case .state(let change) = $0 {
                    change.machine == "A" && change.condition.why == .removed
                } else {
                    false
                }
            })
    }

    @Test("rejected messages beyond what one commit keeps are counted, and so are the dropped")
    func quarantine() throws {
        var rig = try HubRig()
        for index in 0..<1500 { rig.send("x/\(index)\u{1B}", "\u{1B}[2J", at: HubRig.second(0)) }
        rig.send("x", "", at: HubRig.second(1), retained: true)
        let batch = rig.core.takePending()
        // What only the broker kept was not sent now.
        #expect(rig.core.quarantined == 1500)
        #expect(batch.quarantined.count == 1000 && batch.quarantineDropped == 500)
        #expect(batch.rejected == ["unknown topic": 1501])
        #expect(batch.quarantined.allSatisfy { !$0.topic.contains("\u{1B}") && $0.head.count <= 256 })
    }
}

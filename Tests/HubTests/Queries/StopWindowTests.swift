import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

@Suite("A stop is the same one in each time that is asked about")
struct StopWindowTests {
    private static let halved = HubRig.plant.replacing(
        "time_zone = \"UTC\"", with: "time_zone = \"UTC\"\nmicro_stop = \"1m\"")

    /// A store in which machine A was in these states, known until 3,000 s.
    ///
    /// - Parameter changed: when a plant file comes into force that asks for stops of a minute, before it of five.
    private static func store(
        _ states: [(Int64, MachineState)], changed: Int64? = nil, edits: [StopEdit] = [], in folder: String
    ) throws -> SQLiteStore {
        let store = try SQLiteStore(writing: folder)
        var events: [(Int64, Event)] = [
            (0, .model(ModelAccepted(digest: "d", text: HubRig.plant))),
            (0, .state(StateChanged(machine: "A", from: nil, condition: .noData(.never)))),
        ]
        for (second, state) in states {
            let change = StateChanged(machine: "A", from: HubRig.second(second), condition: Condition(state))
            events.append((second, .state(change)))
        }
        if let changed { events.append((changed, .model(ModelAccepted(digest: "e", text: halved)))) }
        events += edits.map { (2900, .stop($0)) }
        events.append((3000, .started(HubStarted(epoch: 1, version: "1"))))
        var batch = StoreBatch()
        for (second, event) in events.enumerated().sorted(by: { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) })
            .map(\.element)
        {
            batch.entries.append(
                JournalEntry(seq: Int64(batch.entries.count) + 1, at: HubRig.second(second), event: event))
        }
        try store.commit(batch)
        return store
    }

    private static func rows(
        _ store: SQLiteStore, _ what: Query.What, _ from: Int64? = nil, _ to: Int64? = nil
    ) throws -> [Row] {
        var query = Query(what)
        query.machine = "A"
        (query.from, query.to) = (from.map { HubRig.second($0) }, to.map { HubRig.second($0) })
        if what == .kpi { query.group = .machine }
        return try QueryAnswer(store: store).rows(query)
    }

    @Test("it is whole where it goes on in another state behind the end of what is asked about")
    func goesOn() throws {
        let folder = try TemporaryFolder()
        var edit = StopEdit(machine: "A", from: HubRig.second(200), to: HubRig.second(900), by: "t-1", command: 1)
        edit.reason = StopEdit.Given(StopReasonTree.standard["hydraulic"])
        let states: [(Int64, MachineState)] = [(0, .producing), (100, .stopped), (200, .waiting), (900, .producing)]
        let store = try Self.store(states, edits: [edit], in: folder.path)
        let stop = try #require(try Self.rows(store, .stops, 0, 150).first)
        #expect(stop.number("seconds") == 800 && stop.number("within_s") == 50)
        // What was said of its end alone counts for all of it, since nobody said anything else.
        #expect(stop.text("reason") == "hydraulic")
        #expect(try Self.rows(store, .pareto, 0, 150).map { $0.text("reason") } == ["hydraulic"])
        #expect(try Self.rows(store, .kpi, 0, 150).map { $0.integer("unexplained") } == [0])
    }

    @Test("it says how much of it a person is asked for where a state explains the rest: what Pareto and figures have")
    func partly() throws {
        let folder = try TemporaryFolder()
        let store = try Self.store(
            [(0, .producing), (100, .stopped), (500, .setUp), (1000, .producing)], in: folder.path)
        let stop = try #require(try Self.rows(store, .stops).first)
        #expect(stop.number("within_s") == 900 && stop.number("unexplained_s") == 400)
        #expect(try Self.rows(store, .kpi).map { $0.number("unexplained_s") } == [400])
        let cut = try #require(try Self.rows(store, .stops, 300, 600).first)
        #expect(cut.number("within_s") == 300 && cut.number("unexplained_s") == 200)
    }

    @Test("it says what each part of it counts as, as the Pareto has it, and whether it counts in that time as a stop")
    func parts() throws {
        let folder = try TemporaryFolder()
        let store = try Self.store(
            [(0, .producing), (100, .setUp), (800, .waiting), (840, .producing), (1000, .stopped), (1500, .producing)],
            in: folder.path)
        let stops = try Self.rows(store, .stops)
        let parts = #"[{"cause":"state","kind":"set-up","seconds":700},{"cause":"micro","kind":null,"seconds":40}]"#
        #expect(stops.map { $0.json("parts").map { String(decoding: $0, as: UTF8.self) } } == [parts, nil])
        #expect(stops.map { $0.truth("counted") } == [true, true])
        #expect(try Self.rows(store, .stops, 200, 1100).map { $0.truth("counted") } == [false, true])
        #expect(try Self.rows(store, .pareto, 200, 1100).map { $0.integer("stops") } == [0, 1, 0])
    }

    @Test("one that lasts is measured until now, also where a time is asked about that is over")
    func lasts() throws {
        let folder = try TemporaryFolder()
        let store = try Self.store([(0, .producing), (100, .stopped)], in: folder.path)
        #expect(try Self.rows(store, .stops, 0, 150).map { $0.text("cause") } == ["unexplained"])
        #expect(try Self.rows(store, .pareto, 0, 150).map { $0.text("cause") } == ["unexplained"])
        let figures = try #require(try Self.rows(store, .kpi, 0, 150).first)
        #expect(figures.integer("unexplained") == 1 && figures.number("unexplained_s") == 50)
        #expect(figures.integer("micro_stops") == 0)
    }

    @Test("it is judged by the plant file that was in force when it began: in lists, Pareto, figures and documents")
    func limits() throws {
        let folder = try TemporaryFolder()
        let states: [(Int64, MachineState)] = [
            (0, .producing), (1000, .stopped), (1250, .producing), (1300, .stopped), (1400, .producing),
        ]
        let store = try Self.store(states, changed: 1100, in: folder.path)
        #expect(try Self.rows(store, .stops).map { $0.text("cause") } == ["micro", "unexplained"])
        let bars = try Self.rows(store, .pareto)
        #expect(bars.map { $0.text("cause") } == ["micro", "unexplained"])
        #expect(bars.map { $0.number("seconds") } == [250, 100])
        #expect(bars.map { $0.integer("stops") } == [1, 1])
        let figures = try #require(try Self.rows(store, .kpi).first)
        #expect(figures.number("micro_stop_s") == 250 && figures.integer("micro_stops") == 1)
        #expect(figures.number("unexplained_s") == 100 && figures.integer("unexplained") == 1)
        let stored = try StoredDocuments(
            store: store, model: try HubRig.model(Self.halved), at: nil, includesLater: false)
        #expect(try stored.machineDocument("A")?.stops.map(\.isUnexplained) == [false, true])
    }

    @Test("a hub that runs judges it so, too: when the file changes, and after another start")
    func running() throws {
        var rig = try HubRig()
        rig.value("B/n", "1", at: 0)
        rig.value("B/n", "2", at: 10)
        rig.core.advance(to: HubRig.second(200))
        rig.core.replace(model: try HubRig.model(Self.halved), at: HubRig.second(200))
        rig.core.advance(to: HubRig.second(220))
        let machine = try #require(rig.core.machine("B"))
        let stop = try #require(rig.core.machineDocument(machine).stops.first)
        #expect(stop.to == nil && stop.milliseconds(until: HubRig.second(220)) > 60_000)
        #expect(!stop.isUnexplained)
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        rig.core.stop(at: HubRig.second(230))
        try store.commit(rig.core.takePending())
        let stored = try store.load()
        var core = HubCore(
            model: try HubRig.model(Self.halved), stored: stored, version: "2", now: HubRig.second(240))
        try core.putBack(from: store, alive: try #require(stored.aliveAt), until: HubRig.second(240))
        #expect(core.machineDocument(machine).stops.map(\.isUnexplained) == [false])
    }

    @Test("a document says of a stop how long it was in which states")
    func states() throws {
        let folder = try TemporaryFolder()
        let states: [(Int64, MachineState)] = [
            (0, .producing), (100, .stopped), (400, .setUp), (1000, .stopped), (1060, .setUp),
        ]
        let store = try Self.store(states, in: folder.path)
        let stored = try StoredDocuments(
            store: store, model: try HubRig.model(HubRig.plant), at: nil, includesLater: false)
        let stop = try #require(try stored.machineDocument("A")?.stops.first)
        #expect(stop.state == .setUp && stop.others == [StopNotice.StateTime(state: .stopped, milliseconds: 360_000)])
        #expect(stop.states(until: HubRig.second(1100)).map(\.milliseconds) == [360_000, 640_000])
    }

    @Test("slices of a stop that nobody is asked for say so, also where it was split")
    func slices() throws {
        let folder = try TemporaryFolder()
        var edit = StopEdit(machine: "A", from: HubRig.second(100), to: HubRig.second(160), by: "t-1", command: 1)
        edit.cut = .split(at: HubRig.second(130))
        let states: [(Int64, MachineState)] = [(0, .producing), (100, .stopped), (160, .producing), (400, .setUp)]
        let store = try Self.store(states, edits: [edit], in: folder.path)
        var query = Query(.kpi)
        (query.machine, query.group, query.isExplained) = ("A", .machine, true)
        let slices = try QueryAnswer(store: store).rows(query).filter { $0.text("element") != nil }
        #expect(slices.compactMap { $0.text("stop") }.count == 3)
        #expect(slices.compactMap { $0.text("cause") } == ["micro", "micro", "state"])
    }
}

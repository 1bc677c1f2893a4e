import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

@Suite("Cycles that come late")
struct LatePulseTests {
    /// Each shot is a message that says its die.
    private static let plant = """
        [site]
        id = "s"
        time_zone = "UTC"
        [[line]]
        id = "L"
        [[machine]]
        id = "M"
        line = "L"
        ideal_cycle = "10s"
        [[source]]
        id = "shot"
        topic = "shot/{machine}"
        time = "/t"
        time_format = "epoch-ms"
        members = "/d"
        [[rule]]
        state = "producing"
        when = "cycling"
        [[rule]]
        state = "stopped"
        when = "not cycling"
        [[cycle]]
        pulse = "message"
        source = "shot"
        counter = "n"
        stopped_after = 2
        scrap = "bad"
        values = ["p"]
        [[tag]]
        id = "n"
        owner = "die"
        """

    private func shot(
        _ number: Int, _ die: String = "d1", time: Int64, at arrived: Int64? = nil, isBad: Bool = false,
        to rig: inout HubRig
    ) {
        let said = #"{"n":\#(number),"die":"\#(die)","bad":\#(isBad),"p":\#(number * 10)}"#
        let payload = #"{"t":\#(HubRig.second(time).milliseconds),"d":\#(said)}"#
        rig.send("shot/M", payload, at: HubRig.second(arrived ?? time))
    }

    private func shots(_ rig: HubRig) -> [String: Int64] { rig.core.machines[0].counts.mapValues(\.count.shots) }

    /// Since when it was in which state, by second.
    private func states(_ rig: HubRig) -> [String] {
        (NaiveIntervals.all(rig.entries.map(\.event))["M"]?.rows ?? []).dropFirst().reduce(into: []) { states, row in
            let state = row.condition.state.rawValue
            if states.last?.hasSuffix(state) != true { states.append("\(HubRig.text(row.from)) \(state)") }
        }
    }

    @Test("cycles that were held up on their way, but came in time by their own clock, were no stop")
    func heldUp() throws {
        var rig = try HubRig(plant: Self.plant)
        for number in 1...3 { shot(number, time: Int64(number) * 10, to: &rig) }
        rig.core.advance(to: HubRig.second(60))
        _ = rig.take()
        #expect(states(rig) == ["10 producing", "30 stopped"], "as long as nobody knows better")
        for number in 4...6 { shot(number, time: Int64(number) * 10, at: 65, to: &rig) }
        _ = rig.take()
        #expect(states(rig) == ["10 producing"])
    }

    @Test("those that were too late by their own clock, too, were one until then")
    func tooLate() throws {
        var rig = try HubRig(plant: Self.plant)
        for number in 1...3 { shot(number, time: Int64(number) * 10, to: &rig) }
        rig.core.advance(to: HubRig.second(60))
        for number in 4...5 { shot(number, time: Int64(number) * 10 + 20, at: 75, to: &rig) }
        _ = rig.take()
        #expect(states(rig) == ["10 producing", "30 stopped", "60 producing"])
    }

    @Test("a cycle that comes after a newer one counts, for the die that it names")
    func counts() throws {
        var rig = try HubRig(plant: Self.plant)
        shot(1, time: 0, to: &rig)
        shot(3, "d2", time: 20, to: &rig)
        shot(2, time: 10, at: 21, to: &rig)
        #expect(shots(rig) == ["d1": 2, "d2": 1])
        #expect(rig.core.machines[0].currentOwner == "d2")
    }

    @Test("one that comes after a newer one has its row: its die, its own word of scrap and values, no length")
    func row() throws {
        var rig = try HubRig(plant: Self.plant)
        shot(1, time: 0, to: &rig)
        shot(3, "d2", time: 20, to: &rig)
        shot(2, time: 10, at: 21, isBad: true, to: &rig)
        shot(4, "d2", time: 30, to: &rig)
        let rows = rig.core.takePending().cycles
        #expect(rows.map(\.at) == [0, 20, 10, 30].map { HubRig.second($0) })
        #expect(rows.map(\.kind) == [.good, .good, .scrap, .good])
        #expect(rows.map(\.owner) == ["d1", "d2", "d1", "d2"])
        #expect(rows.map(\.milliseconds) == [nil, 20_000, nil, 10_000])
        let place = try #require(rows[2].tags.firstIndex(of: "p"))
        #expect(rows.map { $0.values[place] } == [10, 30, 20, 40])
        #expect(rig.core.machines[0].counts["d1"]?.count.scrap == 1)
    }

    @Test("one that comes after a newer one counts in the shift in which it ended, live and in the journal")
    func shift() throws {
        let shifts = [("a", "00:00", "12:00"), ("b", "12:00", "00:00")].map { id, from, to in
            "\n[[shift]]\nid = \"\(id)\"\nfrom = \"\(from)\"\nto = \"\(to)\""
        }
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var rig = try HubRig(plant: Self.plant + shifts.joined())
        let day = Instant(milliseconds: HubRig.second(0).milliseconds / 86_400_000 * 86_400_000)
        let noon = (day + .seconds(43_200) - HubRig.second(0)).components.seconds
        // A quarter of an hour lies between the late one and the border.
        for (number, time) in [Int64(-1800), -1600, -120, 60].enumerated() {
            shot(number, time: noon + time, to: &rig)
        }
        try store.commit(rig.core.takePending())
        shot(7, time: noon - 1000, at: noon + 90, isBad: true, to: &rig)
        shot(8, time: noon + 100, to: &rig)
        let morning = Interval(from: day, to: day + .seconds(43_200))
        let live = rig.core.made(by: 0, in: morning, until: HubRig.second(noon + 100), rig.core.recorded)?.sums
        #expect(live?.produced == 4 && live?.scrap == 1)
        rig.core.stop(at: HubRig.second(noon + 101))
        try store.commit(rig.core.takePending())
        for _ in 0..<2 {
            var query = Query(.kpi)
            query.group = .machineShift
            let rows = try QueryAnswer(store: store).rows(query)
            #expect(rows.map { $0["pq"] } == [.number(4), .number(2)], "\(rows)")
            #expect(rows.map { $0["sq"] } == [.number(1), .number(0)])
            query.group = .hour
            let hours = try QueryAnswer(store: store).rows(query).compactMap { $0["pq"] }
            #expect(hours.suffix(2) == [.number(4), .number(2)], "\(hours)")
            try store.rebuildTables()
        }
    }

    @Test("one that is delivered again never counts twice, late or not")
    func redelivered() throws {
        var rig = try HubRig(plant: Self.plant)
        for (number, time) in [(1, Int64(0)), (2, 10), (3, 20)] { shot(number, time: time, to: &rig) }
        for (number, time) in [(1, Int64(0)), (2, 10), (3, 20)] { shot(number, time: time, at: 25, to: &rig) }
        shot(9, time: 15, at: 26, to: &rig)
        shot(9, time: 15, at: 27, to: &rig)
        #expect(shots(rig) == ["d1": 4])
    }

    @Test("a cycle between two fills the stop that its absence made")
    func fillsStop() throws {
        var rig = try HubRig(plant: Self.plant)
        for (number, time) in [(1, Int64(0)), (2, 10), (4, 40), (5, 50)] { shot(number, time: time, to: &rig) }
        _ = rig.take()
        let before = NaiveIntervals.all(rig.entries.map(\.event))["M"]?.rows ?? []
        #expect(before.suffix(3).map(\.condition.state) == [.producing, .stopped, .producing])
        shot(3, time: 25, at: 51, to: &rig)
        _ = rig.take()
        let rows = NaiveIntervals.all(rig.entries.map(\.event))["M"]?.rows ?? []
        #expect(rows.last?.condition.state == .producing && rows.last?.from == HubRig.second(0))
    }

    @Test("of a time of which a hub that started again does not know what was counted, none counts, and it is said")
    func afterRestart() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var rig = try HubRig(plant: Self.plant)
        shot(1, time: 0, to: &rig)
        shot(2, time: 20, to: &rig)
        rig.core.stop(at: HubRig.second(21))
        try store.commit(rig.core.takePending())
        var next = try HubRig(store.load(), plant: Self.plant)
        shot(3, time: 30, to: &next)
        shot(2, time: 20, at: 31, to: &next)
        shot(4, time: 25, at: 32, to: &next)
        #expect(shots(next) == ["d1": 4])
        #expect(next.core.takePending().rejected == ["late, not judged": 1])
    }

    @Test("one that does not say its die, or what came of it, has those of its own time")
    func ofItsTime() throws {
        var rig = try HubRig(plant: Self.plant)
        shot(1, "d1", time: 0, to: &rig)
        shot(2, "d2", time: 20, isBad: true, to: &rig)
        let payload = #"{"t":\#(HubRig.second(10).milliseconds),"d":{"n":7,"p":1}}"#
        rig.send("shot/M", payload, at: HubRig.second(21))
        #expect(shots(rig) == ["d1": 2, "d2": 1])
        #expect(rig.core.takePending().cycles.map(\.kind) == [.good, .scrap, .good])
    }
}

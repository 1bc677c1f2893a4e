import Basis
import Records
import Shopfloor
import Store
import Testing

@testable import Hub

/// One row a cycle, from messages that are cycles and from counters.
@Suite("Rows of cycles")
struct CycleRowsTests {
    static let plant = """
        [site]
        id = "s"
        time_zone = "UTC"
        [[line]]
        id = "L"
        [[machine]]
        id = "C"
        line = "L"
        [[machine]]
        id = "D"
        line = "L"
        [[source]]
        id = "shots"
        topic = "p/{machine}/shot"
        time = "/t"
        time_format = "epoch-ms"
        members = "/d"
        [[source]]
        id = "values"
        topic = "p/{machine}/{tag}"
        time = "/t"
        time_format = "epoch-ms"
        value = "/v"
        [[rule]]
        state = "producing"
        when = "speed >= 0 or not (speed >= 0)"
        [[cycle]]
        machines = ["C"]
        pulse = "message"
        source = "shots"
        try = "warm"
        scrap = "not ok"
        counter = "no"
        [[cycle]]
        machines = ["D"]
        pulse = "increase"
        counter = "n"
        values = ["oil", "speed"]
        [[tag]]
        id = "no"
        owner = "die"
        [[tag]]
        id = "speed"
        limits = { low = 2, high = 4 }
        range = { min = 0, max = 10 }
        sentinels = [65535]
        number = true
        [[tag]]
        id = "oil"
        limits = { high = 60 }
        stale_after = "30s"
        [[tag]]
        id = "text"
        name = "no limits"
        """
    var rig: HubRig

    init() throws { rig = try HubRig(plant: Self.plant) }

    private mutating func shot(_ members: String, at seconds: Int64) {
        rig.send(
            "p/C/shot", #"{"t":\#(HubRig.second(seconds).milliseconds),"d":{\#(members)}}"#, at: HubRig.second(seconds))
    }

    private mutating func rows() -> [CycleRow] { rig.core.takePending().cycles }

    @Test(
        "the time between two cycles is one unless more than a micro-stop, or a time in which it was not heard, lay between"
    )
    func pauses() throws {
        var rig = try HubRig(plant: PressDay.plant + "\n[[shift]]\nid = \"s\"\nfrom = \"00:00\"\nto = \"12:00\"")
        func cycle(_ count: Int, at second: Int64) -> Duration? {
            rig.value("A/n", "\(count)", at: second)
            return rig.core.machines[0].lastCycle
        }
        rig.value("A/mode", "\"run\"", at: 0)
        _ = cycle(1, at: 10)
        #expect(cycle(2, at: 20) == nil)
        #expect(cycle(3, at: 80) == .seconds(60))
        rig.value("A/mode", "\"halt\"", at: 90)
        rig.value("A/mode", "\"run\"", at: 900)
        #expect(cycle(4, at: 950) == nil)
        #expect(cycle(5, at: 1010) == .seconds(60))
        rig.value("A/mode", "\"halt\"", at: 1020)
        rig.value("A/mode", "\"run\"", at: 1050)
        #expect(cycle(6, at: 1100) == .seconds(90))
        rig.core.lose(0, .link, at: HubRig.second(1110))
        rig.value("A/mode", "\"run\"", at: 1115)
        #expect(cycle(7, at: 1160) == nil)
    }

    @Test("a row has time, die, kind, seconds since the one before, the values with limits, and those outside")
    func whole() {
        var hub = self
        hub.rig.value("C/oil", "61.5", at: 1)
        hub.shot(#""no":7,"die":"D-1","speed":3.25,"ok":true,"warm":false,"other":5"#, at: 2)
        hub.shot(#""no":8,"die":"D-1","speed":4.5,"ok":false,"warm":false"#, at: 62)
        hub.shot(#""no":1,"die":"D-2","speed":1,"ok":false,"warm":true"#, at: 122)
        let rows = hub.rows()
        #expect(rows.map(\.number) == [1, 2, 3])
        #expect(rows.map(\.at) == [2, 62, 122].map(HubRig.second))
        #expect(rows.map(\.owner) == ["D-1", "D-1", "D-2"])
        #expect(rows.map(\.kind) == [.good, .scrap, .startUp])
        #expect(rows.map(\.milliseconds) == [nil, 60_000, 60_000])
        #expect(rows.map { $0.value(of: "speed") } == [3.25, 4.5, 1])
        #expect(rows.map { Set($0.tags) } == Array(repeating: ["speed", "oil"], count: 3))
        #expect(rows.map { row in row.out.map { row.tags[$0] }.sorted() } == [["oil"], ["speed"], ["speed"]])
        #expect(rows.allSatisfy { $0.machine == "C" && $0.cycles == 1 && $0.order == nil })
    }

    @Test("what is missing, not believed, stale or no number is nil, never what an earlier cycle had")
    func missing() {
        var hub = self
        hub.rig.value("C/oil", "50", at: 1)
        hub.shot(#""speed":3,"ok":true"#, at: 2)
        hub.shot(#""speed":65535,"ok":true"#, at: 12)
        hub.shot(#""speed":11,"ok":true"#, at: 22)
        hub.shot(#""speed":null,"ok":true"#, at: 31)
        hub.shot(#""ok":true"#, at: 32)
        hub.shot(#""speed":"fast","ok":true"#, at: 33)
        let rows = hub.rows()
        #expect(rows.map { $0.value(of: "speed") } == [3, nil, nil, nil, nil, nil])
        // Until 30 s after it was read.
        #expect(rows.map { $0.value(of: "oil") } == [50, 50, 50, 50, nil, nil])
        #expect(rows.allSatisfy { $0.out.isEmpty })
    }

    @Test("a shot that comes again, or that the broker kept, is no row")
    func again() {
        var hub = self
        hub.shot(#""no":1,"speed":3"#, at: 2)
        hub.shot(#""no":1,"speed":3"#, at: 2)
        hub.rig.send("p/C/shot", #"{"t":1,"d":{"no":9}}"#, at: HubRig.second(3), retained: true)
        let rows = hub.rows()
        #expect(rows.count == 1)
    }

    @Test("a counter that rises by more at once is one row for all of these cycles, without seconds")
    func counter() {
        var hub = self
        hub.rig.value("D/oil", "20", at: 0)
        for (second, count) in [(0, 5), (10, 6), (20, 9), (30, 9), (40, 10)] as [(Int64, Int)] {
            hub.rig.value("D/n", "\(count)", at: second)
        }
        let rows = hub.rows()
        #expect(rows.map(\.cycles) == [1, 3, 1])
        #expect(rows.map(\.milliseconds) == [nil, nil, 20_000])
        // Named ones; their values hold until they are stale.
        #expect(rows.map { Set($0.tags) } == Array(repeating: ["oil", "speed"], count: 3))
        #expect(rows.map { $0.value(of: "oil") } == [20, 20, nil])
        let shots = hub.rig.core.machines[1].counts.values.map(\.count.shots).reduce(0, +)
        #expect(rows.map(\.cycles).reduce(0, +) == shots)
    }

    @Test("numbers of rows go on over a start of the hub, so that each is one row")
    func restart() throws {
        var hub = self
        hub.shot(#""speed":3"#, at: 2)
        var stored = StoredState()
        stored.cycleNumber = hub.rows().last?.number ?? 0
        let again = try HubRig(stored, plant: Self.plant)
        #expect(again.core.cycleNumber == 1)
    }

    @Test("the course of a value goes out in slots of ten seconds: each once, when it is over")
    func slots() {
        var hub = self
        for (second, value) in [(0, 10.0), (4, 12), (9, 11), (10, 20), (31, 5)] as [(Int64, Double)] {
            hub.rig.value("C/oil", "\(value)", at: second)
        }
        hub.rig.value("C/oil", "70", at: 33)
        hub.rig.core.advance(to: HubRig.second(60))
        let start = SlotRow.slot(of: HubRig.second(0))
        let slots = hub.rig.core.takePending().slots.filter { $0.tag == "oil" }
        #expect(slots.map { $0.slot - start } == [0, 1, 3])
        #expect(slots.map(\.count) == [3, 1, 2])
        #expect(slots.map(\.least) == [10, 20, 5] && slots.map(\.greatest) == [12, 20, 70])
        #expect(slots.map(\.sum) == [33, 20, 75])
        hub.rig.value("C/oil", "1", at: 61)
        hub.rig.core.stop(at: HubRig.second(62))
        let last = hub.rig.core.takePending().slots
        #expect(last.map(\.slot) == [start + 6])
    }
}

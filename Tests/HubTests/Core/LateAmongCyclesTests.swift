import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

@Suite("Words of a state that come late, among frequent cycles")
struct LateAmongCyclesTests {
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
        id = "all"
        topic = "p/{machine}"
        time = "/t"
        time_format = "epoch-ms"
        members = ""
        [[rule]]
        state = "producing"
        when = 'st == "run"'
        [[rule]]
        state = "stopped"
        when = 'st == "stop"'
        [[cycle]]
        pulse = "increase"
        counter = "n"
        stopped_after = 6
        [[tag]]
        id = "n"
        counter = true
        """

    private static func send(_ members: String, at arrived: Int64, time: Int64? = nil, to rig: inout HubRig) {
        let payload = #"{"t":\#(HubRig.second(time ?? arrived).milliseconds),\#(members)}"#
        rig.send("p/M", payload, at: HubRig.second(arrived))
    }

    /// It runs, and counts each `step` seconds until `end`.
    private static func day(each step: Int64, until end: Int64) throws -> HubRig {
        var rig = try HubRig(plant: plant)
        send(#""st":"run","n":0"#, at: 0, to: &rig)
        for count in 1...(end / step) { send(#""n":\#(count)"#, at: count * step, to: &rig) }
        _ = rig.take()
        return rig
    }

    private static func intervals(_ rig: HubRig) -> [String] {
        (NaiveIntervals.all(rig.entries.map(\.event))["M"]?.rows ?? []).dropFirst().map { row in
            "\(HubRig.text(row.from)) \(row.condition.state.rawValue)"
        }
    }

    /// What is recorded in the end where the words come as `words` says, and where each comes in its own order.
    private static func both(_ words: [(at: Int64, time: Int64, members: String)]) throws -> [[String]] {
        try [words, words.map { ($0.time, $0.time, $0.members) }.sorted { $0.0 < $1.0 }].map { words in
            var rig = try HubRig(plant: plant)
            for word in words { send(word.members, at: word.at, time: word.time, to: &rig) }
            send(#""x":1"#, at: 130, to: &rig)
            _ = rig.take()
            return intervals(rig)
        }
    }

    @Test(
        "a word of a time in which no state was known holds until the next of its tag, whatever else was heard meanwhile",
        arguments: [[60], [20, 60], [60, 70, 89], []], [true, false])
    func unknownBefore(shots: [Int64], hasNext: Bool) throws {
        var words = shots.map { (at: $0, time: $0, members: #""n":\#($0)"#) }
        if hasNext { words.append((90, 90, #""st":"stop""#)) }
        let found = try Self.both(words + [(120, 30, #""st":"run""#)])
        #expect(found[0] == found[1] && found[0].first == "30 producing")
        #expect(found[0].last == (hasNext ? "90 stopped" : "30 producing"))
    }

    @Test("but not past a time without a link")
    func lostBefore() throws {
        var rig = try HubRig(plant: Self.plant)
        Self.send(#""n":10"#, at: 10, to: &rig)
        rig.core.linkLost(at: HubRig.second(50))
        Self.send(#""st":"stop""#, at: 90, to: &rig)
        Self.send(#""st":"run""#, at: 120, time: 30, to: &rig)
        _ = rig.take()
        #expect(Self.intervals(rig) == ["30 producing", "50 no data", "90 stopped"])
    }

    @Test("a stop and its end are an entry each, however many cycles lie between")
    func oneEach() throws {
        var rig = try Self.day(each: 10, until: 8 * 3600)
        Self.send(#""st":"stop""#, at: 8 * 3600 + 1, time: 3600, to: &rig)
        let first = rig.corrections()
        #expect(first.map { [$0.from, $0.to] } == [[HubRig.second(3600), HubRig.second(8 * 3600 + 1)]])
        Self.send(#""st":"run""#, at: 8 * 3600 + 2, time: 4800, to: &rig)
        let second = rig.corrections()
        #expect(second.map { [$0.from, $0.to] } == [[HubRig.second(4800), HubRig.second(8 * 3600 + 2)]])
        #expect(Self.intervals(rig) == ["0 producing", "3600 stopped", "4800 producing"])
    }

    @Test("words that were held up for two hours, in order, are as many entries as they change intervals")
    func buffered() throws {
        var rig = try Self.day(each: 10, until: 7200)
        for word in 0..<40 {
            let state = word.isMultiple(of: 2) ? "stop" : "run"
            Self.send(#""st":"\#(state)""#, at: 7201, time: 5 + Int64(word) * 180, to: &rig)
        }
        let found = rig.corrections()
        #expect((1...40).contains(found.count), "\(found.count)")
        #expect(Self.intervals(rig).count == 41)
    }

    @Test("cycles of three days do not push out what was known of a state")
    func threeDays() throws {
        var rig = try Self.day(each: 25, until: 71 * 3600)
        Self.send(#""st":"stop""#, at: 71 * 3600 + 1, time: 3600, to: &rig)
        Self.send(#""st":"run""#, at: 71 * 3600 + 2, time: 4800, to: &rig)
        let batch = rig.core.takePending()
        rig.entries += batch.entries
        #expect(batch.rejected.isEmpty)
        #expect(Self.intervals(rig) == ["0 producing", "3600 stopped", "4800 producing"])
    }

    @Test("one of a time of which nothing is known any more changes nothing at all: no state, no value")
    func beyond() throws {
        var rig = try HubRig()
        rig.value("A/door", "false", at: 0)
        let end = Int64(MachinePast.limit) + 1
        for second in 1...end { rig.value("A/mode", "\"run\"", at: second) }
        _ = rig.take()
        let before = rig.core.machineDocument(0)
        // Newer than what the door said last.
        rig.value("A/door", "true", at: end, time: 500)
        let batch = rig.core.takePending()
        #expect(batch.rejected["late, not judged"] == 1 && batch.entries.isEmpty)
        #expect(rig.core.machineDocument(0) == before)
        rig.core.advance(to: HubRig.second(end + 50))
        #expect(rig.core.takePending().entries.isEmpty)
    }

    @Test("after a restart of the hub a machine with a slow clock is judged from now on; nothing of it is quarantined")
    func slowClock() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 100, time: 60)
        rig.core.stop(at: HubRig.second(101))
        try store.commit(rig.core.takePending())
        var next = try HubRig(store.load())
        next.value("A/mode", "\"run\"", at: 105, time: 65)
        next.value("A/mode", "\"ready\"", at: 110, time: 70)
        #expect(next.core.takePending().rejected.isEmpty)
        #expect(next.core.lineDocument("L").rows[0].condition.native == "ready")
    }
}

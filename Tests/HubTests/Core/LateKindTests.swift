import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

@Suite("What came of cycles, told late")
struct LateKindTests {
    /// Each message says how far the counter has come, what came of the cycles since the one before, a pressure, and an order.
    private static let plant = AnyOrderTests.Machine.rising.plant

    private struct Shot {
        var minute: Int
        var count: Int
        var kind: CycleKind
        var order: String
    }

    private static func clock(_ minute: Int) -> String {
        let (hour, rest) = (minute / 60, minute % 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest)"
    }

    private static func day() throws -> PressDay {
        var day = try PressDay(plant)
        try day.send("mode", #""run""#, "06:00")
        try send(Shot(minute: 360, count: 0, kind: .good, order: "W-0"), to: &day)
        return day
    }

    private static func send(_ shot: Shot, to day: inout PressDay, at arrived: Int? = nil, isSilent: Bool = false)
        throws
    {
        let at = try PressDay.at(clock(shot.minute)).milliseconds
        let kind = isSilent ? "" : #","bad":\#(shot.kind == .scrap),"warm":\#(shot.kind == .startUp)"#
        let said = #"{"n":\#(shot.count),"job":"\#(shot.order)","p":\#(shot.minute)\#(kind)}"#
        let payload = #"{"t":\#(at),"d":\#(said)}"#
        day.core.observe("p/A/shot/all", Array(payload.utf8), at: try PressDay.at(clock(arrived ?? shot.minute)))
    }

    private static func good(_ minute: Int, _ count: Int) -> Shot {
        Shot(minute: minute, count: count, kind: .good, order: "W-0")
    }

    private static func cycles(_ day: PressDay) throws -> [CycleRow] {
        try day.store.cycles(machine: "A", window: nil, offset: 0, limit: 999)
    }

    @Test(
        "a reading that comes late says that one of those that a newer message told of was scrap", arguments: [5, 12])
    func scrap(minute: Int) throws {
        var day = try Self.day()
        try Self.send(Self.good(13 * 60 + 46, 10), to: &day)
        // Within a quarter of an hour, or over the border of a shift at 14:00.
        let last = 13 * 60 + 50 + minute
        try Self.send(Self.good(last, 12), to: &day)
        try day.store.commit(day.core.takePending())
        let late = Shot(minute: 13 * 60 + 52, count: 11, kind: .scrap, order: "W-0")
        try Self.send(late, to: &day, at: last + 1)
        #expect(day.core.machines[0].counts["A"]?.count == CycleCount(shots: 12, scrap: 1, value: 12))
        try day.commit(until: "14:20")
        let rows = try Self.cycles(day)
        #expect(rows.map(\.kind) == [.good, .scrap, .good] && rows.map(\.cycles) == [10, 1, 1])
        #expect(rows.map { $0.values.first } == [826, 832, Double(last)])
        for _ in 0..<2 {
            #expect(try day.rows().compactMap { $0.number("sq") }.reduce(0, +) == 1)
            let known = try day.rows { $0.at = try? PressDay.at(Self.clock(last)) }
            #expect(
                known.compactMap { $0.number("sq") }.reduce(0, +) == 0, "what was known before stays known as it was")
            #expect(try day.store.counts(machine: "A", asOf: .now).first?.count.scrap == 1)
            try day.store.rebuildTables()
        }
    }

    @Test("a cycle that a newer message called scrap is good where its own says so")
    func good() throws {
        var day = try Self.day()
        try Self.send(Shot(minute: 370, count: 2, kind: .scrap, order: "W-0"), to: &day)
        try Self.send(Self.good(365, 1), to: &day, at: 371)
        try day.commit(until: "07:00")
        #expect(try Self.cycles(day).map(\.kind) == [.good, .scrap])
        #expect(try day.rows().first?.number("sq") == 1)
    }

    @Test("one that says nothing of it leaves what was told of them")
    func silent() throws {
        var day = try Self.day()
        try Self.send(Shot(minute: 370, count: 3, kind: .scrap, order: "W-0"), to: &day)
        try Self.send(Self.good(365, 1), to: &day, at: 371, isSilent: true)
        try day.commit(until: "07:00")
        #expect(try Self.cycles(day).map(\.kind) == [.scrap, .scrap])
        #expect(try day.rows().first?.number("sq") == 3)
    }

    @Test("where all were made by then, their row has what that message measured")
    func all() throws {
        var day = try Self.day()
        try Self.send(Self.good(370, 2), to: &day)
        try Self.send(Shot(minute: 365, count: 2, kind: .startUp, order: "W-0"), to: &day, at: 371)
        try day.commit(until: "07:00")
        let rows = try Self.cycles(day)
        #expect(rows.map(\.kind) == [.startUp] && rows.map { $0.values.first } == [365])
        #expect(try rows.map(\.at) == [PressDay.at("06:05")])
    }
}

extension CycleCount {
    fileprivate init(shots: Int64, scrap: Int64, value: Double) {
        self.init(shots: shots, scrap: scrap)
        self.value = value
    }
}

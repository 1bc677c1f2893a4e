import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

@Suite("One word by which a machine worked is proof of it")
struct WorkProofTests {
    /// A press that stood from 06:01 on, of which somebody said why while it stood.
    private static func day() throws -> PressDay {
        let limit = "ideal_cycle = \"62s\"\nsilence_limit = \"2m\""
        var day = try PressDay(
            (PressDay.plant + PressDay.calendar).replacing("ideal_cycle = \"62s\"", with: limit))
        try day.send("mode", #""run""#, "06:00")
        try day.send("n", "0", "06:00")
        for minute in ["06:01", "06:02"] { try day.send("mode", #""halt""#, minute) }
        let stop = "A@\(try PressDay.at("06:01").milliseconds)"
        #expect(try day.say(1, "stop.explain", stop, #"{"reason":"hydraulic"}"#, "06:02:30")?.outcome == .saved)
        return day
    }

    /// It stood again hours later. The reasons of its stops.
    private static func reasons(_ day: inout PressDay) throws -> [String?] {
        for minute in ["08:20", "08:21"] { try day.send("mode", #""halt""#, minute) }
        return try known(&day, until: "08:22")
    }

    private static func known(_ day: inout PressDay, until clock: String) throws -> [String?] {
        let live = day.core.stopBook(of: 0).stops.map(\.reason)
        try day.commit(until: clock)
        let stored = try QueryAnswer(store: day.store).rows(Query(.stops)).map { $0.text("reason") }
        #expect(live == stored)
        return stored
    }

    @Test("a stop after silence takes over the reason of the one before, unless the machine worked between them")
    func silent() throws {
        var day = try Self.day()
        #expect(try Self.reasons(&day) == ["hydraulic", "hydraulic"])
        day = try Self.day()
        try day.send("mode", #""run""#, "06:03")
        try day.send("n", "1", "06:03")
        #expect(try Self.reasons(&day) == ["hydraulic", nil])
        let rows = try QueryAnswer(store: day.store).rows(Query(.intervals))
        #expect(rows.compactMap { $0.text("state") }.suffix(4) == ["stopped", "producing", "no data", "stopped"])
    }

    @Test("so also where the hub was killed just after the word")
    func killed() throws {
        var day = try Self.day()
        try day.send("mode", #""run""#, "06:03:03")
        try day.store.commit(day.core.takePending())
        let stored = try day.store.load()
        let alive = try #require(stored.aliveAt)
        #expect(alive < (try PressDay.at("06:03:03")))
        let now = try PressDay.at("08:00")
        day.core = HubCore(model: day.core.model, stored: stored, version: "2", now: now)
        try day.core.putBack(from: day.store, alive: alive, until: now)
        #expect(try Self.reasons(&day) == ["hydraulic", nil])
    }

    @Test("so also where the word came late")
    func late() throws {
        var day = try Self.day()
        for minute in ["08:20", "08:21"] { try day.send("mode", #""halt""#, minute) }
        try day.send("mode", #""run""#, "08:22", time: "06:03")
        #expect(try Self.known(&day, until: "08:23") == ["hydraulic", nil])
    }
}

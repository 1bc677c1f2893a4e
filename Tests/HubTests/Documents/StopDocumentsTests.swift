import Basis
import Records
import Shopfloor
import Store
import Testing

@testable import Hub

@Suite("Stops that wait for a reason are the same in documents, figures, Pareto and list")
struct StopDocumentsTests {
    /// What the Floor says of the press, by a hub that runs and by its store.
    private static func rows(_ day: inout PressDay, at clock: String) throws -> [LineDocument.Row] {
        day.core.advance(to: try PressDay.at(clock))
        day.core.refreshFigures(of: "L")
        let live = day.core.lineDocument("L").rows[0]
        try day.commit(until: clock)
        let stored = try StoredDocuments(store: day.store, model: day.core.model, at: nil, includesLater: false)
        return [live, try #require(try stored.lineDocuments().first?.rows.first)]
    }

    /// The press, which ran since 06:00 and stands from then on.
    private static func halted(at clock: String) throws -> PressDay {
        var day = try PressDay()
        try day.send("mode", #""run""#, "06:00")
        try day.send("mode", #""halt""#, clock)
        return day
    }

    @Test("of this shift are those that began in it; one of the shift before that lasts is asked for all the same")
    func begunBefore() throws {
        var day = try Self.halted(at: "13:50")
        for row in try Self.rows(&day, at: "13:58") {
            #expect(row.unexplainedStops == 1 && row.stop?.isUnexplained == true)
        }
        for row in try Self.rows(&day, at: "14:20") {
            #expect(row.unexplainedStops == 0 && row.stop?.isUnexplained == true)
        }
        #expect(try day.rows().map { $0.number("unexplained") } == [1, 0])
    }

    @Test("where no shift runs there are none of this shift")
    func noShift() throws {
        var day = try Self.halted(at: "21:30")
        for row in try Self.rows(&day, at: "22:30") {
            #expect(row.unexplainedStops == 0 && row.stop?.isUnexplained == true)
        }
    }

    private static func answer(_ day: PressDay, _ what: Query.What, unexplained: Bool = false) throws -> [Row] {
        var query = Query(what)
        query.isUnexplained = unexplained
        return try QueryAnswer(store: day.store).rows(query)
    }

    @Test("one that lies wholly in a break, or outside of all shifts, is asked for nowhere and counted nowhere")
    func atRest() throws {
        var day = try Self.halted(at: "10:00")
        for row in try Self.rows(&day, at: "10:20") {
            #expect(row.unexplainedStops == 0 && row.stop?.isOutside == true && row.stop?.isUnexplained == false)
        }
        let modes = [
            ("10:28", "run"), ("10:28:30", "halt"), ("10:29", "run"), ("10:32", "halt"), ("10:33", "run"),
            ("22:10", "halt"), ("22:40", "run"),
        ]
        for (clock, mode) in modes { try day.send("mode", "\"\(mode)\"", clock) }
        for row in try Self.rows(&day, at: "22:50") { #expect(row.unexplainedStops == 0) }
        let list = try Self.answer(day, .stops)
        #expect(list.map { $0.text("cause") } == ["outside", "outside", "micro", "outside"])
        #expect(list.allSatisfy { $0.isFalse("unexplained") } && list.filter { $0.isFalse("micro") }.count == 3)
        #expect(try Self.answer(day, .stops, unexplained: true).isEmpty)
        #expect(try Self.answer(day, .pareto).map { $0.text("cause") } == ["micro"])
        #expect(try Self.answer(day, .pareto).map { $0.integer("stops") } == [1])
        let figures = try day.rows()
        #expect(figures.map { $0.number("unexplained") } == [0, 0])
        #expect(figures.map { $0.number("micro_stops") } == [1, 0])
    }

    @Test("one that lasts from a break into planned time is judged by its whole length from then on")
    func reachesPlannedTime() throws {
        var day = try PressDay()
        try day.send("mode", #""run""#, "06:00")
        try day.send("mode", #""halt""#, "10:20")
        for row in try Self.rows(&day, at: "10:29") {
            #expect(row.stop?.isOutside == true && row.stop?.isUnexplained == false)
        }
        for row in try Self.rows(&day, at: "10:31") {
            #expect(row.stop?.isOutside == false && row.stop?.isUnexplained == true && row.unexplainedStops == 1)
        }
        let figures = try #require(try day.rows().first)
        #expect(figures.number("unexplained") == 1 && figures.number("unexplained_s") == 60)
    }

    @Test("a person's word, and the machine's own, count in breaks as anywhere; without a calendar there are no breaks")
    func explained() throws {
        var day = try PressDay()
        try day.send("mode", #""setup""#, "10:00")
        try day.send("mode", #""run""#, "10:10")
        try day.send("mode", #""halt""#, "10:15")
        let stop = "A@\(try PressDay.at("10:15").milliseconds)"
        try day.say(1, "stop.explain", stop, #"{"reason":"hydraulic"}"#, "10:16")
        try day.send("mode", #""run""#, "10:25")
        try day.commit(until: "14:00")
        #expect(try Self.answer(day, .stops).map { $0.text("cause") } == ["state", "reason"])
        #expect(try day.rows().map { $0.number("set_ups") } == [1] && day.rows().map { $0.number("failures") } == [1])
        day = try PressDay(PressDay.plant)
        try day.send("mode", #""run""#, "06:00")
        try day.send("mode", #""halt""#, "10:00")
        try day.send("mode", #""run""#, "10:30")
        try day.commit(until: "14:00")
        #expect(try Self.answer(day, .stops).map { $0.text("cause") } == ["unexplained"])
        #expect(try Self.answer(day, .pareto).map { $0.integer("stops") } == [1])
    }
}

extension Row {
    fileprivate func isFalse(_ name: String) -> Bool { self[name] == .bool(false) }
}

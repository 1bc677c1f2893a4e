import Basis
import Records
import Shopfloor
import Testing

@testable import Hub

struct BreakdownTimeTests {
    /// Broken from 09:30 to 10:45, over the break, from 13:00 to 15:00, over the end of the shift, and from 21:00 on.
    private func day() throws -> PressDay {
        var day = try PressDay()
        for (clock, mode) in [
            ("06:00", "run"), ("09:30", "halt"), ("10:45", "run"), ("13:00", "halt"), ("15:00", "run"),
            ("21:00", "halt"),
        ] {
            try day.send("mode", "\"\(mode)\"", clock)
        }
        for (number, clock) in ["09:30", "13:00", "21:00"].enumerated() {
            let stop = "A@\(try PressDay.at(clock).milliseconds)"
            let reply = try day.say(number + 1, "stop.explain", stop, #"{"reason":"hydraulic"}"#, "21:10")
            #expect(reply?.outcome == .saved)
        }
        try day.commit(until: "22:00")
        return day
    }

    @Test("a failure has its whole length, breaks and time behind its shift in it; one that lasts, until now")
    func repairs() throws {
        let day = try day()
        let shifts = try day.rows(.shift)
        #expect(shifts.map { $0.number("failures") } == [2, 1])
        #expect(shifts.map { $0.number("mttr_s") } == [5850, 3600])
        let then = try day.rows(.shift) { $0.at = try? PressDay.at("21:30") }
        #expect(then.map { $0.number("mttr_s") } == [5850, 1800])
        let hours = try day.rows(.hour).filter { $0.number("failures") != 0 }
        let begins = try ["09:00", "13:00", "21:00"].map { Row.Value.time(try PressDay.at($0)) }
        #expect(hours.map { $0["from"] } == begins)
        #expect(hours.map { $0.number("mttr_s") } == [4500, 7200, 3600])
        // What is asked about may end before the repair does, and begin after the failure.
        let cut = try day.rows(.machine) {
            ($0.from, $0.to) = (try? PressDay.at("10:00"), try? PressDay.at("14:00"))
        }
        #expect(cut.map { $0.number("failures") } == [1])
        #expect(cut.map { $0.number("mttr_s") } == [7200])
    }

    @Test("failures and their repairs add up, whatever they are summed by", arguments: FigureGroup.allCases)
    func additive(_ group: FigureGroup) throws {
        let rows = try day().rows(group)
        var (failures, repair) = (0.0, 0.0)
        for row in rows {
            let own = row.number("failures") ?? 0
            failures += own
            repair += own * (row.number("mttr_s") ?? 0)
        }
        #expect(failures == 3 && repair == 15_300)
    }

    @Test("the stops that MTTR divides say so, and for how long; one that begins outside of all shifts is none of them")
    func stops() throws {
        func failures(_ day: PressDay, _ change: (inout Query) -> Void = { _ in }) throws -> [Double] {
            var query = Query(.stops)
            change(&query)
            return try QueryAnswer(store: day.store).rows(query).compactMap { $0.number("failure_s") }
        }
        let whole = try day()
        #expect(try failures(whole) == [4500, 7200, 3600])
        #expect(
            try failures(whole) { ($0.from, $0.to) = (try? PressDay.at("10:00"), try? PressDay.at("14:00")) } == [7200])
        var night = try PressDay()
        for (clock, mode) in [
            ("05:00", "run"), ("05:30", "halt"), ("06:30", "run"), ("07:00", "halt"), ("07:20", "run"),
        ] {
            try night.send("mode", "\"\(mode)\"", clock)
        }
        for (number, clock) in ["05:30", "07:00"].enumerated() {
            let stop = "A@\(try PressDay.at(clock).milliseconds)"
            try night.say(number + 1, "stop.explain", stop, #"{"reason":"hydraulic"}"#, "07:30")
        }
        // Cut in two, the second failure is still one.
        try night.say(
            3, "stop.split", "A@\(try PressDay.at("07:00").milliseconds)",
            #"{"at":\#(try PressDay.at("07:05").milliseconds)}"#, "07:31")
        try night.commit(until: "08:00")
        #expect(try failures(night) == [1200])
        let figures = try night.rows(.machine)
        #expect(figures.map { $0.number("failures") } == [1] && figures.map { $0.number("mttr_s") } == [1200])
    }

    @Test("minutes of breakdown lie where they lie, in planned time: breaks are no part of them, nor of ADET")
    func minutes() throws {
        let day = try day()
        let pareto = try QueryAnswer(store: day.store).rows(Query(.pareto))
        #expect(pareto.filter { $0.text("kind") == "breakdown" }.map { $0.number("seconds") } == [13_500])
        #expect(try day.rows(.shift).map { $0.number("adet_s") } == [6300, 7200])
    }

    @Test("one that goes on after time without data is one failure, of the shift in which it began")
    func interrupted() throws {
        var day = try PressDay()
        try day.send("mode", #""run""#, "06:00")
        try day.send("mode", #""halt""#, "13:30")
        let first = "A@\(try PressDay.at("13:30").milliseconds)"
        try day.say(1, "stop.explain", first, #"{"reason":"hydraulic"}"#, "13:40")
        // No rule holds: nobody knows what it does.
        for (clock, mode) in [("13:50", "?"), ("14:10", "halt"), ("14:20", "run")] {
            try day.send("mode", "\"\(mode)\"", clock)
        }
        try day.commit(until: "15:00")
        #expect(try day.rows(.shift).map { $0.number("failures") } == [1, 0])
        #expect(try day.rows(.shift).first?.number("mttr_s") == 3000)
        let cut = try day.rows(.machine) { $0.to = try? PressDay.at("14:00") }
        #expect(cut.map { $0.number("mttr_s") } == [3000], "its repair ends after what is asked about")
        let stops = try QueryAnswer(store: day.store).rows(Query(.stops))
        #expect(stops.map { $0.text("continues") } == [nil, first])
        #expect(stops.map { $0.number("failure_s") } == [3000, nil])
    }
}

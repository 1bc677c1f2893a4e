import Basis
import Records
import Shopfloor
import Testing

@testable import Hub

struct BreakdownTimeTests {
    @Test("time in breakdown is that of the Pareto: breaks are no part of it, and each shift has what lies in it")
    func breakdowns() throws {
        var day = try PressDay()
        for (clock, mode) in [
            ("06:00", "run"), ("09:30", "halt"), ("10:45", "run"), ("13:00", "halt"), ("15:00", "run"),
        ] {
            try day.send("mode", "\"\(mode)\"", clock)
        }
        for (number, clock) in ["09:30", "13:00"].enumerated() {
            let stop = "A@\(try PressDay.at(clock).milliseconds)"
            let reply = try day.say(number + 1, "stop.explain", stop, #"{"reason":"hydraulic"}"#, "15:00")
            #expect(reply?.outcome == .saved)
        }
        try day.commit(until: "22:00")
        #expect(try day.rows(.shift).map { $0.number("failures") } == [2, 0])
        #expect(try day.rows(.shift).map { $0.number("mttr_s") } == [3150, nil])
        let whole = try #require(try day.rows(.day).first)
        #expect(whole.number("mttr_s") == 4950)
        let pareto = try QueryAnswer(store: day.store).rows(Query(.pareto))
        #expect(pareto.filter { $0.text("kind") == "breakdown" }.map { $0.number("seconds") } == [165 * 60])
    }
}

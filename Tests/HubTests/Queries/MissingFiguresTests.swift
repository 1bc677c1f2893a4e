import Basis
import Records
import Shopfloor
import Store
import Testing

@testable import Hub

@Suite("Figures of which a part is missing")
struct MissingFiguresTests {
    @Test("of a machine without counter no figure of parts is told, whether it ran or stood: missing is not zero")
    func uncounted() throws {
        for state in [#""run""#, #""halt""#] {
            var day = try PressDay()
            try day.send("mode", state, "06:00")
            try day.commit(until: "14:00")
            for group in [FigureGroup.machineShift, .machine, .line, .day] {
                let row = try #require(try day.rows(group).first)
                for name in ["pq", "gq", "sq", "effectiveness", "quality", "oee", "nee", "teep", "speed_loss_s"] {
                    #expect(row[name] == Row.Value.none, "\(name) \(state)")
                }
                #expect(row.number("availability") == (state == #""run""# ? 1 : 0) && row.number("coverage") == 1)
            }
            day.core.refreshFigures(of: "L")
            #expect(day.core.lineDocument("L").rows[0].oee == nil && day.core.lineDocument("L").oee == nil)
        }
    }

    @Test("of a machine that stood, whose counter was read, none was made: its OEE is 0, on the Floor and in every row")
    func stood() throws {
        var day = try PressDay()
        try day.send("mode", #""halt""#, "06:00")
        for hour in ["06:00", "09:00", "13:40"] { try day.send("n", "7", hour) }
        day.core.advance(to: try PressDay.at("13:50"))
        day.core.refreshFigures(of: "L")
        #expect(day.core.lineDocument("L").rows[0].oee == 0 && day.core.lineDocument("L").oee == 0)
        try day.commit(until: "14:00")
        for group in [FigureGroup.machineShift, .machine, .line, .day] {
            let row = try #require(try day.rows(group).first)
            #expect(row.number("pq") == 0 && row.number("oee") == 0 && row.number("availability") == 0, "\(group)")
            #expect(row["effectiveness"] == Row.Value.none && row["quality"] == Row.Value.none)
        }
        // The journal alone says the same again.
        try day.store.rebuildTables()
        #expect(try day.rows().first?.number("oee") == 0)
    }

    @Test("before its counter was ever read nobody knows what a machine made")
    func notYetRead() throws {
        var day = try PressDay()
        try day.send("mode", #""halt""#, "06:00")
        try day.send("mode", #""halt""#, "14:30")
        try day.send("n", "7", "14:30")
        try day.commit(until: "22:00")
        #expect(try day.rows().map { $0.number("oee") } == [nil, 0])
    }

    @Test("without an ideal cycle there is no effectiveness and no OEE, also while nothing was made; quality there is")
    func unpriced() throws {
        let unmeasured = /(ideal_cycle|stopped_after) = [^\n]*\n/
        var day = try PressDay((PressDay.plant + PressDay.calendar).replacing(unmeasured, with: ""))
        try day.send("mode", #""run""#, "06:00")
        try day.send("n", "0", "06:00")
        try day.send("n", "1", "06:30")
        try day.send("mode", #""run""#, "14:00")
        try day.send("n", "1", "21:59")
        try day.commit(until: "22:00")
        let rows = try day.rows()
        #expect(rows.map { $0.number("pq") } == [1, 0] && rows.map { $0.number("quality") } == [1, nil])
        #expect(rows.map { $0.number("apt_s") } == [28_800, 28_800])
        for name in ["effectiveness", "oee", "pri_pq_s", "speed_loss_s"] {
            #expect(rows.allSatisfy { $0[name] == Row.Value.none }, "\(name)")
        }
    }

    @Test("a machine of whose state nothing is known has its parts, and all its planned time is unknown")
    func unknownState() throws {
        var day = try PressDay()
        try day.send("n", "0", "06:00")
        try day.send("n", "5", "09:00")
        try day.commit(until: "14:00")
        for group in [FigureGroup.machineShift, .machine, .line, .shift, .day] {
            let row = try #require(try day.rows(group).first, "\(group)")
            #expect(row.number("pq") == 5 && row.number("gq") == 5 && row.number("quality") == 1, "\(group)")
            #expect(row.number("pbt_s") == 27_000 && row.number("unknown_s") == 27_000 && row.number("coverage") == 0)
            #expect(["availability", "effectiveness", "oee"].allSatisfy { row[$0] == Row.Value.none })
        }
    }
}

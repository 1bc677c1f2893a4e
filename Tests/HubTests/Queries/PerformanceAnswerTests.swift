import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

@Suite("Figures from signals")
struct PerformanceAnswerTests {
    @Test("the vector of the field goes in as readings and commands on a virtual clock and comes out of the query")
    func vector() throws {
        var day = try PressDay()
        try day.playVector()
        let booked = try day.say(1, "quantity.book", "A", #"{"shift":"early","rework":4}"#, "13:50")
        #expect(booked?.outcome == .saved)
        try day.commit(until: "14:00")
        let row = try #require(try day.rows().first)
        #expect(["apt_s", "aust_s", "adet_s", "adot_s", "unknown_s"].map(row.number) == [21_120, 2280, 2040, 1560, 0])
        #expect(row.number("pbt_s") == 27_000 && row.number("planned_s") == 1800)
        #expect(row.number("pq") == 318 && row.number("sq") == 12 && row.number("rq") == 4)
        #expect(row.number("gq") == 302)
        let expected = [
            ("availability", 0.7822), ("effectiveness", 0.9335), ("quality", 0.9497), ("oee", 0.6935),
            ("nee", 0.7683), ("set_up_ratio", 0.0974),
            ("technical_efficiency", 0.9119), ("utilisation_efficiency", 0.8302), ("allocation_efficiency", 0.9422),
            ("scrap_ratio", 0.0377), ("rework_ratio", 0.0126), ("coverage", 1),
            // TEEP of a shift is of the shift's own 8 hours; the field's 0.2167 is of the 24 of a day.
            ("teep", 0.2167 * 3),
        ]
        for (name, value) in expected {
            let error = abs((row.number(name) ?? .nan) - value)
            #expect(error < (name == "teep" ? 0.00015 : 0.00005), "\(name)")
        }
        // ADET and APT would have given so many at 62 s a part; of the second 318 were made.
        #expect(abs((row.number("lost_stopped") ?? .nan) - 2040.0 / 62) < 1e-9)
        #expect(abs((row.number("lost_speed") ?? .nan) - (21_120.0 / 62 - 318)) < 1e-9)
        #expect(row["basis"] == .text("signals"))
        let setUps = try day.rows { $0 = Query(.pareto) }.filter { $0["kind"] == .text("set-up") }
        #expect(row["set_ups"] == .integer(1) && setUps.map { $0["stops"] } == [.integer(1)])
    }

    @Test("TEEP of a day, a machine or a line is of all its calendar time, in shifts or not, and opens into all of it")
    func calendarTime() throws {
        let early = PressDay.calendar.replacing(/\[\[shift\]\]\nid = "late"[^\[]*/, with: "")
        var day = try PressDay(PressDay.plant + early)
        try day.playVector()
        _ = try day.say(1, "quantity.book", "A", #"{"shift":"early","rework":4}"#, "13:50")
        let monday = (try PressDay.at("00:00"), try PressDay.at("00:00") + .seconds(86_400))
        day.core.stop(at: monday.1)
        try day.store.commit(day.core.takePending())
        let whole = try #require(try day.rows(.day).first)
        #expect(whole.number("calendar_s") == 86_400 && whole.number("outside_s") == 57_600)
        #expect(abs((whole.number("teep") ?? .nan) - 0.2167) < 0.00005)
        #expect(whole["from"] == .time(try PressDay.at("06:00")), "the row is of the shifts of the day")
        for group in [FigureGroup.machine, .line] {
            let row = try #require(try day.rows(group) { ($0.from, $0.to) = monday }.first)
            #expect(row.number("calendar_s") == 86_400 && abs((row.number("teep") ?? .nan) - 0.2167) < 0.00005)
            let opened = try day.rows(group) {
                ($0.from, $0.to) = monday
                $0.isExplained = true
            }
            #expect(opened.compactMap { $0.number("seconds") }.reduce(0, +) == 86_400)
            let outside = opened.filter { $0["element"] == .text("outside") }
            #expect(outside.map { $0["from"] } == [.time(monday.0), .time(try PressDay.at("14:00"))])
        }
        // A shift, and what was for an order, have their own time.
        for group in [FigureGroup.machineShift, .shift, .order] {
            #expect(try day.rows(group).first?.number("calendar_s") == 28_800, "\(group)")
        }
    }

    @Test("a cycle that the machine calls scrap is produced and not good, in figures, counts and rows alike")
    func signalledScrap() throws {
        let plant = PressDay.plant.replacing("try = \"warm\"", with: "try = \"warm\"\n        scrap = \"not ok\"")
        var day = try PressDay(plant + PressDay.calendar)
        try day.send("mode", #""run""#, "06:00")
        try day.send("n", "0", "06:00")
        try day.send("warm", "true", "06:00")
        // A try that is not right is a try.
        for (minute, isGood) in [(1, false), (2, true), (3, true), (4, false), (5, false)] {
            if minute == 2 { try day.send("warm", "false", "06:02") }
            try day.send("ok", "\(isGood)", "06:0\(minute)")
            try day.send("n", "\(minute)", "06:0\(minute)")
        }
        let live = try #require(day.core.machines[0].counts["A"]?.count)
        #expect(live.shots == 5 && live.tries == 1 && live.scrap == 2)
        try day.commit(until: "14:00")
        for group in [FigureGroup.machineShift, .machine, .day] {
            let row = try #require(try day.rows(group).first)
            #expect(row.number("pq") == 5 && row.number("sq") == 3 && row.number("gq") == 2, "\(group)")
            #expect(row.number("quality") == 0.4)
        }
        let cycles = try QueryAnswer(store: day.store).rows(Query(.cycles)).map { $0["kind"] }
        #expect(cycles == ["start-up", "good", "good", "scrap", "scrap"].map { .text($0) })
        let count = try #require(try day.store.counts(machine: "A", asOf: .now).first?.count)
        #expect(count.tries == 1 && count.scrap == 2)
        // What the journal says is made anew the same.
        try day.store.rebuildTables()
        #expect(try day.rows().first?.number("sq") == 3)
    }

    @Test("of an hour of which nothing was recorded nobody knows how many parts it had, nor how many it could have had")
    func unrecordedHours() throws {
        var day = try PressDay()
        try day.send("mode", #""run""#, "08:00")
        try day.send("n", "0", "08:00")
        try day.send("n", "1", "08:30")
        try day.commit(until: "10:00")
        let hours = try day.rows(.hour) { $0.from = try? PressDay.at("06:00") }
        #expect(hours.count == 4)
        for name in ["pq", "gq", "ideal", "lost_stopped", "lost_speed", "pri_pq_s"] {
            #expect(hours.prefix(2).allSatisfy { $0[name] == Row.Value.none }, "\(name)")
        }
        #expect(hours[2].number("pq") == 1 && (hours[2].number("ideal") ?? 0) > 0)
        #expect(hours.map { $0.number("unknown_s") }.prefix(2) == [3600, 3600])
    }

    @Test("of a shift of which nothing was heard nobody knows what was made, in totals as by hour")
    func unheardShift() throws {
        var day = try PressDay()
        try day.send("mode", #""run""#, "15:00")
        try day.send("n", "0", "15:00")
        try day.send("n", "1", "15:30")
        try day.commit(until: "16:00")
        let morning: (inout Query) -> Void = { $0.from = try? PressDay.at("06:00") }
        for group in [FigureGroup.shift, .machineShift] {
            let rows = try day.rows(group, morning)
            for name in ["pq", "gq", "sq", "rq", "ideal", "lost_stopped", "lost_speed", "pri_pq_s"] {
                #expect(rows[0][name] == Row.Value.none, "\(name)")
            }
            #expect(rows[0].number("coverage") == 0 && rows[1].number("pq") == 1)
        }
        #expect(try day.rows(.hour, morning).prefix(8).allSatisfy { $0["pq"] == Row.Value.none })
        #expect(try day.rows(.day, morning).map { $0.number("pq") } == [1])
        for group in [FigureGroup.line, .machine] {
            let rows = try day.rows(group) {
                ($0.from, $0.to) = (try? PressDay.at("06:00"), try? PressDay.at("14:00"))
            }
            let row = try #require(rows.first)
            #expect(row["pq"] == Row.Value.none && row["sq"] == Row.Value.none, "\(group)")
        }
    }

    @Test("a figure opens into slices whose sums it is, to the millisecond")
    func explained() throws {
        var day = try PressDay()
        try day.playVector()
        try day.commit(until: "14:00")
        let slices = try day.rows { $0.isExplained = true }
        var sums: [Row.Value: Double] = [:]
        for slice in slices where slice["element"] != Row.Value.none {
            sums[slice["element"] ?? .none, default: 0] += slice.number("seconds") ?? 0
        }
        #expect(
            sums == [
                .text("apt"): 21_120, .text("aust"): 2280, .text("adet"): 2040, .text("adot"): 1560,
                .text("planned"): 1800,
            ])
        let parts = slices.filter { $0["element"] == Row.Value.none }
        #expect(parts.map { $0["source"] } == [.text("counter")])
        #expect(parts[0].number("pq") == 318 && parts[0].number("sq") == 12 && parts[0].number("pri_s") == 62)
    }

    @Test(
        "error 11: a cycle just on the border of two shifts is of the later, one before it that comes late of the earlier"
    )
    func borders() throws {
        var day = try PressDay()
        try day.playVector()
        try day.send("n", "319", "14:00")
        try day.send("n", "320", "15:00")
        try day.commit(until: "22:00")
        #expect(try day.rows().map { $0.number("pq") } == [318, 2])
        var late = try PressDay()
        try late.playVector()
        try late.send("n", "319", "14:00:01.000", time: "13:59:59.500")
        try late.send("n", "320", "14:00:02.000")
        try late.commit(until: "22:00")
        #expect(try late.rows().map { $0.number("pq") } == [319, 1])
        #expect(try late.rows(.day).map { $0.number("pq") } == [320])
    }

    @Test("error 18: a counter that was set back never makes parts negative")
    func reset() throws {
        var day = try PressDay()
        try day.playVector()
        try day.send("n", "5", "13:20")
        try day.send("n", "2", "14:20")
        try day.commit(until: "22:00")
        #expect(try day.rows().map { $0.number("pq") } == [323, 2])
    }

    @Test("error 20: without a calendar there is no planned time and no OEE, and no shift has a row")
    func noCalendar() throws {
        var day = try PressDay(PressDay.plant)
        try day.playVector()
        try day.commit(until: "14:00")
        #expect(try day.rows().isEmpty && day.rows(.shift).isEmpty && day.rows(.day).isEmpty)
        let row = try #require(try day.rows(.machine).first)
        #expect(row["pbt_s"] == Row.Value.none && row["oee"] == Row.Value.none && row["availability"] == Row.Value.none)
        #expect(row.number("apt_s") == 21_120 && row.number("effectiveness") != nil)
        #expect(row["ideal"] == Row.Value.none && row["lost_stopped"] == Row.Value.none)
        #expect((row.number("lost_speed") ?? 0) > 0, "slow is slow, whatever was planned")
    }

    @Test("a shift is judged by the plant file that was in force when it began")
    func versions() throws {
        var day = try PressDay()
        try day.send("mode", #""run""#, "06:00")
        try day.send("n", "0", "06:00")
        let next = (PressDay.plant + PressDay.calendar).replacing("62s", with: "31s")
        day.core.replace(model: try HubRig.model(next), at: try PressDay.at("10:00"))
        try day.send("n", "100", "13:00")
        try day.send("n", "200", "15:00")
        try day.commit(until: "22:00")
        #expect(try day.rows().map { $0.number("pri_pq_s") } == [6200, 3100])
        #expect(try day.rows(.line).map { $0.number("pri_pq_s") } == [9300])
    }

    @Test("what is asked about cuts shifts, and the parts add up to the whole")
    func windows() throws {
        var day = try PressDay()
        try day.playVector()
        try day.commit(until: "14:00")
        let cut = try PressDay.at("12:00")
        let first = try #require(try day.rows { $0.to = cut }.first)
        let second = try #require(try day.rows { $0.from = cut }.first)
        for name in ["pbt_s", "apt_s", "adet_s", "adot_s", "pq"] {
            let whole = try day.rows().first?.number(name)
            #expect((first.number(name) ?? 0) + (second.number(name) ?? 0) == whole, "\(name)")
        }
    }

    @Test(
        "a window that begins and ends at any moment counts each cycle in it, also as it was known then",
        arguments: ["", "\n[[tag]]\nid = \"n\"\nowner = \"die\""])
    func anyMoment(owner: String) throws {
        var day = try PressDay(PressDay.plant + owner + PressDay.calendar)
        try day.send("mode", #""run""#, "06:00")
        let times = try (0..<240).map { try PressDay.at("06:00") + .seconds(67 * $0) }
        for (count, time) in times.enumerated() {
            try day.send("n", "\(count)", String(ISO8601.format(time).dropFirst(11).prefix(8)))
        }
        try day.commit(until: "11:00")
        for minute in stride(from: Int64(14), to: 250, by: 13) {
            let from = try PressDay.at("06:00") + .seconds(minute * 59)
            let to = from + .seconds(minute * 7)
            let counted = times.dropFirst().count { from <= $0 && $0 < to }
            let now = try day.rows { ($0.from, $0.to) = (from, to) }.first?.number("pq")
            let then = try day.rows { ($0.from, $0.to, $0.at) = (from, to, to) }.first?.number("pq")
            #expect(now == Double(counted) && then == now, "\(from) – \(to)")
        }
    }

    @Test("the counts of before an instant are the same after the tables are made anew")
    func rebuilt() throws {
        var day = try PressDay()
        try day.playVector()
        try day.send("n", "319", "14:00")
        try day.commit(until: "22:00")
        let before = try day.rows()
        try day.store.rebuildTables()
        #expect(try day.rows() == before)
    }

    @Test("what the Floor says of the running shift is what the query says at that moment")
    func live() throws {
        var day = try PressDay()
        try day.playVector()
        day.core.advance(to: try PressDay.at("13:50"))
        day.core.refreshFigures(of: "L")
        let document = day.core.lineDocument("L")
        try day.commit(until: "13:50")
        let row = try #require(try day.rows(.line).first)
        #expect(document.oee != nil && document.oee == row.number("oee"))
        #expect(document.coverage == row.number("coverage") && document.rows[0].oee == document.oee)
        #expect(document.shift?.id == "early" && document.shift?.breaks.count == 1)
        day.core.advance(to: try PressDay.at("23:00"))
        day.core.refreshFigures(of: "L")
        #expect(day.core.lineDocument("L").shift == nil && day.core.lineDocument("L").oee == nil)
    }
}

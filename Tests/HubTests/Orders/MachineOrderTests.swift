import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

/// The press of `PressDay`, which says in `job` which order it runs.
enum OrderDay {
    static let plant = (PressDay.plant + PressDay.calendar).replacing(
        "ideal_cycle = \"62s\"", with: "ideal_cycle = \"62s\"\norder = \"job\"")

    /// Its counter counts for the die.
    static let dies =
        plant + """

            [[die]]
            id = "D1"
            ideal_cycle = "60s"
            [[die]]
            id = "D2"
            ideal_cycle = "30s"
            cavities = 2
            [[tag]]
            id = "n"
            owner = "die"
            """

    /// Each message is a cycle and says the order, too.
    static let shots =
        plant.replacing(
            "pulse = \"increase\"\ncounter = \"n\"\ntry = \"warm\"", with: "pulse = \"message\"\nsource = \"shots\"")
        + shotSource

    /// Messages whose members are all tags.
    static let shotSource = """

        [[source]]
        id = "shots"
        topic = "p/{machine}/shot/all"
        time = "/t"
        time_format = "epoch-ms"
        members = "/d"
        """
}

extension PressDay {
    /// The counter shows as many as there are minutes since 06:00, every ten minutes.
    mutating func count(_ times: ClosedRange<Int>) throws {
        for minute in stride(from: times.lowerBound, through: times.upperBound, by: 10) {
            let (hour, rest) = (6 + minute / 60, minute % 60)
            try send("n", "\(minute)", "\(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest)")
        }
    }

    /// How many entries of the journal say which order ran.
    func orderEntries() throws -> Int {
        var wanted = EntriesWanted(limit: 10)
        wanted.kind = "order"
        return try store.entries(wanted).count
    }

    /// By order (`-` where there is none), a number of each row.
    func byOrder(_ member: String) throws -> [String: Double] {
        var numbers: [String: Double] = [:]
        for row in try rows(.order) {
            if case .text(let order)? = row["order"] {
                numbers[order] = row.number(member)
            } else {
                numbers["-"] = row.number(member)
            }
        }
        return numbers
    }
}

@Suite("The order that a machine says it runs")
struct MachineOrderTests {
    @Test("time and parts are of the order that ran, and the orders add up to the whole")
    func parts() throws {
        var day = try PressDay(OrderDay.plant)
        try day.send("mode", #""run""#, "06:00")
        try day.send("job", #""W-1""#, "06:00")
        try day.count(0...200)
        try day.send("job", #""W-2""#, "09:30")
        try day.count(210...400)
        try day.commit(until: "14:00")
        #expect(try day.byOrder("pq") == ["W-1": 200, "W-2": 200])
        // It produces in its break, too, which is then worked.
        #expect(try day.byOrder("pbt_s") == ["W-1": 12_600, "W-2": 16_200])
        let whole = try #require(try day.rows(.line).first)
        for member in ["pq", "gq", "pbt_s", "apt_s", "planned_s", "calendar_s", "pri_pq_s"] {
            #expect(try day.byOrder(member).values.reduce(0, +) == whole.number(member), "\(member)")
        }
        let one = try day.rows(.machineShift) { $0.order = "W-2" }
        #expect(one.map { $0.number("pq") } == [200] && one[0]["order"] == .text("W-2"))
        #expect(one[0]["from"] == .time(try PressDay.at("09:30")))
        let opened = try day.rows { ($0.order, $0.isExplained) = ("W-1", true) }
        #expect(Set(opened.map { $0["order"] }) == [.text("W-1")])
        #expect(opened.compactMap { $0.number("seconds") }.reduce(0, +) == 12_600)
        #expect(opened.compactMap { $0.number("pq") }.reduce(0, +) == 200)
    }

    @Test("idle time with an order is delay; null and empty say that there is none, and then it is down")
    func idle() throws {
        var day = try PressDay(OrderDay.plant)
        try day.send("mode", #""rest""#, "06:00")
        try day.send("job", #""W-1""#, "06:00")
        try day.send("job", "null", "07:00")
        try day.send("job", #""W-2""#, "08:00")
        try day.send("job", #""  ""#, "09:00")
        try day.commit(until: "09:30")
        #expect(try day.byOrder("adet_s") == ["W-1": 3600, "W-2": 3600, "-": 0])
        #expect(try day.byOrder("adot_s") == ["W-1": 0, "W-2": 0, "-": 5400])
    }

    @Test("a shot that brings another order is of that, and rows of cycles say so")
    func shots() throws {
        var day = try PressDay(OrderDay.shots)
        try day.send("mode", #""run""#, "06:00")
        for (clock, order) in [("07:00", "W-1"), ("07:01", "W-1"), ("07:02", "W-2"), ("07:03", "W-2")] {
            let at = try PressDay.at(clock)
            let payload = #"{"t":\#(at.milliseconds),"d":{"job":"\#(order)"}}"#
            day.core.observe("p/A/shot/all", Array(payload.utf8), at: at)
        }
        try day.commit(until: "14:00")
        #expect(try day.byOrder("pq") == ["W-1": 2, "W-2": 2, "-": 0])
        let cycles = try QueryAnswer(store: day.store).rows(Query(.cycles))
        #expect(cycles.map { $0.text("order") } == ["W-1", "W-1", "W-2", "W-2"])
    }

    @Test("what comes late corrects its time until the next word, the parts counted since, and the cycles")
    func late() throws {
        var day = try PressDay(OrderDay.plant)
        try day.send("mode", #""run""#, "06:00")
        try day.send("job", #""W-1""#, "06:00")
        try day.count(0...120)
        // Cycles of 07:10 and later are counted already.
        try day.send("job", #""W-2""#, "08:00", time: "07:05")
        try day.send("job", #""W-3""#, "08:05", time: "06:30")
        try day.count(130...200)
        try day.commit(until: "14:00")
        #expect(try day.byOrder("pq") == ["W-1": 20, "W-3": 40, "W-2": 140])
        #expect(try day.byOrder("calendar_s") == ["W-1": 1800, "W-3": 2100, "W-2": 24_900])
        #expect(try day.orderEntries() == 3)
        let before = try day.rows(.order)
        try day.store.rebuildTables()
        #expect(try day.rows(.order) == before)
        let then = try day.rows(.order) { $0.at = try? PressDay.at("08:02") }
        #expect(Set(then.map { $0["order"] }) == [.text("W-1"), .text("W-2")])
    }

    @Test("a word that says the same again is no event, also after a restart, over which the order holds")
    func restart() throws {
        var day = try PressDay(OrderDay.plant)
        try day.send("mode", #""run""#, "06:00")
        try day.send("job", #""W-1""#, "06:00")
        try day.send("job", #""W-1""#, "06:10")
        try day.count(0...60)
        try day.commit(until: "07:00")
        day.core = HubCore(
            model: try HubRig.model(OrderDay.plant), stored: try day.store.load(), version: "1",
            now: try PressDay.at("07:10"))
        try day.send("mode", #""run""#, "07:10")
        try day.count(70...120)
        #expect(day.core.lineDocument("L").rows[0].order == "W-1")
        try day.send("job", #""W-1""#, "08:05")
        try day.send("job", #""W-2""#, "08:10")
        try day.commit(until: "14:00")
        #expect(try day.byOrder("pq")["W-1"] == 120)
        #expect(try day.orderEntries() == 2)
        // Nobody knows any more what was said between.
        try day.send("job", #""W-0""#, "14:01", time: "06:30")
        #expect(day.core.takePending().rejected["late, not judged"] == 1)
    }

    @Test("a retained word counts from the time on at which the machine is proven alive")
    func retained() throws {
        var day = try PressDay(OrderDay.plant)
        let old = #"{"t":\#(try PressDay.at("05:00").milliseconds),"v":"W-1"}"#
        day.core.observe("p/A/job", Array(old.utf8), at: try PressDay.at("06:00"), isRetained: true)
        #expect(day.core.lineDocument("L").rows[0].order == nil)
        try day.send("mode", #""run""#, "07:00")
        #expect(day.core.lineDocument("L").rows[0].order == "W-1")
        try day.commit(until: "08:00")
        #expect(try day.rows(.order) { $0.order = "W-1" }.first?["from"] == .time(try PressDay.at("07:00")))
    }

    @Test("what comes late ends where a word begins that the broker kept: the order that runs is still the same")
    func lateBeforeRetained() throws {
        var day = try PressDay(OrderDay.plant)
        let kept = #"{"t":\#(try PressDay.at("06:50").milliseconds),"v":"W-2"}"#
        day.core.observe("p/A/job", Array(kept.utf8), at: try PressDay.at("06:55"), isRetained: true)
        try day.send("mode", #""run""#, "07:00")
        try day.send("job", #""W-1""#, "07:01", time: "06:00")
        #expect(day.core.lineDocument("L").rows[0].order == "W-2")
        try day.commit(until: "08:00")
        #expect(try day.byOrder("calendar_s")["W-1"] == 3000)
        #expect(try day.byOrder("calendar_s")["W-2"] == 3600)
    }

    @Test("error 14: a stop is of the order that ran when it began, also where another runs by now")
    func stopOrder() throws {
        var day = try PressDay(OrderDay.plant)
        try day.send("mode", #""run""#, "06:00")
        try day.send("job", #""W-1""#, "06:00")
        try day.send("mode", #""halt""#, "07:00")
        try day.send("job", #""W-2""#, "07:30")
        try day.commit(until: "09:00")
        let stops = try QueryAnswer(store: day.store).rows(Query(.stops))
        #expect(stops.map { $0.text("order") } == ["W-1"])
        // Its time is of each while it ran.
        #expect(try day.byOrder("adet_s") == ["W-1": 1800, "W-2": 5400])
    }

    @Test("what is booked of an order is of its die, and the Floor says the same as the query")
    func booked() throws {
        var day = try PressDay(OrderDay.dies)
        try day.send("mode", #""run""#, "06:00")
        try day.send("die", #""D1""#, "06:00")
        try day.send("job", #""W-1""#, "06:00")
        try day.send("n", "0", "06:00")
        try day.send("n", "100", "08:00")
        try day.send("die", #""D2""#, "08:30")
        try day.send("job", #""W-2""#, "08:30")
        try day.send("n", "0", "08:30")
        try day.send("n", "40", "09:00")
        let set = #"{"shift":"early","order":"W-2","scrap":8}"#
        #expect(try day.say(1, "quantity.book", "A", set, "09:00")?.outcome == .saved)
        day.core.advance(to: try PressDay.at("09:01"))
        day.core.refreshFigures(of: "L")
        let document = day.core.lineDocument("L")
        try day.commit(until: "09:01")
        #expect(try day.byOrder("gq") == ["W-1": 100, "W-2": 72])
        #expect(try day.byOrder("quality") == ["W-1": 1, "W-2": 0.9])
        let whole = try #require(try day.rows(.line).first)
        // 100 of a minute each, and 72 of a quarter.
        let worth = try #require(whole.number("pri_gq_s"))
        #expect(abs(worth - 7080) < 1e-6)
        #expect(document.oee != nil && document.oee == whole.number("oee"))
    }

    @Test("parts booked of an order that did not run by the machine's word are its own")
    func bookedOther() throws {
        var day = try PressDay(OrderDay.plant)
        try day.send("mode", #""run""#, "06:00")
        try day.send("job", #""W-1""#, "06:00")
        try day.count(0...120)
        try day.say(1, "quantity.book", "A", #"{"shift":"early","order":"W-9","scrap":8}"#, "08:00")
        try day.commit(until: "08:01")
        #expect(try day.byOrder("pq") == ["W-1": 112, "W-9": 8] && day.byOrder("gq") == ["W-1": 112, "W-9": 0])
        #expect(try day.rows(.line).first?.number("pq") == 120 && day.rows(.line).first?.number("gq") == 112)
        let opened = try day.rows { $0.isExplained = true }.filter { $0["source"] != Row.Value.none }
        #expect(opened.map { $0["source"] } == [.text("counter"), .text("booking"), .text("booking")])
        #expect(opened.compactMap { $0.number("gq") }.reduce(0, +) == 112)
    }
}

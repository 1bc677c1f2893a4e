import Basis
import Records
import Shopfloor
import Testing

@testable import Hub

@Suite("Bookings of shifts, by hour")
struct HourBookingTests {
    @Test("what is booked of a shift is shared out to its hours by their good parts: they add up, and none is below 0")
    func bookedByHour() throws {
        var day = try PressDay()
        try day.send("mode", #""setup""#, "06:00")
        try day.send("n", "0", "06:00")
        try day.send("mode", #""run""#, "07:00")
        for (clock, count) in [("07:30", 30), ("07:59", 40), ("08:30", 50), ("09:10", 51)] {
            try day.send("n", "\(count)", clock)
        }
        #expect(try day.say(1, "quantity.book", "A", #"{"shift":"early","scrap":12}"#, "09:20")?.outcome == .saved)
        #expect(try day.say(2, "quantity.book", "A", #"{"shift":"early","rework":38}"#, "09:20")?.outcome == .saved)
        try day.commit(until: "10:00")
        let hours = try day.rows(.hour)
        #expect(hours.suffix(3).map { $0.number("pq") } == [40, 10, 1])
        #expect(hours.suffix(3).map { $0.number("sq") } == [9, 3, 0])
        #expect(hours.compactMap { $0.number("gq") }.allSatisfy { $0 >= 0 })
        let shift = try #require(try day.rows().first)
        for name in ["pq", "gq", "sq", "rq"] {
            #expect(hours.compactMap { $0.number(name) }.reduce(0, +) == shift.number(name), "\(name)")
        }
    }

    @Test("a booking with a time is of an hour that made as much, of its own first, and no hour is below 0")
    func timed() throws {
        var day = try PressDay()
        try day.send("n", "0", "06:00")
        try day.send("mode", #""run""#, "06:00")
        for (clock, count) in [("06:30", 30), ("07:59", 40), ("09:10", 41)] { try day.send("n", "\(count)", clock) }
        for (key, clock) in [(1, "08:30"), (2, "09:05")] {
            let set = #"{"at":\#(try PressDay.at(clock).milliseconds),"scrap":6}"#
            #expect(try day.say(key, "quantity.book", "A", set, "09:20")?.outcome == .saved)
        }
        try day.commit(until: "10:00")
        let hours = try day.rows(.hour)
        #expect(hours.map { $0.number("sq") } == [1, 10, 0, 1])
        #expect(hours.map { $0.number("gq") } == [29, 0, 0, 0])
        let shift = try #require(try day.rows().first)
        for name in ["pq", "gq", "sq", "pri_pq_s", "pri_gq_s", "ideal"] {
            #expect(hours.compactMap { $0.number(name) }.reduce(0, +) == shift.number(name), "\(name)")
        }
    }

    @Test("what is booked of a time of which nobody knows what was made is told, and taken out of nothing")
    func uncounted() throws {
        var day = try PressDay()
        try day.send("mode", #""run""#, "14:30")
        try day.send("n", "5", "14:30")
        try day.send("n", "9", "14:40")
        #expect(try day.say(1, "quantity.book", "A", #"{"shift":"early","scrap":2}"#, "14:50")?.outcome == .saved)
        try day.commit(until: "15:00")
        let (from, to) = (try PressDay.at("06:00"), try PressDay.at("15:00"))
        let rows = try day.rows { ($0.from, $0.to) = (from, to) }
        #expect(rows.map { $0.number("sq") } == [2, 0] && rows.map { $0.number("pq") } == [nil, 4])
        #expect(rows[0].number("gq") == nil && rows[0].number("failures") == nil && rows[1].number("failures") == 0)
        let sum = try #require(try day.rows(.day) { ($0.from, $0.to) = (from, to) }.first)
        #expect(sum.number("sq") == 2 && sum.number("pq") == 4 && sum.number("gq") == 4)
        let opened = try day.rows { ($0.from, $0.to, $0.isExplained) = (from, to, true) }
        #expect(opened.contains { $0.number("sq") == 2 && $0.number("gq") == 0 })
    }
}

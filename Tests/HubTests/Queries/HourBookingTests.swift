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
}

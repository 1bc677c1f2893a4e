import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing
@testable import Hub

extension PerformanceAnswerTests {
    @Test("error 22: what is booked of a shift beyond what it made is refused, naming the figures of that shift")
    func aboveProduced() throws {
        var day = try PressDay()
        try day.playVector()
        try day.send("n", "320", "14:30")
        let late = try day.say(1, "quantity.book", "A", #"{"shift":"late","scrap":3}"#, "15:00")
        #expect(late?.refusal?.text.en == "3 are more than there are: 2 produced, 0 of them scrap or rework already")
        #expect(try day.say(2, "quantity.book", "A", #"{"shift":"late","scrap":2}"#, "15:00")?.outcome == .saved)
        let early = #"{"shift":"2026-11-23/early","scrap":306}"#
        #expect(try day.say(3, "quantity.book", "A", early, "15:01")?.outcome == .saved)
        let at = try PressDay.at("13:00").milliseconds
        let more = try day.say(4, "quantity.book", "A", #"{"at":\#(at),"rework":1}"#, "15:02")
        #expect(
            more?.refusal?.text.en
                == "1 are more than there are: 318 produced, 318 of them scrap or rework already")
        let unknown = try day.say(5, "quantity.book", "A", #"{"shift":"night","scrap":1}"#, "15:03")
        #expect(unknown?.refusal?.code.rawValue == "unknown-shift")
    }

    @Test("a booking counts in the part of a shift in which its time lies, and once")
    func bookedOnce() throws {
        var day = try PressDay()
        try day.playVector()
        let at = try PressDay.at("12:30").milliseconds
        try day.say(1, "quantity.book", "A", #"{"at":\#(at),"scrap":5}"#, "13:50")
        try day.commit(until: "14:00")
        let cut = try PressDay.at("12:00")
        #expect(try day.rows { $0.to = cut }.first?.number("sq") == 12)
        #expect(try day.rows { $0.from = cut }.first?.number("sq") == 5)
        #expect(try day.rows().first?.number("sq") == 17)
    }

    @Test("what people say of stops and parts changes the Floor's figures once it is durable, to those of the query")
    func liveAfterCommands() throws {
        var day = try PressDay()
        try day.playVector()
        day.core.advance(to: try PressDay.at("13:50"))
        day.core.refreshFigures(of: "L")
        let before = day.core.lineDocument("L")
        let stop = "A@\(try PressDay.at("13:00").milliseconds)"
        #expect(try day.say(1, "stop.explain", stop, #"{"reason":"meeting"}"#, "13:50")?.outcome == .saved)
        try day.say(2, "quantity.book", "A", #"{"shift":"early","scrap":10}"#, "13:50")
        day.core.refreshFigures(of: "L")
        let document = day.core.lineDocument("L")
        #expect(before.rows[0].unexplainedStops == 1 && document.rows[0].unexplainedStops == 0)
        try day.commit(until: "13:50")
        let row = try #require(try day.rows(.line).first)
        #expect(document.oee != before.oee && document.oee == row.number("oee"))
        #expect(row.number("unexplained") == 0 && row.number("adet_s") == 0)
        let stored = try StoredDocuments(
            store: day.store, model: day.core.model, at: nil, includesLater: false
        ).lineDocuments()
        #expect(stored.first?.oee == document.oee && stored.first?.rows[0].unexplainedStops == 0)
    }
}

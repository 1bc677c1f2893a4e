import Basis
import Records
import Shopfloor
import Store
import Testing

@testable import Hub

@Suite("Shifts over an edit of the plant file")
struct ModelVersionTests {
    private static let edits = [
        ("to = \"10:30\"", "to = \"12:00\""), ("62s", "31s"),
        (
            "to = \"14:00\"\n[[shift]]\nid = \"late\"\nfrom = \"14:00\"",
            "to = \"13:30\"\n[[shift]]\nid = \"late\"\nfrom = \"13:30\""
        ),
    ]

    @Test(
        "a shift that began under an older plant file has on the Floor what the query says, also after a restart",
        arguments: edits)
    func liveVersions(old: String, new: String) throws {
        let plant = PressDay.plant + PressDay.calendar
        try #require(plant.contains(old))
        let next = try HubRig.model(plant.replacing(old, with: new))
        var day = try PressDay()
        try day.send("mode", #""run""#, "06:00")
        try day.send("n", "0", "06:00")
        try day.send("n", "150", "09:30")
        day.core.replace(model: next, at: try PressDay.at("10:01"))
        try day.send("mode", #""rest""#, "10:01")
        try day.send("mode", #""run""#, "11:30")
        try day.send("n", "260", "13:20")
        let now = try PressDay.at("13:50")
        day.core.advance(to: now)
        day.core.refreshFigures(of: "L")
        let document = day.core.lineDocument("L")
        try day.commit(until: "13:50")
        let row = try #require(try day.rows(.line).first)
        #expect(document.oee != nil && document.oee == row.number("oee"))
        #expect(document.shift?.interval == Interval(from: try PressDay.at("06:00"), to: try PressDay.at("14:00")))
        #expect(document.shift?.breaks.map(\.duration) == [.seconds(1800)])
        let stored = try StoredDocuments(store: day.store, model: next, at: nil, includesLater: false).lineDocuments()
        #expect(stored.first?.oee == document.oee && stored.first?.shift == document.shift)
        var again = HubCore(model: next, stored: try day.store.load(), version: "1", now: now)
        try again.putBack(from: day.store, alive: now, until: now)
        again.advance(to: now)
        again.refreshFigures(of: "L")
        #expect(again.lineDocument("L").oee == document.oee && again.lineDocument("L").shift == document.shift)
        // The next is of the new one, and has what lies behind the end of the old.
        try day.send("n", "290", "14:20")
        day.core.advance(to: try PressDay.at("14:30"))
        day.core.refreshFigures(of: "L")
        let later = day.core.lineDocument("L")
        try day.commit(until: "14:30")
        let late = try #require(try day.rows().last)
        #expect(later.shift?.id == "late" && late["shift"] == .text("late"))
        #expect(later.shift?.interval.from == (try PressDay.at("14:00")))
        #expect(later.oee != nil && later.oee == late.number("oee"))
    }
}

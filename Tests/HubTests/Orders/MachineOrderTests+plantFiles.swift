import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing
@testable import Hub

extension MachineOrderTests {
    /// W-1 each ten minutes from 06:00 until 06:30, and then another plant file.
    private func edited(_ plant: String) throws -> PressDay {
        var day = try PressDay(OrderDay.plant)
        try day.send("mode", #""run""#, "06:00")
        for minute in ["00", "10", "20", "30"] { try day.send("job", #""W-1""#, "06:\(minute)") }
        try day.send("lot", #""W-1""#, "06:30")
        try #require(plant != OrderDay.plant)
        day.core.replace(model: try HubRig.model(plant), at: try PressDay.at("06:40"))
        return day
    }

    @Test("a plant file that changes elsewhere forgets no word: what comes late ends where the next begins")
    func lateAfterEdit() throws {
        // Another tag has the first number.
        var day = try edited(
            OrderDay.plant.replacing(
                "[[rule]]\nstate = \"producing\"\nwhen = '",
                with: """
                    [[rule]]
                    state = "stopped"
                    when = 'aaa == "x"'
                    [[rule]]
                    state = "producing"
                    when = '
                    """))
        try day.send("job", #""W-2""#, "06:41", time: "06:05")
        #expect(day.core.lineDocument("L").rows[0].order == "W-1")
        try day.commit(until: "07:00")
        #expect(try day.byOrder("calendar_s") == ["W-1": 3300, "W-2": 300])
    }

    @Test("where another tag says the order, what that one said before is not known: late words correct nothing")
    func lateOfAnotherTag() throws {
        var day = try edited(OrderDay.plant.replacing("order = \"job\"", with: "order = \"lot\""))
        try day.send("lot", #""W-2""#, "06:41", time: "06:05")
        #expect(day.core.takePending().rejected["late, not judged"] == 1)
        #expect(day.core.lineDocument("L").rows[0].order == "W-1")
    }

    @Test("a plant file without the key knows of no order from then on; what was stays")
    func withoutKey() throws {
        var day = try PressDay(OrderDay.plant)
        try day.send("mode", #""run""#, "06:00")
        try day.send("job", #""W-1""#, "06:00")
        let next = PressDay.plant + PressDay.calendar
        day.core.replace(model: try HubRig.model(next), at: try PressDay.at("08:00"))
        try day.send("job", #""W-2""#, "08:30")
        try day.commit(until: "14:00")
        #expect(try day.byOrder("calendar_s") == ["W-1": 7200, "-": 21_600])
    }
}

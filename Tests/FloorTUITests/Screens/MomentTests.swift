import Basis
import Records
import Shopfloor
import Testing
import Widgets

@testable import FloorTUI

@Suite("Times in rows")
struct MomentTests {
    private func moment(_ time: String, _ room: ScreenContext.MomentRoom, _ zone: String = "UTC") throws -> String {
        let now: Instant = try #require(ISO8601.parse("2026-11-30T00:30:00Z"))
        var context = TestPlant.state().context(now)
        context.picture = PlantPicture()
        var plant = TestPlant.plant
        plant.zone = zone
        context.picture.apply(ModelDocument(plant: plant), TestPlant.head)
        let instant: Instant = try #require(ISO8601.parse(time))
        return context.moment(instant, room)
    }

    @Test("today is a clock; another day has its date before it; the year comes where the date alone leaves it open")
    func days() throws {
        let times = [
            "2026-11-30T00:10:05Z", "2026-11-29T22:15:30Z", "2026-12-01T06:00:00Z", "2026-06-02T22:15:30Z",
            "2026-04-02T22:15:30Z",
        ]
        #expect(
            try times.map { try moment($0, .minutes) } == [
                "00:10", "11-29 22:15", "12-01 06:00", "06-02 22:15", "2026-04-02 22:15",
            ])
        #expect(
            try times.map { try moment($0, .seconds) } == [
                "00:10:05", "11-29 22:15", "12-01 06:00", "06-02 22:15", "2026-04-02 22:15",
            ])
        #expect(
            try times.prefix(2).map { try moment($0, .exact) } == ["00:10:05", "11-29 22:15:30"]
                && times.prefix(2).map { try moment($0, .five) } == ["00:10", "11-29"])
    }

    @Test("the day is the plant's")
    func zone() throws {
        #expect(try moment("2026-11-29T22:15:30Z", .seconds, "Asia/Shanghai") == "06:15:30")
        #expect(try moment("2026-11-29T15:15:30Z", .seconds, "Asia/Shanghai") == "11-29 23:15")
    }
}

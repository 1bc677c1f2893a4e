import Basis
import Shopfloor
import Testing

@Suite("Planned time of a machine")
struct PlannedTimeTests {
    private static let plant = Plant(
        site: Plant.Place(id: "s", name: LocalizedText("s")), zone: "Europe/Berlin", areas: [],
        lines: [Plant.Line(id: "a", name: LocalizedText("a"), area: nil)],
        machines: [Plant.Machine(id: "A", name: LocalizedText("A"), line: "a", idealCycle: nil)])

    /// Early and late of Monday to Friday, with a break from 10:00 to 10:30.
    private static func rig() throws -> CalendarRig {
        var rig = try CalendarRig(days: .weekdays([1, 2, 3, 4, 5]))
        rig.shifts.removeLast()
        rig.breaks = [BreakRule(name: LocalizedText("Meal"), from: 600, to: 630)]
        return rig
    }

    private static func has(
        _ planned: PlannedTime, of machine: String = "A", _ from: String, _ to: String
    ) throws -> Bool {
        let rig = try rig()
        return planned.has(machine, in: Interval(from: try rig.at(from), to: try rig.at(to)))
    }

    @Test("it is all of a shift but its breaks; a stop of days has some where any of its days has")
    func planned() throws {
        let planned = PlannedTime(try Self.rig().calendar, Self.plant)
        #expect(try Self.has(planned, "2026-11-23 09:00", "2026-11-23 09:01"))
        #expect(try !Self.has(planned, "2026-11-23 10:00", "2026-11-23 10:30"))
        #expect(try Self.has(planned, "2026-11-23 10:00", "2026-11-23 10:31"))
        #expect(try !Self.has(planned, "2026-11-23 22:00", "2026-11-24 06:00"))
        #expect(try !Self.has(planned, "2026-11-20 22:00", "2026-11-23 06:00"))
        #expect(try Self.has(planned, "2026-11-20 22:00", "2026-11-23 06:01"))
        #expect(try !Self.has(planned, of: "other", "2026-11-23 09:00", "2026-11-23 09:01"))
    }

    @Test("where nobody planned anything all time is such, and a shift goes on by the file that held when it began")
    func versions() throws {
        var planned = PlannedTime(PlantCalendar(zone: try Self.rig().zone), Self.plant)
        #expect(try Self.has(planned, "2026-11-21 03:00", "2026-11-21 03:01"))
        planned.set(try Self.rig().calendar, Self.plant, from: try Self.rig().at("2026-11-22 12:00"))
        #expect(try Self.has(planned, "2026-11-21 03:00", "2026-11-21 03:01"))
        #expect(try !Self.has(planned, "2026-11-22 13:00", "2026-11-22 14:00"))
        var longer = try Self.rig()
        longer.breaks = []
        planned.set(longer.calendar, Self.plant, from: try longer.at("2026-11-23 09:00"))
        #expect(try !Self.has(planned, "2026-11-23 10:00", "2026-11-23 10:30"))
        #expect(try Self.has(planned, "2026-11-24 10:00", "2026-11-24 10:30"))
    }
}

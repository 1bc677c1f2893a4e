import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

/// A late reading is judged with all that rules saw of its time: also with what was said before the plant file changed, or the
/// clock was set, and with what a broker kept.
@Suite("Readings that come late, where other values were not read since")
struct LateAmongKeptTests {
    private static let plant = """
        [site]
        id = "s"
        time_zone = "UTC"
        [[line]]
        id = "L"
        [[machine]]
        id = "M"
        line = "L"
        ideal_cycle = "10s"
        silence_limit = "10m"
        [[source]]
        id = "values"
        topic = "p/{machine}/{tag}"
        time = "/t"
        time_format = "epoch-ms"
        value = "/v"
        [[rule]]
        state = "stopped"
        when = "door == true"
        [[rule]]
        state = "producing"
        when = "run == true"
        [[rule]]
        state = "idle"
        when = "run == false"
        [[cycle]]
        pulse = "increase"
        counter = "n"
        stopped_after = 3
        """

    private static let held = plant.replacing("door == true", with: "door == true for 3s")
    private static let byCycles = plant.replacing("door == true", with: "not cycling for 3s")

    /// Another tag has the first number.
    private static func edited(_ plant: String) -> String {
        plant.replacing("[[source]]", with: "[[rule]]\nstate = \"set-up\"\nwhen = \"aaa == true\"\n[[source]]")
    }

    private static func edit(_ rig: inout HubRig, _ plant: String, at second: Int64) throws {
        rig.core.replace(model: try HubRig.model(edited(plant)), at: HubRig.second(second))
    }

    /// What it writes of states when it runs from `begin` to `end`, and a word of between comes late that it does not.
    private static func late(_ rig: inout HubRig, _ begin: Int64, _ end: Int64, at time: Int64? = nil) -> [String] {
        rig.value("M/run", "true", at: begin)
        rig.value("M/run", "true", at: end)
        _ = rig.take()
        rig.value("M/run", "false", at: end + 1, time: time ?? begin + 4)
        rig.core.advance(to: HubRig.second(end + 6))
        return changes(&rig)
    }

    /// By kind, second and state.
    private static func changes(_ rig: inout HubRig) -> [String] {
        rig.take().compactMap { event in
            switch event {
            case .state(let change): "state \(HubRig.text(change.from)) \(change.condition.state.rawValue)"
            case .correction(let change):
                "correction \(HubRig.text(change.from)) \(HubRig.text(change.to)) \(change.condition.state.rawValue)"
            default: nil
            }
        }
    }

    @Test("an open door stays open over an edit of the plant file", arguments: [plant, held])
    func edit(_ plant: String) throws {
        var rig = try HubRig(plant: plant)
        rig.value("M/door", "true", at: 0)
        rig.value("M/run", "true", at: 1)
        rig.core.advance(to: HubRig.second(10))
        try Self.edit(&rig, plant, at: 10)
        #expect(Self.late(&rig, 20, 28).isEmpty)
        // As it would be without the edit: once it is closed the word counts.
        rig.value("M/door", "false", at: 40)
        rig.value("M/run", "true", at: 48)
        rig.value("M/run", "false", at: 50, time: 44)
        #expect(Self.changes(&rig) == ["state 40 producing", "correction 44 48 idle"])
    }

    @Test("so does one of which a broker kept the word, from its own time on", arguments: [plant, held])
    func keptBeforeProof(_ plant: String) throws {
        var rig = try HubRig(plant: plant)
        rig.value("M/door", "true", at: 0, time: -10, retained: true)
        #expect(Self.late(&rig, 1, 9).isEmpty)
        #expect(rig.core.lineDocument("L").rows[0].condition.state == .stopped)
    }

    @Test("also where that word comes to a machine that is proven", arguments: [plant, held])
    func keptWhileProven(_ plant: String) throws {
        var rig = try HubRig(plant: plant)
        rig.value("M/run", "true", at: 0)
        rig.value("M/door", "true", at: 5, time: 2, retained: true)
        #expect(Self.late(&rig, 10, 18).isEmpty)
        // What is read is newer than what was kept, though it reaches back before that came.
        rig.value("M/door", "false", at: 30, time: 4)
        rig.core.advance(to: HubRig.second(35))
        #expect(rig.core.lineDocument("L").rows[0].condition.state == .producing)
    }

    @Test("a word that a broker kept fills no silence")
    func provesNothing() throws {
        var rig = try HubRig(plant: Self.plant)
        rig.value("M/run", "true", at: 0)
        rig.core.linkLost(at: HubRig.second(10))
        rig.value("M/door", "false", at: 60, time: 55, retained: true)
        rig.value("M/run", "true", at: 100)
        _ = rig.take()
        rig.value("M/run", "false", at: 101, time: 50)
        #expect(Self.changes(&rig) == ["correction 50 100 idle"])
    }

    @Test("a clock that was set back leaves it open, too")
    func clock() throws {
        var rig = try HubRig(plant: Self.plant)
        rig.value("M/door", "true", at: 0)
        rig.value("M/run", "true", at: 1)
        rig.core.clockSet(ClockStep(by: .seconds(-3600), to: HubRig.second(-3590), isTold: true))
        #expect(Self.late(&rig, -3580, -3572).isEmpty)
    }

    @Test("cycles go on over an edit: a stop that waits for the next is not taken back", arguments: [true, false])
    func cycles(_ isEdited: Bool) throws {
        var rig = try HubRig(plant: Self.byCycles)
        rig.value("M/run", "true", at: 0)
        for count in 0...3 { rig.value("M/n", "\(count)", at: Int64(count) * 10) }
        rig.core.advance(to: HubRig.second(90))
        if isEdited { try Self.edit(&rig, Self.byCycles, at: 90) }
        #expect(Self.late(&rig, 100, 108).isEmpty)
        #expect(rig.core.lineDocument("L").rows[0].condition.state == .stopped)
    }

    @Test("of a time before an edit, and before what was heard last, it corrects nothing and is counted")
    func beforeEdit() throws {
        var rig = try HubRig(plant: Self.plant)
        rig.value("M/run", "true", at: 0)
        rig.value("M/run", "true", at: 8)
        try Self.edit(&rig, Self.plant, at: 10)
        _ = rig.take()
        rig.value("M/run", "false", at: 11, time: 4)
        let batch = rig.core.takePending()
        #expect(batch.rejected["late, not judged"] == 1 && batch.entries.isEmpty)
        rig.value("M/run", "false", at: 12, time: 9)
        #expect(Self.changes(&rig) == ["state 9 idle"])
    }
}

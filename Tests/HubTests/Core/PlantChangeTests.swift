import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

@Suite("A plant file that changes while the hub runs")
struct PlantChangeTests {
    /// A runs since 0 and has an alarm; B counted two for die d1.
    private func rig() throws -> HubRig {
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0)
        rig.alarm("hyd", "F", "1", at: 0)
        rig.value("B/die", "\"d1\"", at: 1)
        for n in 0..<3 { rig.value("B/n", "\(n)", at: 2 + Int64(n)) }
        _ = rig.take()
        return rig
    }

    private func change(_ rig: inout HubRig, _ old: String, _ new: String, at seconds: Int64) throws {
        try #require(HubRig.plant.contains(old))
        rig.core.replace(model: try HubRig.model(HubRig.plant.replacing(old, with: new)), at: HubRig.second(seconds))
    }

    private static let third = """
        [[machine]]
        id = "C"
        line = "L"
        [[rule]]
        machines = ["C"]
        state = "idle"
        when = "true"
        [[source]]
        id = "values"
        """

    @Test("the change is one event with the file's digest; machines that stay keep state, counts, alarms and values")
    func kept() throws {
        var rig = try rig()
        try change(&rig, "[[source]]\nid = \"values\"", Self.third, at: 10)
        let events = rig.take()
        #expect(events.map(\.kind).filter { $0 == .model }.count == 1)
        guard case .model(let model)? = events.first(where: { $0.kind == .model }) else { return }
        #expect(model.digest == rig.core.model.digest && model.text.contains("id = \"C\""))
        #expect(
            events.filter { $0.kind == .state } == [
                .state(StateChanged(machine: "C", from: nil, condition: .noData(.never)))
            ])
        let rows = rig.core.lineDocument("L").rows
        #expect(rows.map(\.machine) == ["A", "B", "C"])
        #expect(rows[0].condition == Condition(.producing, native: "run") && rows[0].since == HubRig.second(0))
        #expect(rows[0].alarms == 1 && rows[1].shots == 2 && rows[1].owner == "d1")
        #expect(rig.core.machineDocument(0).tags.first { $0.id == "mode" }?.value == .text("run"))
        rig.value("B/n", "5", at: 12)
        #expect(rig.core.lineDocument("L").rows[1].shots == 5, "the counter goes on from where it stood")
        rig.value("C/x", "1", at: 13)
        #expect(rig.states("C").map(\.condition.state) == [.idle])
    }

    @Test("the same text again is no change")
    func same() throws {
        var rig = try rig()
        rig.core.replace(model: try HubRig.model(), at: HubRig.second(10))
        #expect(rig.take().isEmpty)
    }

    @Test("rules that changed judge from now on, by values that are known, and never the past")
    func rules() throws {
        var rig = try rig()
        try change(&rig, "state = \"producing\"\nwhen = 'mode", "state = \"set-up\"\nwhen = 'mode", at: 10)
        #expect(
            rig.states() == [
                StateChanged(machine: "A", from: HubRig.second(10), condition: Condition(.setUp, native: "run"))
            ])
        var silent = try self.rig()
        try change(&silent, "silence_limit = \"60s\"", "silence_limit = \"1s\"", at: 30)
        #expect(silent.states().map(\.from) == [HubRig.second(30)])
    }

    @Test("a machine that leaves is no data, removed, from then on; back again it goes on with what it counted")
    func removed() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var rig = try HubRig()
        rig.value("B/die", "\"d1\"", at: 1)
        for n in 0..<3 { rig.value("B/n", "\(n)", at: 2 + Int64(n)) }
        rig.value("A/mode", "\"run\"", at: 5)
        let without = try HubRig.model(
            HubRig.plant.replacing("id = \"B\"", with: "id = \"Z\"").replacing("[\"B\"]", with: "[\"Z\"]"))
        rig.core.replace(model: without, at: HubRig.second(20))
        #expect(rig.core.machine("B") == nil && rig.core.machine("Z") != nil)
        rig.core.replace(model: try HubRig.model(), at: HubRig.second(30))
        let row = rig.core.lineDocument("L").rows[1]
        #expect(row.condition == .noData(.removed) && row.shots == 2)
        rig.value("B/die", "\"d1\"", at: 39)
        rig.value("B/n", "4", at: 40)
        rig.core.stop(at: HubRig.second(41))
        try store.commit(rig.core.takePending())
        let rows = try store.intervals(machine: "B", window: nil, asOf: .now)
        #expect(rows.map(\.condition.why) == [.never, nil, .removed, nil])
        #expect(rows.map(\.from) == [nil, HubRig.second(3), HubRig.second(20), HubRig.second(40)])
        #expect(try store.intervals(machine: "Z", window: nil, asOf: .now).map(\.condition.why) == [.never])
        #expect(try store.counts(machine: "B", asOf: .now).map(\.count.shots) == [4])
        #expect(try store.verifyChain().fault == nil)
    }

    @Test("an alarm whose rule is gone stands no more; one whose rule stays stands on")
    func alarms() throws {
        var rig = try HubRig()
        rig.value("A/door", "true", at: 0)
        rig.core.advance(to: HubRig.second(25))
        _ = rig.take()
        try change(&rig, "text = \"Door open\"", "text = \"Door\"", at: 30)
        rig.value("A/door", "true", at: 31)
        rig.core.advance(to: HubRig.second(55))
        #expect(rig.alarms().allSatisfy { $0.isActive == true && $0.lines == 1 })
        #expect(rig.core.lineDocument("L").rows[0].alarms == 1)
        let without = try #require(HubRig.plant.split(separator: "[[alarm]]").first)
        rig.core.replace(model: try HubRig.model(String(without)), at: HubRig.second(60))
        #expect(rig.alarms().map(\.isActive) == [false])
    }

    @Test("statistics of tags go on, and are judged by what the file now says is possible")
    func statistics() throws {
        var rig = try rig()
        rig.value("A/temp", "70", at: 5)
        try change(&rig, "[[tag]]\n", "[[tag]]\nid = \"temp\"\nrange = { max = 50 }\n[[tag]]\n", at: 10)
        rig.value("A/temp", "71", at: 11)
        rig.core.stop(at: HubRig.second(20))
        let rows = rig.core.takePending().tags.filter { $0.tag == "temp" }
        #expect(rows.last?.statistics.readings == 2 && rows.last?.statistics.good == 1)
    }

    @Test("an edit that leaves a machine's rules as they are leaves its past: what comes late corrects it as before")
    func latePast() throws {
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0)
        rig.value("A/mode", "\"run\"", at: 50)
        rig.value("A/mode", "\"ready\"", at: 60)
        try change(&rig, "[[source]]\nid = \"values\"", Self.third, at: 70)
        _ = rig.take()
        rig.value("A/mode", "\"ready\"", at: 71, time: 30)
        let found = rig.corrections().map { "\(HubRig.text($0.from)) \(HubRig.text($0.to)) \($0.condition.state)" }
        #expect(found == ["30 50 idle"])
        #expect(rig.core.quarantined == 0)
        // Other rules judge from now on, and know nothing of before.
        rig.core.replace(
            model: try HubRig.model(HubRig.plant.replacing("door for 10s", with: "door for 9s")), at: HubRig.second(80))
        _ = rig.take()
        rig.value("A/mode", "\"run\"", at: 81, time: 55)
        #expect(rig.core.takePending().quarantined.map(\.reason) == ["late, not judged"])
    }
}

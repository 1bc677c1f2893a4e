import Basis
import Records
import Shopfloor
import Store
import Testing

@testable import Hub

struct StateRulesTests {
    @Test("a retained value opens its interval at the proof of life, not at its own time, and alone opens none")
    func retained() throws {
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0, time: -500, retained: true)
        #expect(rig.states() == [StateChanged(machine: "A", from: nil, condition: .noData(.never))])
        rig.value("A/other", "1", at: 30)
        #expect(
            rig.states() == [
                StateChanged(machine: "A", from: HubRig.second(30), condition: Condition(.producing, native: "run"))
            ])
    }

    @Test("a word for no value makes no comparison true, not even a negated one; it stands as native value")
    func unavailable() throws {
        var rig = try HubRig()
        rig.value("A/mode", "\"ready\"", at: 0)
        #expect(rig.states().last?.condition == Condition(.idle, native: "ready"))
        rig.value("A/mode", "\"OFF\"", at: 10)
        #expect(rig.states().last?.condition == .noData(.source, native: "OFF"))
    }

    @Test("in a gap of hours silence, held-for and missing pulses fire at their own time")
    func deadlines() throws {
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0)
        rig.value("A/door", "true", at: 1)
        for n in 0..<3 { rig.value("B/n", "\(n)", at: Int64(n)) }
        _ = rig.take()
        rig.value("A/other", "1", at: 7200)
        _ = rig.take()
        let door = rig.entries.filter { if case .alarm = $0.event { true } else { false } }
        // Raised, and with the silence no longer known to stand.
        #expect(door.map(\.at) == [HubRig.second(21), HubRig.at(61_001)])
        let a = rig.entries.compactMap {
            if case .state(let change) = $0.event, change.machine == "A" { change } else { nil }
        }
        #expect(a.map(\.condition.state) == [.noData, .producing, .maintenance, .noData, .maintenance])
        #expect(a.dropFirst().map(\.from) == [0, 11, 1, 7200].map(HubRig.second))
        let b = rig.entries.filter { if case .state(let change) = $0.event { change.machine == "B" } else { false } }
        #expect(b.dropFirst().map(\.at.milliseconds) == [1000, 32_001, 602_001].map { HubRig.at($0).milliseconds })
    }

    @Test("held for runs on the source's clock: one that lags does not fire early")
    func lagging() throws {
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 3600, time: 0)
        rig.value("A/door", "true", at: 3601, time: 1)
        rig.value("A/door", "false", at: 3606, time: 6)
        rig.core.advance(to: HubRig.second(3650))
        #expect(rig.states().map(\.condition.state) == [.noData, .producing])
        rig.value("A/door", "true", at: 3655, time: 55)
        rig.core.advance(to: HubRig.second(3680))
        let events = rig.take()
        #expect(
            events.contains(
                .state(
                    StateChanged(
                        machine: "A", from: HubRig.second(65), condition: Condition(.maintenance, native: "run")))))
        let alarm = events.compactMap { if case .alarm(let alarm) = $0 { alarm } else { nil } }.first
        #expect(alarm?.first == HubRig.second(75))
    }

    @Test("after loss of the link a machine is no data until it is heard, and timers that ran are void")
    func link() throws {
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0)
        rig.value("A/door", "true", at: 1)
        rig.core.linkLost(at: HubRig.second(5))
        #expect(rig.states().last == StateChanged(machine: "A", from: HubRig.second(5), condition: .noData(.link)))
        rig.core.advance(to: HubRig.second(100))
        #expect(rig.take().isEmpty)
        rig.value("A/other", "1", at: 101)
        #expect(
            rig.states().last
                == StateChanged(machine: "A", from: HubRig.second(101), condition: Condition(.producing, native: "run"))
        )
    }

    @Test("a machine that is alive and sends no pulse is stopped once one had to come, since the proof of life")
    func noPulse() throws {
        var rig = try HubRig()
        rig.value("B/oil", "40", at: 5)
        #expect(rig.states("B").map(\.condition) == [.noData(.never)])
        rig.core.advance(to: HubRig.second(40))
        #expect(rig.states("B") == [StateChanged(machine: "B", from: HubRig.second(5), condition: Condition(.stopped))])
        rig.core.advance(to: HubRig.second(900))
        #expect(rig.states("B") == [StateChanged(machine: "B", from: HubRig.second(5), condition: .noData(.silent))])
    }

    @Test("a machine heard again without a word of what rules look at stays as unknown as it was")
    func unknownStays() throws {
        var stored = StoredState()
        stored.aliveAt = HubRig.second(0)
        stored.open = [IntervalRow(machine: "A", condition: Condition(.producing), from: HubRig.second(-9), to: nil)]
        var rig = try HubRig(stored)
        rig.value("A/other", "1", at: 30)
        #expect(rig.states().map(\.condition) == [.noData(.hub)])
    }

    @Test("advancing in one step or in many gives the same events at the same times")
    func steps() throws {
        var one = try HubRig()
        var many = try HubRig()
        func feed(_ rig: inout HubRig) {
            rig.value("A/mode", "\"run\"", at: 0)
            rig.value("A/door", "true", at: 1)
            for n in 0..<4 { rig.value("B/n", "\(n)", at: Int64(n)) }
            rig.alarm("hyd", "F", "1", at: 4)
            rig.alarm("hyd", "F", "1", at: 6)
        }
        feed(&one)
        feed(&many)
        one.core.advance(to: HubRig.second(9000))
        for step in 0...9000 { many.core.advance(to: HubRig.second(Int64(step))) }
        one.alarm("hyd", "F", "1", at: 9001)
        many.alarm("hyd", "F", "1", at: 9001)
        one.core.stop(at: HubRig.second(9004))
        many.core.stop(at: HubRig.second(9004))
        let (a, b) = (one.core.takePending(), many.core.takePending())
        #expect(a.entries == b.entries)
        #expect(a.aliveAt == b.aliveAt)
    }
}

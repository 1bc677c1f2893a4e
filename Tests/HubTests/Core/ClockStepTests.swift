import Basis
import Records
import Shopfloor
import Store
import Testing

@testable import Hub

/// F12: the wall clock of the hub's machine is set while it works.
@Suite("F12: a clock that is set")
struct ClockStepTests {
    static let day: Int64 = 86_400

    private func stepped(by seconds: Int64, heardFor: Int64 = 30) throws -> HubRig {
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0)
        rig.value("A/door", "true", at: 0)
        rig.value("A/door", "false", at: 1)
        for n in 0..<3 { rig.value("B/n", "\(n)", at: Int64(n)) }
        rig.core.advance(to: HubRig.second(heardFor))
        _ = rig.take()
        rig.core.clockSet(
            ClockStep(by: .seconds(seconds), to: HubRig.second(heardFor + seconds), isTold: seconds > 60))
        rig.core.advance(to: HubRig.second(heardFor + seconds))
        return rig
    }

    @Test(
        "no machine is silent at once, by its own limit or by its pulses", arguments: [30, 3600, day, 56 * 365 * day])
    func notStale(_ seconds: Int64) throws {
        var rig = try stepped(by: seconds)
        // A quarter of an hour is over, at which counts are written down; nothing else is new.
        let changes = rig.take().filter { $0.kind != .counted && $0.kind != .clock }
        #expect(changes.isEmpty)
        #expect(rig.core.lineDocument("L").rows.map(\.condition.state) == [.producing, .producing])
    }

    @Test("what is silent is told once the rest of its limit has passed, since when it was heard")
    func stale() throws {
        var rig = try stepped(by: Self.day)
        rig.core.advance(to: HubRig.second(59 + Self.day))
        #expect(rig.states().isEmpty)
        rig.core.advance(to: HubRig.second(62 + Self.day))
        #expect(rig.states() == [StateChanged(machine: "A", from: HubRig.second(1), condition: .noData(.silent))])
    }

    @Test("the order of the records is the order in which they came")
    func order() throws {
        var rig = try stepped(by: Self.day)
        rig.value("A/mode", "\"ready\"", at: Self.day + 31)
        rig.value("A/mode", "\"run\"", at: Self.day + 32, time: 32)
        _ = rig.take()
        let times = rig.entries.map(\.at)
        #expect(times == times.sorted() && rig.entries.map(\.seq) == rig.entries.map(\.seq).sorted())
        let changes = rig.entries.compactMap {
            if case .state(let change) = $0.event, change.machine == "A" { change.from } else { nil }
        }
        #expect(changes == changes.sorted())
    }

    /// A day forward, a change of A there, and back.
    private func back() throws -> HubRig {
        var rig = try stepped(by: Self.day)
        rig.value("A/mode", "\"ready\"", at: Self.day + 40)
        rig.value("A/oil", "7", at: Self.day + 41)
        rig.alarm("hyd", "F", "1", at: Self.day + 42)
        rig.value("B/n", "3", at: Self.day + 43)
        rig.core.advance(to: HubRig.second(Self.day + 50))
        _ = rig.take()
        rig.core.clockSet(ClockStep(by: .seconds(-Self.day), to: HubRig.second(50), isTold: true))
        return rig
    }

    @Test("set back, what was so on the way began when it began, and the journal tells of the step first")
    func setBack() throws {
        var rig = try back()
        let events = rig.take()
        #expect(events.first == .clock(ClockSet(from: HubRig.second(Self.day + 50), to: HubRig.second(50))))
        let states = events.compactMap {
            if case .state(let change) = $0, change.machine == "A" { change } else { nil }
        }
        #expect(
            states == [
                StateChanged(machine: "A", from: HubRig.second(40), condition: Condition(.idle, native: "ready"))
            ])
        let alarms = events.compactMap { if case .alarm(let alarm) = $0 { alarm } else { nil } }
        #expect(alarms.map(\.first) == [HubRig.second(42)] && alarms.map(\.since) == [HubRig.second(42)])
        let times = rig.entries.map(\.at)
        #expect(times.last == HubRig.second(50) && times.contains { $0 > HubRig.second(Self.day) })
        #expect(rig.entries.map(\.seq) == rig.entries.map(\.seq).sorted())
    }

    @Test("set back, what comes next is new, limits go on, and counts too")
    func goesOnBack() throws {
        var rig = try back()
        _ = rig.take()
        rig.value("A/oil", "8", at: 51)
        rig.value("A/mode", "\"run\"", at: 52)
        rig.value("B/n", "5", at: 53)
        #expect(
            rig.states() == [
                StateChanged(machine: "A", from: HubRig.second(52), condition: Condition(.producing, native: "run"))
            ])
        let document = rig.core.machineDocument(0)
        #expect(document.tags.first { $0.id == "oil" }?.value == .number(8))
        #expect(document.row.since == HubRig.second(52))
        #expect(rig.core.lineDocument("L").rows[1].shots == 5)
        rig.core.advance(to: HubRig.second(114))
        #expect(rig.states() == [StateChanged(machine: "A", from: HubRig.second(52), condition: .noData(.silent))])
        // The store hears of the right time, too.
        rig.core.stop(at: HubRig.second(115))
        #expect(rig.core.takePending().aliveAt == HubRig.second(115))
    }

    @Test("a source that kept the right time while the hub's clock was ahead keeps its times when that is set back")
    func sourceWasRight() throws {
        var rig = try stepped(by: 3600)
        rig.value("A/mode", "\"ready\"", at: 3640, time: 40)
        _ = rig.take()
        rig.core.clockSet(ClockStep(by: .seconds(-3600), to: HubRig.second(50), isTold: true))
        #expect(rig.states().isEmpty)
        rig.value("A/mode", "\"run\"", at: 52)
        #expect(rig.states().map(\.from) == [HubRig.second(52)])
    }

    @Test("what is recorded while the clock is suspect carries a mark, and nothing else does")
    func marked() throws {
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0)
        rig.core.isClockSuspect = true
        rig.value("A/mode", "\"ready\"", at: 1)
        rig.core.isClockSuspect = false
        rig.value("A/mode", "\"run\"", at: 2)
        let changes = rig.core.takePending().entries.suffix(3)
        #expect(changes.map(\.isClockSuspect) == [false, true, false])
    }

    @Test("a source's clock that was set is not believed where it lies ahead, and never puts records out of order")
    func ofSource() throws {
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0)
        for (index, offset) in [-3600, Self.day, -1_700_000_400, 447_483_248].enumerated() {
            let at = Int64(10 + index)
            rig.value("A/mode", index % 2 == 0 ? "\"ready\"" : "\"run\"", at: at, time: at + offset)
        }
        _ = rig.take()
        let times = rig.entries.map(\.at)
        #expect(times == times.sorted())
        let changes = rig.entries.compactMap {
            if case .state(let change) = $0.event, change.machine == "A" { change.from } else { nil }
        }
        #expect(changes == changes.sorted() && changes.allSatisfy { $0 <= HubRig.second(13) })
    }
}

import Basis
import Records
import Shopfloor
import Testing

@testable import Hub

/// F12: the wall clock of the hub's machine is set while it works.
@Suite("F12: a clock that is set forward")
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
        rig.core.clockSet(forward: .seconds(seconds))
        rig.core.advance(to: HubRig.second(heardFor + seconds))
        return rig
    }

    @Test("no machine is silent at once, by its own limit or by its pulses", arguments: [3600, day, 56 * 365 * day])
    func notStale(_ seconds: Int64) throws {
        var rig = try stepped(by: seconds)
        // A quarter of an hour is over, at which counts are written down; nothing else is new.
        let changes = rig.take().filter { if case .counted = $0 { false } else { true } }
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

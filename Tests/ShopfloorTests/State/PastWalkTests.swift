import Basis
import TestSupport
import Testing

@testable import Shopfloor

@Suite("What hindsight finds")
struct PastWalkTests {
    private static let cycle = CyclePolicy(idealCycle: .seconds(10), stoppedAfter: 2)

    /// Tag 0 is the native mode, tag 1 a door.
    private static let rules = MachineRules(
        rules: [
            StateRule(state: .maintenance, when: .held(.truth(1), .seconds(15), timer: 0), priority: 9),
            StateRule(state: .producing, when: .cycling),
            StateRule(state: .stopped, when: .held(.not(.cycling), .seconds(5), timer: 1)),
            StateRule(state: .idle, when: .known(0)),
        ], native: 0, silenceLimit: nil, cycle: cycle, timers: 2)

    private static func at(_ seconds: Int64) -> Instant { Instant(milliseconds: seconds * 1000) }

    /// What a machine said, in the order in which it came, some of it late.
    private static func past(_ seed: UInt64, rowsOf limit: Duration) -> MachinePast {
        var random = SplitMix(state: seed)
        var past = MachinePast(knownSince: nil)
        var now: Int64 = 0
        for _ in 0..<200 {
            now += Int64([2, 5, 20, 21, 70][random.below(5)])
            let time = at(random.below(4) == 0 ? max(0, now - Int64(random.below(300))) : now)
            switch random.below(12) {
            case 0: past.take(0, .text(["run", "ready"][random.below(2)]), isUnavailable: false, at: time)
            case 1: past.take(1, .bool(random.below(2) == 0), isUnavailable: false, at: time)
            case 2 where random.below(4) == 0: past.lost(at: past.newest ?? time)
            default: past.pulse(at: time, within: limit)
            }
        }
        return past
    }

    @Test("pulses that are kept as rows lead to the same as each by itself", arguments: 1...40)
    func rows(_ seed: UInt64) throws {
        let rows = Self.past(seed, rowsOf: Self.cycle.limit)
        let each = Self.past(seed, rowsOf: .zero)
        #expect(rows.pulses.count < each.pulses.count)
        let end = try #require(each.newest)
        #expect(rows.newest == end)
        for from in [Self.at(0), Self.at(700), Self.at(1500)] {
            for now in [end, end + .seconds(60)] {
                var one = PastWalk(Self.rules, rows, now: now)
                var other = PastWalk(Self.rules, each, now: now)
                #expect(one.conditions(from: from, to: now) == other.conditions(from: from, to: now))
                #expect(one.timers == other.timers)
            }
        }
    }

    @Test("a condition that goes on is one stretch, whatever is read meanwhile")
    func joined() {
        var past = MachinePast(knownSince: nil)
        for second in 0..<100 { past.take(0, .text("run"), isUnavailable: false, at: Self.at(Int64(second))) }
        var walk = PastWalk(Self.rules, past, now: Self.at(100))
        // No cycle after the source was heard: it has stood since, the first seconds of which are none.
        #expect(walk.conditions(from: Self.at(0), to: Self.at(100)).map(\.condition.state) == [.idle, .stopped])
    }

    @Test("the newest value of a tag is never forgotten, and pulses need no more room than their pauses")
    func bounded() {
        var past = MachinePast(knownSince: nil)
        past.take(1, .bool(true), isUnavailable: false, at: Self.at(0))
        for count in 0..<Int64(3 * MachinePast.limit) { past.pulse(at: Self.at(count * 10), within: Self.cycle.limit) }
        #expect(past.knownSince == nil && past.pulses.count == 1)
        for count in 0..<Int64(2 * MachinePast.limit) {
            past.take(0, .text("run"), isUnavailable: false, at: Self.at(count))
        }
        #expect(past.knownSince != nil && past.entries.count <= MachinePast.limit)
        let end = Self.at(Int64(2 * MachinePast.limit))
        var walk = PastWalk(Self.rules, past, now: end)
        #expect(walk.conditions(from: end - .seconds(60), to: end).map(\.condition.state) == [.maintenance])
    }
}

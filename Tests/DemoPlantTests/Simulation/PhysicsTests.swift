import Basis
import Testing

@testable import DemoPlant

@Suite("The physics of the simulated plant")
struct PhysicsTests {
    private let start = Instant(milliseconds: 0)

    @Test("a lagged value has gone 63 % of its way after one time constant")
    func lag() {
        var value = LaggedValue(20, at: start)
        value.aim(at: 120, timeConstant: 600, from: start)
        #expect(abs(value.value(at: start + .seconds(600)) - 83.2) < 0.2)
        #expect(value.value(at: start + .seconds(60_000)) > 119.9)
    }

    @Test("a new target goes on from where the value is")
    func retarget() {
        var value = LaggedValue(20, at: start)
        value.aim(at: 120, timeConstant: 600, from: start)
        let turn = start + .seconds(300)
        let there = value.value(at: turn)
        value.aim(at: 0, timeConstant: 100, from: turn)
        #expect(value.value(at: turn) == there)
    }

    @Test("what wears is sound at first, then drifts until it fails")
    func wear() {
        var random = SeededRandom(seed: 1)
        var seal = SlowFailure(.seal, &random)
        var sound = 0
        var drifting = 0
        while !seal.hasFailed {
            seal.wear(&random)
            if seal.drift == 0 { sound += 1 } else { drifting += 1 }
        }
        #expect(sound >= 500)
        #expect((90...300).contains(drifting))
    }

    @Test("scatter has the mean and deviation asked for")
    func scatter() {
        var random = SeededRandom(seed: 9)
        let values = (0..<20_000).map { _ in random.scatter(2) }
        let mean = values.reduce(0, +) / 20_000
        let variance = values.reduce(0) { $0 + $1 * $1 } / 20_000
        #expect(abs(mean) < 0.06)
        #expect(abs(variance - 4) < 0.15)
    }

    @Test("streams of one seed are independent of each other")
    func streams() {
        var first = SeededRandom(seed: 7, part: 1)
        var second = SeededRandom(seed: 7, part: 2)
        #expect(first.next() != second.next())
    }

    @Test("a break lasts half an hour, line after line, and an unmanned cell rests to the end of its shift")
    func rests() throws {
        var breaks = 0
        var off = 0
        for shift in 0..<60 {
            let plan = ShiftPlan(seed: 5, utcOffset: .zero)
            // Shifts begin at 06:00; the first line's break is at 10:00.
            let begin = Instant(milliseconds: (6 + 8 * Int64(shift)) * 3_600_000)
            for cell in 0..<12 {
                let pause = begin + .seconds(4 * 3600 + cell / 4 * 1800 + 60)
                guard let rest = plan.rest(cell: cell, line: cell / 4, at: pause) else { continue }
                switch rest.why {
                case .onBreak:
                    breaks += 1
                    #expect(rest.until == pause + .seconds(1740))
                case .off:
                    off += 1
                    #expect(rest.until == begin + .seconds(8 * 3600))
                }
            }
        }
        #expect((300...500).contains(breaks))
        #expect((15...45).contains(off))
    }
}

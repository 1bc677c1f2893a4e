import Basis
import Testing

@testable import DemoPlant

@Suite("The counters of a die")
struct CounterTests {
    @Test("a counter rolls over from 65,535 to 0")
    func rollOver() {
        var count = DieCount(shots: 65_535, ok: 60_000)
        count.count(ok: true)
        #expect(count == DieCount(shots: 0, ok: 60_001))
    }

    @Test("scrap counts as a shot but not as a good one")
    func scrap() {
        var count = DieCount(shots: 7, ok: 5)
        count.count(ok: false)
        #expect(count == DieCount(shots: 8, ok: 5))
    }

    @Test("a shot adds one to its own die, or the PLC restarted; rollovers and resets both happen")
    func steps() throws {
        var resets = 0
        var rollovers = 0
        for seed in 1...3 {
            var hall = HallModel.inMidShift(seed: UInt64(seed), utcOffset: .zero, at: HallRun.start)
            var known = hall.cells.map(\.counts)
            while hall.nextEvent < HallRun.start + .seconds(24 * 3600) {
                guard let change = hall.step() else { continue }
                let cell = hall.cells[change.cell]
                for die in cell.counts.indices where cell.counts[die] != known[change.cell][die] {
                    let before = known[change.cell][die].shots
                    let after = cell.counts[die].shots
                    if before == 65_535, after == 0 {
                        rollovers += 1
                    } else if after == 0 {
                        resets += 1
                    } else {
                        #expect(after == before + 1 && change.shot?.die == cell.spec.dies[die].id)
                    }
                }
                known[change.cell] = cell.counts
            }
        }
        #expect(rollovers >= 1)
        #expect(resets >= 3)
    }

    @Test("a die takes its count up again when it is mounted again")
    func ownCount() throws {
        var hall = HallModel.inMidShift(seed: 2, utcOffset: .zero, at: HallRun.start)
        var resting = hall.cells.map { $0.counts[1 - $0.mounted] }
        var mounted = hall.cells.map(\.mounted)
        var changes = 0
        while hall.nextEvent < HallRun.start + .seconds(12 * 3600) {
            guard let change = hall.step() else { continue }
            let cell = hall.cells[change.cell]
            if cell.mounted != mounted[change.cell] {
                changes += 1
                #expect(cell.count == resting[change.cell])
                mounted[change.cell] = cell.mounted
            }
            resting[change.cell] = cell.counts[1 - cell.mounted]
        }
        #expect(changes >= 3)
    }
}

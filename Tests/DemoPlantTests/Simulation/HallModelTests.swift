import Basis
import Testing

@testable import DemoPlant

@Suite("The simulated hall")
struct HallModelTests {
    private static let days = (1...5).map { HallRun(seed: UInt64($0), hours: 24) }
    private static let shots = days.flatMap(\.shots)

    @Test("scrap over a day is 3 to 10 %", arguments: days.indices)
    func scrap(day: Int) {
        let share = HallRun.scrapShare(Self.days[day].shots)
        #expect((0.03...0.10).contains(share), "\(share)")
    }

    @Test("cells produce 65 to 90 % of a day", arguments: days.indices)
    func time(day: Int) {
        let share = Self.days[day].producingShare
        #expect((0.65...0.90).contains(share), "\(share)")
    }

    @Test("the mean cycle of each cell is at most 6 % above its ideal and never below it")
    func cycle() throws {
        for (index, cell) in DemoHall.cells.enumerated() {
            for die in cell.dies {
                let cycles = try Self.shots.filter { $0.cell == index && $0.shot.die == die.id }
                    .map { try #require($0.shot["cycle_s"]) }
                let mean = cycles.reduce(0, +) / Double(cycles.count)
                #expect((die.idealCycleSeconds...die.idealCycleSeconds * 1.06).contains(mean), "\(die.id) \(mean)")
                #expect(cycles.allSatisfy { $0 > die.idealCycleSeconds - 0.1 })
            }
        }
    }

    @Test("most shots from a cold die are scrap, few from a warm one")
    func coldDie() {
        let cold = Self.shots.filter(\.shot.isWarmUp)
        let warm = Self.shots.filter { !$0.shot.isWarmUp }
        #expect(cold.count > 500)
        #expect(HallRun.scrapShare(cold) > 0.5)
        #expect(HallRun.scrapShare(warm) < 0.06)
    }

    @Test("thin biscuits make scrap more often than thick ones, and follow the metal's temperature")
    func biscuit() throws {
        let warm = Self.shots.filter { !$0.shot.isWarmUp }
        let thin = warm.filter { ($0.shot["biscuit_mm"] ?? 0) < 26 }
        let normal = warm.filter { (29...31).contains($0.shot["biscuit_mm"] ?? 0) }
        #expect(HallRun.scrapShare(thin) > 4 * HallRun.scrapShare(normal))
        #expect(try Self.correlation("metal_c", "biscuit_mm") > 0.05)
    }

    @Test("a higher fast shot fills the cavity sooner")
    func fill() throws { #expect(try Self.correlation("v2", "fill_ms") < -0.3) }

    @Test("intensification pressure drifts down over more than an hour before a seal fails")
    func drift() throws {
        var failures = 0
        for day in Self.days {
            for failure in day.sealFailures where failure.at - HallRun.start > .seconds(5 * 3600) {
                let own = day.shots.filter { $0.cell == failure.cell && $0.at <= failure.at }
                let pressures = try own.map { try #require($0.shot["intensification_mpa"]) }
                let last = Self.mean(pressures.suffix(10))
                let hourAgo = Self.mean(pressures.dropLast(50).suffix(10))
                let sound = Self.mean(pressures.dropLast(250).suffix(10))
                guard pressures.count > 260 else { continue }
                failures += 1
                #expect(last < hourAgo - 1.5 && hourAgo < sound - 1.5, "\(last) \(hourAgo) \(sound)")
            }
        }
        #expect(failures >= 10)
    }

    @Test("when a furnace is empty several cells of its line wait at once")
    func metal() {
        let waits = Self.days.flatMap { day in
            day.metalWaits.map { wait in
                day.metalWaits.count { other in
                    other.cell / 4 == wait.cell / 4 && abs((other.at - wait.at).inSeconds) < 120
                }
            }
        }
        #expect(waits.count > 100)
        #expect(Double(waits.count { $0 >= 2 }) / Double(waits.count) > 0.8)
    }

    @Test("dies are changed several times a day")
    func changes() { #expect(Self.days.allSatisfy { (10...60).contains($0.dieChanges) }) }

    @Test("shot values of a warm cell stay within what a sensor can show")
    func ranges() {
        for (index, value) in DemoHall.shotValues.enumerated() {
            let outside = Self.shots.count { !value.range.contains($0.shot.values[index]) }
            let beyondLimits = Self.shots.count { !$0.shot.isWarmUp && !value.limits.contains($0.shot.values[index]) }
            #expect(outside == 0, "\(value.id)")
            #expect(Double(beyondLimits) / Double(Self.shots.count) < 0.12, "\(value.id) \(beyondLimits)")
        }
    }

    @Test("at the start most cells run and one or two are down or in set-up", arguments: 1...20)
    func start(seed: Int) {
        let hall = HallModel.inMidShift(seed: UInt64(seed), utcOffset: .zero, at: HallRun.start)
        let running = hall.cells.count { $0.activity.isProducing }
        #expect((8...11).contains(running))
    }

    private static func mean(_ values: some Collection<Double>) -> Double {
        values.reduce(0, +) / Double(max(1, values.count))
    }

    private static func correlation(_ a: String, _ b: String) throws -> Double {
        let warm = shots.filter { !$0.shot.isWarmUp }
        let x = try warm.map { try #require($0.shot[a]) }
        let y = try warm.map { try #require($0.shot[b]) }
        let (meanX, meanY) = (mean(x), mean(y))
        let covariance = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
        let varianceX = x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
        let varianceY = y.reduce(0) { $0 + ($1 - meanY) * ($1 - meanY) }
        return covariance / (varianceX * varianceY).squareRoot()
    }
}

import Basis
import DemoPlant
import Foundation
import Hub
import Shopfloor
import Store
import TestSupport
import Testing

/// What depends on what in the demo plant is found in its cycles, as an engineer would look for it.
@Suite("Correlations of the demo plant")
struct DemoCorrelationTests {
    private struct Cycle: Decodable {
        var kind: String
        var die: String?
        var values: [String: Double?]
        var out: [String]
    }

    /// Three days of the hall through the hub's core, and what `show cycles --json` says of each cell.
    private static let days = Result { () throws -> [[Cycle]] in
        let folder = try TemporaryFolder()
        let model = try PlantFile.load(path: Recordings.root.path + "/examples/die-casting-plant.toml")
        do {
            let store = try SQLiteStore(writing: folder.path)
            var core = HubCore(model: model, stored: try store.load(), version: "test", now: nil)
            let start = Instant(milliseconds: 1_764_000_000_000)
            var plant = PlantSimulation(seed: 7, start: start)
            for hour in 1...72 {
                for message in plant.advance(to: start + .seconds(hour * 3600)) {
                    let topic = Array(message.topic.utf8)
                    core.observe(
                        topic: topic.span.bytes, payload: message.payload.span.bytes, at: message.at,
                        isRetained: message.retain)
                }
                try store.commit(core.takePending())
            }
            core.stop(at: core.clock)
            try store.commit(core.takePending())
        }
        return try model.plant.machines.map { machine in
            let shown = try Program.run(["show", "cycles", "--store", folder.path, "--machine", machine.id, "--json"])
            #expect(shown.code == 0)
            return try JSONDecoder().decode([Cycle].self, from: Data(shown.text.utf8))
        }
    }

    /// Pearson's r over the cycles that have both values, each cell about its own means, and n.
    private func correlation(_ a: String, _ b: String) throws -> (r: Double, n: Int) {
        var (sumAA, sumBB, sumAB, count) = (0.0, 0.0, 0.0, 0)
        for cell in try Self.days.get() {
            let pairs = cell.compactMap { cycle -> (Double, Double)? in
                guard let x = cycle.values[a] ?? nil, let y = cycle.values[b] ?? nil else { return nil }
                return (x, y)
            }
            let meanA = pairs.reduce(0) { $0 + $1.0 } / Double(max(pairs.count, 1))
            let meanB = pairs.reduce(0) { $0 + $1.1 } / Double(max(pairs.count, 1))
            for (x, y) in pairs {
                sumAA += (x - meanA) * (x - meanA)
                sumBB += (y - meanB) * (y - meanB)
                sumAB += (x - meanA) * (y - meanB)
            }
            count += pairs.count
        }
        return (sumAB / (sumAA * sumBB).squareRoot(), count)
    }

    @Test(
        "values that depend on each other are found to, with r and n; those that do not are not",
        arguments: [
            // The faster the shot, the shorter the filling.
            ("v2", "fill_ms", -0.55, -0.44),
            // A seal that leaks takes pressure, and time to build it.
            ("intensification_mpa", "rise_ms", -1, -0.7),
            ("die_f1_c", "die_m1_c", 0.9, 1), ("die_f1_c", "sleeve_c", 0.7, 1), ("oil_c", "coolant_c", 0.8, 1),
            ("v1", "clamp_kn", -0.05, 0.05), ("switchover_mm", "vacuum_mbar", -0.05, 0.05),
        ])
    func correlations(_ a: String, _ b: String, least: Double, most: Double) throws {
        let found = try correlation(a, b)
        print("\(a) and \(b): r = \((found.r * 1000).rounded() / 1000), n = \(found.n)")
        #expect(found.n > 10_000)
        #expect(found.r >= least && found.r <= most, "r = \(found.r), n = \(found.n)")
    }

    @Test("scrap comes with cold dies and lost pressure: what is out of limits is more often scrap")
    func scrap() throws {
        let cycles = try Self.days.get().joined()
        func share(_ isWanted: (Cycle) -> Bool) -> Double {
            let wanted = cycles.filter { isWanted($0) && $0.kind != "start-up" }
            return Double(wanted.count { $0.kind == "scrap" }) / Double(max(wanted.count, 1))
        }
        let inside = share { !$0.out.contains("intensification_mpa") && !$0.out.contains("biscuit_mm") }
        let outside = share { $0.out.contains("intensification_mpa") || $0.out.contains("biscuit_mm") }
        #expect(inside < 0.1 && outside > 3 * inside, "\(inside), \(outside)")
        #expect(cycles.contains { $0.kind == "start-up" } && cycles.allSatisfy { $0.die?.hasPrefix("D-") == true })
    }
}

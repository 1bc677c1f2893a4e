import Basis
import Foundation
import Hub
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Telemetry

@Suite(
    .enabled(
        if: Recordings.exist("plants/diecast-2019-03-12.jsonl.gz", "golden/diecast-2019-03-12.json"),
        "no recordings beside the package"))
struct CastingWeekTests {
    struct Golden: Decodable {
        struct Die: Decodable {
            var shots, `try`, resets, repeats: Int64
        }

        struct Gap: Decodable {
            var from, to: String
        }

        struct Tag: Decodable {
            var readings, good, missing, sentinel, range: Int64
            var min, max, mean: Double
        }

        var shots: Int64
        var dies: [String: Die]
        var gaps: [Gap]
        var tags: [String: Tag]
    }

    @Test("shots by die, statistics by tag and gaps of a die-casting week are those that others found")
    func week() throws {
        let golden = try Recordings.golden("golden/diecast-2019-03-12.json", as: Golden.self)
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        try Recordings.replay("diecast-2019-03-12", plant: "die-casting-line", into: store)
        try expectCounts(store, golden)
        try expectStatistics(store, golden)
        try expectCycles(store, golden)
        let gaps = try store.intervals(machine: "line1", window: nil, asOf: .now)
            .filter { $0.condition.why == .silent && $0.to != nil }.map { [$0.from, $0.to] }
        #expect(try gaps == golden.gaps.map { [try Recordings.instant($0.from), try Recordings.instant($0.to)] })
        try Recordings.expectSound(store)
    }

    private func expectCounts(_ store: SQLiteStore, _ golden: Golden) throws {
        let counts = try store.counts(machine: "line1", asOf: .now)
        #expect(counts.map(\.count.shots).reduce(0, +) == golden.shots)
        #expect(Set(counts.map(\.owner)) == Set(golden.dies.keys))
        for row in counts {
            let die = try #require(golden.dies[row.owner])
            #expect(row.count.shots == die.shots && row.count.tries == die.try)
            #expect(row.count.resets == die.resets && row.count.repeats == die.repeats)
        }
    }

    /// A row a shot, with the values of that shot alone: none that was missing or not believed.
    private func expectCycles(_ store: SQLiteStore, _ golden: Golden) throws {
        let cycles = try store.cycles(machine: "line1", window: nil, offset: 0, limit: .max)
        #expect(Int64(cycles.count) == golden.shots && cycles.allSatisfy { $0.cycles == 1 })
        for (die, figures) in golden.dies {
            let own = cycles.filter { $0.owner == die }
            #expect(Int64(own.count) == figures.shots)
            #expect(Int64(own.count { $0.kind == .startUp }) == figures.try)
        }
        for (tag, figures) in golden.tags where cycles.contains(where: { $0.tags.contains(tag) }) {
            let values = cycles.compactMap { $0.value(of: tag) }
            #expect(Int64(values.count) == figures.good, "\(tag)")
            #expect(values.min() == figures.min && values.max() == figures.max, "\(tag)")
            #expect(abs(values.reduce(0, +) / Double(values.count) - figures.mean) <= 1e-6, "\(tag)")
        }
    }

    private func expectStatistics(_ store: SQLiteStore, _ golden: Golden) throws {
        let rows = try store.tags(machine: "line1")
        for (tag, figures) in golden.tags {
            let statistics = try #require(rows.first { $0.tag == tag }).statistics
            #expect(statistics.readings == figures.readings && statistics.good == figures.good)
            #expect(statistics.minimum == figures.min && statistics.maximum == figures.max)
            #expect(abs((statistics.mean ?? .nan) - figures.mean) <= 1e-6)
            let flags = Dictionary(uniqueKeysWithValues: zip(ReadingFlags.all.map(\.word), statistics.flagged))
            #expect(flags["missing"] == figures.missing && flags["sentinel"] == figures.sentinel)
            #expect(flags["range"] == figures.range)
        }
    }
}

import Basis
import Foundation
import GRDB
import Records
import Shopfloor
import TestSupport
import Testing

@testable import Store

@Suite("Cycles and courses in the history")
struct CycleHistoryTests {
    let folder: TemporaryFolder
    let store: SQLiteStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(writing: folder.path)
    }

    private func cycle(_ number: Int64, _ machine: String, at second: Int64, _ values: [Double?] = []) -> CycleRow {
        var row = CycleRow(number: number, machine: machine, at: ms(second * 1000))
        row.tags = values.indices.map { "t\($0)" }
        row.values = values
        return row
    }

    private func commit(_ cycles: [CycleRow], days: Int = 400) throws {
        var batch = StoreBatch()
        batch.cycles = cycles
        batch.spans.cycles = days
        try store.commit(batch)
    }

    private func commit(slots: [SlotRow], days: Int = 8) throws {
        var batch = StoreBatch()
        batch.slots = slots
        batch.spans.slots = days
        try store.commit(batch)
    }

    private func slot(_ number: Int64, _ values: Double..., tag: String = "t") -> SlotRow {
        SlotRow(
            machine: "m", tag: tag, slot: number, count: Int64(values.count), least: values.min() ?? 0,
            greatest: values.max() ?? 0, sum: values.reduce(0, +))
    }

    @Test("values come back bit for bit: whole, with decimals, tiny, huge, negative, missing", arguments: 0..<20)
    func coding(seed: Int) throws {
        var random = SplitMix(state: UInt64(seed))
        var values: [Double?] = [
            0, -0.0, 0.1, -273.15, 65_535, 1e300, -Double.leastNonzeroMagnitude, .pi, 0.1 + 0.2, nil, 123_456_789.25,
        ]
        for _ in 0..<random.below(30) {
            switch random.below(4) {
            case 0: values.append(nil)
            case 1: values.append(Double(bitPattern: random.next() & ~(1 << 62)))
            default: values.append(Double(random.below(1_000_000)) / [1, 10, 100, 1000][random.below(4)])
            }
        }
        let out = values.indices.filter { _ in random.below(5) == 0 }
        for kind in CycleKind.allCases {
            let bytes = CycleCoding.encode(kind, values, out: out)
            let back = try #require(CycleCoding.decode(bytes, count: values.count))
            #expect(back.kind == kind && back.out == out)
            #expect(back.values.map { $0?.bitPattern } == values.map { $0?.bitPattern })
        }
        // What is cut reads as gaps, or not at all; it never traps.
        let bytes = CycleCoding.encode(.good, values, out: out)
        for length in 0..<bytes.count {
            let part = CycleCoding.decode(Array(bytes.prefix(length)), count: values.count)
            #expect(part == nil || part?.values.count == values.count)
        }
    }

    @Test("each cycle comes back as it was, in the order of time, by machine and window, page by page")
    func rows() throws {
        var rows = (1...30).map { (number: Int64) -> CycleRow in
            let values: [Double?] = [Double(number) / 10, nil]
            return cycle(number, number % 3 == 0 ? "b" : "a", at: number, values)
        }
        rows[4].kind = .scrap
        rows[4].out = [0]
        rows[5].milliseconds = 61_500
        rows[6].owner = "D-1"
        rows[7].order = "4500/10"
        rows[8].cycles = 3
        rows[9].kind = .startUp
        try commit(rows)
        let ofA = rows.filter { $0.machine == "a" }
        #expect(try store.cycles(machine: "a", window: nil, offset: 0, limit: 100) == ofA)
        #expect(try store.cycles(machine: nil, window: nil, offset: 0, limit: 100) == rows)
        let pages = try (0..<8).flatMap { try store.cycles(machine: "a", window: nil, offset: $0 * 3, limit: 3) }
        #expect(pages == ofA)
        let window = Interval(from: ms(5000), to: ms(20_000))
        #expect(
            try store.cycles(machine: "b", window: window, offset: 0, limit: 100).map(\.number) == [6, 9, 12, 15, 18])
        #expect(try store.cycles(machine: "none", window: nil, offset: 0, limit: 100).isEmpty)
        #expect(try store.load().cycleNumber == 30)
    }

    @Test("a batch that is committed again after a failure, in part or whole, adds nothing twice")
    func idempotent() throws {
        let rows = (1...20).map { cycle(Int64($0), "a", at: Int64($0), [1.5]) }
        let slots = (1...20).map { slot(Int64($0), Double($0)) }
        for part in [Array(rows.prefix(12)), rows, rows] { try commit(part) }
        for part in [Array(slots.prefix(12)), slots, slots] { try commit(slots: part) }
        #expect(try store.cycles(machine: "a", window: nil, offset: 0, limit: 100) == rows)
        let trend = try store.trend(
            machine: "m", tag: "t", window: Interval(from: ms(0), to: ms(210_000)), buckets: 21)
        #expect(trend.map(\.count) == [0] + Array(repeating: 1, count: 20))
    }

    @Test("cycles beyond their days go, the oldest first, and are counted; slots too")
    func trimmed() throws {
        let day: Int64 = 86_400
        try commit((1...50).map { cycle(Int64($0), "a", at: Int64($0)) }, days: 1)
        for hour in 1...60 { try commit([cycle(Int64(50 + hour), "a", at: Int64(hour) * 3600)], days: 1) }
        let kept = try store.cycles(machine: "a", window: nil, offset: 0, limit: 1000)
        #expect(kept.first.map { $0.at >= ms((60 * 3600 - day) * 1000) } == true && kept.last?.number == 110)
        #expect(kept.count == 25)
        for hour in 0..<60 {
            try commit(slots: [slot(Int64(hour) * 360, 1), slot(Int64(hour) * 360, 2, tag: "u")], days: 1)
        }
        let rows = try store.trimmed()
        #expect(rows.map(\.what) == ["cycles", "slots", "quarantine"])
        #expect(rows[0].kept == 25 && rows[0].trimmed == 85 && rows[0].oldest == kept.first?.at)
        #expect(rows[1].kept + rows[1].trimmed == 120 && rows[1].trimmed == 70)
    }

    @Test("a trend has least, greatest, mean and number of each stretch, gaps where nothing was read")
    func trend() throws {
        try commit(slots: [slot(0, 1, 3), slot(1, 5), slot(5, 2, 4, 9), slot(60, 7)])
        let window = Interval(from: ms(0), to: ms(620_000))
        let whole = try store.trend(machine: "m", tag: "t", window: window, buckets: 1000)
        #expect(whole.count == 62)
        #expect(whole[0].least == 1 && whole[0].greatest == 3 && whole[0].mean == 2 && whole[0].count == 2)
        #expect(whole[2].count == 0 && whole[2].mean == nil && whole[2].least == nil)
        #expect(whole[5].mean == 5 && whole[60].mean == 7)
        let coarse = try store.trend(machine: "m", tag: "t", window: window, buckets: 10)
        #expect(coarse.count == 9 && coarse.allSatisfy { $0.to.milliseconds - $0.from.milliseconds <= 70_000 })
        #expect(coarse[0].count == 6 && coarse[0].least == 1 && coarse[0].greatest == 9 && coarse[0].mean == 4)
        #expect(coarse[1].count == 0)
        #expect(coarse.last?.to == ms(620_000))
        #expect(try store.trend(machine: "m", tag: "none", window: window, buckets: 3).allSatisfy { $0.count == 0 })
        let empty = Interval(from: ms(5), to: ms(5))
        #expect(try store.trend(machine: "m", tag: "t", window: empty, buckets: 3).isEmpty)
    }

    @Test("where no slots are kept any more a trend is made of cycles, and never of both at once")
    func trendOfCycles() throws {
        try commit([
            cycle(1, "m", at: 5, [4]), cycle(2, "m", at: 8, [6]), cycle(3, "m", at: 15, [nil]),
            cycle(4, "m", at: 25, [9]),
        ])
        try commit(slots: [SlotRow(machine: "m", tag: "t0", slot: 2, count: 2, least: 8, greatest: 9, sum: 17)])
        let trend = try store.trend(machine: "m", tag: "t0", window: Interval(from: ms(0), to: ms(30_000)), buckets: 3)
        #expect(trend.map(\.count) == [2, 0, 2])
        #expect(trend.map(\.mean) == [5, nil, 8.5])
    }

    @Test("times before 1970 have slots, too")
    func beforeTheEpoch() throws {
        try commit(slots: [slot(-61, 1), slot(-1, 2), slot(0, 3)])
        let window = Interval(from: ms(-620_000), to: ms(10_000))
        let trend = try store.trend(machine: "m", tag: "t", window: window, buckets: 63)
        #expect(trend.compactMap(\.mean) == [1, 2, 3])
        #expect(trend[1].mean == 1)
    }

    @Test("a day of 1,440 shots with 15 values takes at most 150 KB of history")
    func size() throws {
        var random = SplitMix(state: 15)
        func value(_ centre: Double, _ spread: Int, _ decimals: Double) -> Double {
            ((centre * decimals).rounded() + Double(random.below(2 * spread) - spread)) / decimals
        }
        let machines = 20
        var number: Int64 = 0
        // Of its own, since only a store that is closed has all in its files.
        let other = try TemporaryFolder()
        var full: SQLiteStore? = try SQLiteStore(writing: other.path)
        for shot in 0..<1440 {
            var rows: [CycleRow] = []
            for machine in 0..<machines {
                number += 1
                var row = cycle(number, "DC-\(machine)", at: 1_795_887_360 + Int64(shot) * 60, [])
                row.milliseconds = Int64(58_000 + random.below(14_000))
                row.owner = "D-10\(machine % 10)"
                row.tags = (0..<15).map { "value_\($0)" }
                row.values = [
                    value(0.25, 6, 100), value(3.2, 20, 100), value(320, 50, 10), value(75, 40, 10), value(22, 50, 10),
                    value(35, 30, 10), value(30, 40, 10), value(665, 80, 10), value(190, 300, 10), value(184, 300, 10),
                    value(145, 200, 10), value(60, 20, 1), value(8000, 100, 1), value(62, 40, 10), value(50, 60, 10),
                ]
                if random.below(20) == 0 { row.out = [random.below(15)] }
                rows.append(row)
            }
            var batch = StoreBatch()
            batch.cycles = rows
            try full?.commit(batch)
        }
        full = nil
        let bytes = try other.bytes("history.sqlite").count / machines
        print("history: \(bytes / 1000) KB a machine-day")
        #expect(bytes <= 150_000)
    }
}

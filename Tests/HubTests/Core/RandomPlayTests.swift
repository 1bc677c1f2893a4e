import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

struct RandomPlayTests {
    static func run(_ seed: UInt64, count: Int = 1500) throws -> [JournalEntry] {
        var rig = try HubRig()
        for step in RandomPlay(seed: seed, count: count).steps { RandomPlay.play(step, into: &rig.core) }
        rig.core.stop(at: rig.core.clock)
        return rig.core.takePending().entries
    }

    @Test("same messages, same events, byte for byte", arguments: 1...5)
    func deterministic(_ seed: UInt64) throws {
        let runs = try (0..<2).map { _ in try Self.run(seed).map { EventCoding.encode($0.event) } }
        #expect(runs[0] == runs[1] && runs[0].count > 50)
    }

    @Test(
        "whatever comes, intervals are half-open, without overlap or hole, and the store keeps the same",
        arguments: 1...10)
    func intervals(_ seed: UInt64) throws {
        let entries = try Self.run(seed)
        let machines = NaiveIntervals.all(entries.map(\.event))
        #expect(machines.values.contains { $0.corrections > 0 })
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var batch = StoreBatch()
        batch.entries = entries
        try store.commit(batch)
        for (machine, naive) in machines {
            #expect(naive.rows.first?.from == nil && naive.rows.last?.to == nil)
            for (row, next) in zip(naive.rows, naive.rows.dropFirst()) {
                #expect(row.to == next.from && row.condition != next.condition)
                if let from = row.from, let to = row.to { #expect(from < to) }
            }
            #expect(try store.intervals(machine: machine, window: nil, asOf: .now) == naive.rows)
        }
    }

    @Test("the row on the Floor says the state, and since when, that the journal says", arguments: 11...16)
    func rows(_ seed: UInt64) throws {
        var rig = try HubRig()
        var machines: [String: NaiveIntervals] = [:]
        for step in RandomPlay(seed: seed, count: 1500).steps {
            RandomPlay.play(step, into: &rig.core)
            for event in rig.take() {
                switch event {
                case .state(let change): machines[change.machine, default: NaiveIntervals()].apply(change)
                case .correction(let correction): machines[correction.machine]?.apply(correction)
                default: break
                }
            }
            for row in rig.core.lineDocument("L").rows {
                let last = machines[row.machine]?.rows.last
                try #require(row.condition == last?.condition && row.since == last?.from)
            }
        }
    }

    @Test("stopped and started anew wherever it is, a hub counts the same", arguments: 21...24)
    func cuts(_ seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let steps = RandomPlay(seed: seed, count: 600, counting: true).steps
        var whole = try HubRig()
        for step in steps { RandomPlay.play(step, into: &whole.core) }
        whole.core.stop(at: whole.core.clock)
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var cut = try HubRig(store.load())
        for step in steps {
            RandomPlay.play(step, into: &cut.core)
            guard random.below(25) == 0 else { continue }
            cut.core.stop(at: cut.core.clock)
            try store.commit(cut.core.takePending())
            cut = try HubRig(store.load())
        }
        cut.core.stop(at: cut.core.clock)
        try store.commit(cut.core.takePending())
        let counts = whole.core.machines[1].counts.sorted { $0.key < $1.key }
        let kept = try store.counts(machine: "B", asOf: .now)
        #expect(kept.map(\.owner) == counts.map(\.key) && kept.map(\.count) == counts.map(\.value.count))
        #expect(
            try store.alarms(asOf: .now).map(\.lines)
                == whole.core.machines[0].alarms.alarms.sorted { $0.key < $1.key }.map(\.value.lines))
        let before = try store.intervals(machine: nil, window: nil, asOf: .now)
        try store.rebuildTables()
        #expect(try store.intervals(machine: nil, window: nil, asOf: .now) == before)
        #expect(try store.verifyChain().fault == nil)
    }
}

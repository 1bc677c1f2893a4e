import Basis
import Records
import Shopfloor
import Testing

@testable import Store

@Suite("Intervals")
struct IntervalTests {
    let folder: TemporaryFolder
    let store: SQLiteStore
    let producing = Condition(.producing)
    let idle = Condition(.idle)

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(writing: folder.path)
    }

    private func commit(_ events: [Event]) throws {
        let seq = try store.load().seq
        try store.commit(batch(events.enumerated().map { entry(seq + Int64($0) + 1, $1) }))
    }

    private func row(_ condition: Condition, _ from: Int64?, _ to: Int64?) -> IntervalRow {
        IntervalRow(machine: "m", condition: condition, from: from.map(ms), to: to.map(ms))
    }

    private func rows(_ asOf: AsOf = .now) throws -> [IntervalRow] {
        try store.intervals(machine: "m", window: nil, asOf: asOf)
    }

    @Test("an event ends the open interval and opens the next")
    func closes() throws {
        try commit([state("m", nil, .noData(.never)), state("m", 10, producing), state("m", 20, idle)])
        #expect(try rows() == [row(.noData(.never), nil, 10), row(producing, 10, 20), row(idle, 20, nil)])
    }

    @Test("an event that says what is so already changes nothing")
    func sameCondition() throws {
        try commit([state("m", 10, producing)])
        let before = try dump("intervals", of: store)
        try commit([state("m", 15, producing), state("m", 10, producing)])
        #expect(try dump("intervals", of: store) == before)
    }

    @Test("an event at the open interval's own start replaces it, without an empty one")
    func sameStart() throws {
        try commit([state("m", 10, producing), state("m", 20, idle), state("m", 20, .noData(.silent))])
        #expect(try rows() == [row(producing, 10, 20), row(.noData(.silent), 20, nil)])
        try commit([state("m", 20, producing)])
        #expect(try rows() == [row(producing, 10, nil)])
    }

    @Test("an earlier event shortens what was closed and replaces what came later")
    func correction() throws {
        try commit([state("m", 10, producing), state("m", 20, idle), state("m", 30, producing)])
        let before = try rows()
        try commit([state("m", 15, .noData(.silent))])
        #expect(try rows() == [row(producing, 10, 15), row(.noData(.silent), 15, nil)])
        #expect(try rows(.at(ms(3999))) == before)
        #expect(try rows(.at(ms(2000))) == [row(producing, 10, 20), row(idle, 20, nil)])
        #expect(try rows(.at(ms(999))) == [])
    }

    private func correct(_ from: Int64, _ to: Int64, _ condition: Condition) -> Event {
        .correction(StateCorrected(machine: "m", from: ms(from), to: ms(to), condition: condition, replaces: 1))
    }

    @Test("a correction changes its own time alone, and what was known before it stays known as it was")
    func corrected() throws {
        try commit([state("m", nil, .noData(.never)), state("m", 10, producing), state("m", 20, idle)])
        let before = try rows()
        try commit([correct(14, 16, idle)])
        let first = row(.noData(.never), nil, 10)
        #expect(
            try rows() == [
                first, row(producing, 10, 14), row(idle, 14, 16), row(producing, 16, 20), row(idle, 20, nil),
            ])
        #expect(try rows(.at(ms(3999))) == before)
        try commit([correct(16, 20, idle)])
        #expect(try rows() == [first, row(producing, 10, 14), row(idle, 14, nil)])
        try commit([correct(30, 35, producing)])
        #expect(try rows().suffix(3) == [row(idle, 14, 30), row(producing, 30, 35), row(idle, 35, nil)])
        #expect(try store.load().openedBy == ["m": 6])
        #expect(try rows(.at(ms(4999))).last == row(idle, 20, nil))
    }

    @Test("an event for all time replaces everything")
    func forAllTime() throws {
        try commit([state("m", 10, producing), state("m", 20, idle), state("m", nil, .noData(.hub))])
        #expect(try rows() == [row(.noData(.hub), nil, nil)])
    }

    @Test("as of a time, the largest seq decided by then counts, also when the clock went back")
    func clockWentBack() throws {
        try store.commit(
            batch([
                JournalEntry(seq: 1, at: ms(100), event: state("m", 10, producing)),
                JournalEntry(seq: 2, at: ms(300), event: state("m", 20, idle)),
                JournalEntry(seq: 3, at: ms(200), event: .clock(ClockSet(from: ms(300), to: ms(200)))),
                JournalEntry(seq: 4, at: ms(200), event: state("m", 30, producing)),
            ]))
        #expect(try rows(.at(ms(250))) == [row(producing, 10, 20), row(idle, 20, 30), row(producing, 30, nil)])
        #expect(try rows(.at(ms(199))) == [row(producing, 10, nil)])
    }

    @Test("at every seq, now and as of then, they are those of the plain rule", arguments: [1, 2, 3, 4, 5] as [UInt64])
    func randomSequences(seed: UInt64) throws {
        let entries = randomEvents(400, seed: seed)
        var model = IntervalModel()
        var known: [[IntervalRow]] = []
        for entry in entries {
            try store.commit(batch([entry]))
            switch entry.event {
            case .state(let change): model.apply(change)
            case .correction(let correction): model.apply(correction)
            default: break
            }
            known.append(model.rows)
            #expect(try store.intervals(machine: nil, window: nil, asOf: .now) == model.rows)
        }
        for (entry, rows) in zip(entries, known) {
            #expect(try store.intervals(machine: nil, window: nil, asOf: .at(entry.at)) == rows)
        }
        #expect(try store.load().open == model.rows.filter { $0.to == nil })
    }

    @Test("a window shows those that overlap it, half-open, by machine or for all", arguments: [7, 8] as [UInt64])
    func windows(seed: UInt64) throws {
        try store.commit(batch(randomEvents(300, seed: seed)))
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let from = Int64.random(in: -5...160, using: &random)
            let window = Interval(from: ms(from), to: ms(from + Int64.random(in: 0...30, using: &random)))
            let asOf = AsOf.at(ms(Int64.random(in: 0...300, using: &random) * 1000))
            let all = try store.intervals(machine: nil, window: nil, asOf: asOf)
            let expected = all.filter { $0.overlaps(window) }
            #expect(try store.intervals(machine: nil, window: window, asOf: asOf) == expected)
            #expect(
                try store.intervals(machine: "m2", window: window, asOf: asOf) == expected.filter { $0.machine == "m2" }
            )
        }
    }
}

import Basis
import Records
import Shopfloor
import Testing

@testable import Store

@Suite("Edits of stops")
struct StopEditTests {
    let folder: TemporaryFolder
    let store: SQLiteStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(writing: folder.path)
    }

    private func edit(_ machine: String, _ from: Int64, _ to: Int64?, _ reason: String?) -> StopEdit {
        var edit = StopEdit(machine: machine, from: ms(from), to: to.map(ms), by: "t-1", command: 9)
        edit.reason = reason.map { StopEdit.Given(StopReasonTree.standard[$0]) }
        edit.note = reason == nil ? "" : nil
        edit.cut = reason == nil ? .merge(at: ms(from + 1)) : nil
        return edit
    }

    private func seqs(_ from: Int64, _ to: Int64, machine: String? = "m", _ asOf: AsOf = .now) throws -> [Int64] {
        try store.stopEdits(machine: machine, window: Interval(from: ms(from), to: ms(to)), asOf: asOf).map(\.seq)
    }

    @Test("they read back as they were said, with their place in the journal")
    func roundTrip() throws {
        let edits = [edit("m", 10, 20, "hydraulic"), edit("m", 10, nil, nil), edit("m", 10, nil, "none of the tree")]
        try store.commit(batch(edits.enumerated().map { entry(Int64($0) + 1, .stop($1)) }))
        let read = try store.stopEdits(machine: "m", window: Interval(from: ms(0), to: ms(100)), asOf: .now)
        #expect(
            read.map(\.edit) == edits && read.map(\.seq) == [1, 2, 3] && read.map(\.at) == [1000, 2000, 3000].map(ms))
    }

    @Test("a window has those that speak of its time, for an open stop until it was spoken of at least, as of a seq")
    func windows() throws {
        try store.commit(
            batch([
                entry(1, .stop(edit("m", 10, 20, "hydraulic"))), entry(2, .stop(edit("m", 1500, nil, "material"))),
                entry(3, .stop(edit("n", 10, 20, "material"))),
            ]))
        #expect(try seqs(0, 30) == [1])
        #expect(try seqs(20, 30) == [1])
        #expect(try seqs(21, 1500) == [])
        #expect(try seqs(21, 1501) == [2] && seqs(2000, 5000) == [2] && seqs(2001, 5000) == [])
        #expect(try seqs(0, 5000, machine: nil) == [1, 2, 3])
        #expect(try seqs(0, 5000, .at(ms(1999))) == [1])
    }

    @Test("a hub that starts gets what was said lately, and of a stop that lasts whenever it was said")
    func recent() throws {
        let day: Int64 = 86_400_000
        func state(_ seq: Int64, _ machine: String, _ from: Int64, _ condition: Condition) -> JournalEntry {
            entry(seq, .state(StateChanged(machine: machine, from: ms(from), condition: condition)))
        }
        var all = batch([
            state(1, "m", 0, Condition(.stopped)), state(2, "n", 0, Condition(.stopped)),
            entry(3, .stop(edit("m", 0, nil, "hydraulic"))), entry(4, .stop(edit("n", 0, nil, "material"))),
            entry(5, .stop(edit("n", 19 * day, nil, "material"))), state(6, "m", day, .noData(.hub)),
            state(7, "m", 2 * day, Condition(.maintenance)), state(8, "n", day, Condition(.producing)),
            state(9, "n", 19 * day, Condition(.stopped)),
        ])
        all.aliveAt = ms(20 * day)
        try store.commit(all)
        #expect(try store.load().stopEntries.map(\.seq) == [3, 5])
    }
}

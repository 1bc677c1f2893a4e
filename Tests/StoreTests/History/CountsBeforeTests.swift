import Basis
import GRDB
import Records
import Shopfloor
import Testing

@testable import Store

/// How far a counter had come at a moment that is no border.
struct CountsBeforeTests {
    private let folder: TemporaryFolder
    private let store: SQLiteStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(writing: folder.path)
    }

    /// Minutes of the clock.
    private func minute(_ minutes: Double) -> Instant { Instant(milliseconds: Int64(minutes * 60_000)) }

    /// Cycles of the machine at these minutes, each the next of its store.
    private func run(
        _ minutes: [Double], owner: String? = "d", kind: CycleKind = .good, cycles: Int64 = 1, came: Double? = nil
    ) throws {
        var batch = StoreBatch()
        let first = try store.load().cycleNumber + 1
        batch.cycles = minutes.enumerated().map { index, at in
            var row = CycleRow(number: first + Int64(index), machine: "m", at: minute(at))
            (row.owner, row.kind, row.cycles, row.came) = (owner, kind, cycles, came.map(minute))
            return row
        }
        try store.commit(batch)
    }

    /// What the journal says of the counter, decided at a minute.
    private func say(_ seq: Int64, at: Double, owner: String = "d", shots: Int64, last: Double) throws {
        let row = CountRow(machine: "m", owner: owner, count: CycleCount(shots: shots), last: minute(last))
        try store.commit(batch([JournalEntry(seq: seq, at: minute(at), event: .counted(row))]))
    }

    private func told(_ minutes: [Double], asOf: AsOf = .now) throws -> [Int64?] {
        try store.counts(machine: "m", before: minutes.map(minute), asOf: asOf).map { $0.first?.count.shots }
    }

    @Test("between two entries of the journal the cycles tell it, each from its own time on")
    func between() throws {
        try say(1, at: 0, shots: 99, last: -1)
        try run([14.9, 16, 18, 20, 31])
        try say(2, at: 16, shots: 100, last: 14.9)
        try say(3, at: 31, shots: 103, last: 20)
        #expect(try told([15, 16, 16.1, 19, 25, 30, 31.5]) == [100, 100, 101, 102, 103, 103, 104])
    }

    @Test("where no cycle came after a border, those before it count")
    func pastBorder() throws {
        try say(1, at: 15, shots: 100, last: 14.9)
        try run([16, 29])
        #expect(try told([30, 31, 44]) == [102, 102, 102])
    }

    @Test("a row that stands for several cycles counts them all, and kinds stay apart")
    func kinds() throws {
        try run([1], cycles: 3)
        try run([2], kind: .startUp)
        try run([3], kind: .scrap, cycles: 2)
        let count = try store.counts(machine: "m", before: [minute(4)], asOf: .now).first?.first?.count
        #expect(count == CycleCount(shots: 6, tries: 1, scrap: 2))
    }

    @Test("cycles of a die that nobody knows are apart from those of the machine itself, and are told without a die")
    func owners() throws {
        try run([1])
        try run([2], owner: CountRow.unknownOwner)
        try run([3], owner: nil)
        let owners = try store.counts(machine: "m", before: [minute(4)], asOf: .now).first?.map(\.owner)
        #expect(owners == ["?", "d", "m"])
        #expect(try store.cycles(machine: "m", window: nil, offset: 0, limit: 9).map(\.owner) == ["d", nil, nil])
    }

    @Test("a row that is told anew counts as it was for whoever asks what was known before")
    func recounted() throws {
        try say(1, at: 0, shots: 0, last: -1)
        try run([18], cycles: 30)
        var batch = StoreBatch()
        batch.recounts = [
            CycleRecount(
                replacing: 1, by: .init(number: 2, at: minute(18), cycles: 10, kind: .good), came: minute(20))
        ]
        try store.commit(batch)
        try run([16], cycles: 20, came: 20)
        #expect(try told([17, 19]) == [20, 30] && told([17, 19], asOf: .at(minute(19.5))) == [0, 30])
        #expect(try store.cycles(machine: "m", window: nil, offset: 0, limit: 9).map(\.cycles) == [20, 10])
    }

    @Test("as of a time, a cycle that came later than the time counts only where it is asked what is known now")
    func asOf() throws {
        try say(1, at: 0, shots: 100, last: -1)
        try run([16, 18, 22])
        try run([17], came: 21)
        #expect(try told([20], asOf: .at(minute(20))) == [102] && told([20]) == [103])
    }

    @Test("a history of before is brought up to date, and its cycles count as they did")
    func broughtUp() throws {
        let folder = try TemporaryFolder()
        var batch = StoreBatch()
        batch.cycles = [CycleRow(number: 1, machine: "m", at: minute(1))]
        do {
            let store = try SQLiteStore(writing: folder.path)
            try store.commit(batch)
            try store.history.write { db in
                try db.execute(
                    sql: """
                        ALTER TABLE cycles DROP COLUMN came; ALTER TABLE cycles DROP COLUMN replaced;
                        CREATE TABLE recent_counts(machine TEXT) STRICT;
                        DELETE FROM grdb_migrations WHERE identifier IN ('history 5', 'history 6');
                        """)
            }
        }
        let store = try SQLiteStore(writing: folder.path)
        #expect(try store.counts(machine: "m", before: [minute(2)], asOf: .now).first?.first?.count.shots == 1)
        let tables = try store.history.read { db in
            try String.fetchSet(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        #expect(!tables.contains("recent_counts"))
    }

    @Test("what the journal knows better stands: a step that a late reading told counts more than the cycles do")
    func better() throws {
        try say(1, at: 0, shots: 100, last: -1)
        try run([22])
        try say(2, at: 30, shots: 105, last: 20)
        #expect(try told([21, 23]) == [105, 105])
    }

    @Test("a machine of which nothing was counted has no row")
    func nothing() throws { #expect(try told([5]) == [nil]) }
}

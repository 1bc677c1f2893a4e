import Basis
import Dispatch
import GRDB
import Records
import Shopfloor
import Testing

@testable import Store

/// However long a journal is, a question reads what it is about.
@Suite("A long journal")
struct LongJournalTests {
    let folder: TemporaryFolder
    let store: SQLiteStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(writing: folder.path)
    }

    private func alarm(_ machine: String, _ code: String, since: Int64, isActive: Bool = true) -> Event {
        let id = AlarmID(machine: machine, item: "ctl", code: code)
        return .alarm(
            Alarm(
                id: id, level: .fault, text: "t", first: ms(since), last: ms(since), lines: 1, isActive: isActive,
                since: ms(since)))
    }

    private func comings(_ machine: String?, _ from: Int64, _ to: Int64, _ asOf: AsOf = .now) throws -> [String] {
        try store.alarmComings(machine: machine, window: Interval(from: ms(from), to: ms(to)), asOf: asOf)
            .map { "\($0.id.machine) \($0.id.code) \($0.at.milliseconds)" }
    }

    @Test("an alarm that came is there once by its time, however often it was told, and as of when it was told first")
    func alarmComings() throws {
        try store.commit(
            batch([
                entry(1, alarm("m", "7", since: 10)), entry(2, alarm("m", "7", since: 10, isActive: false)),
                entry(3, alarm("n", "7", since: 20)), entry(4, alarm("m", "7", since: 30)),
                entry(5, alarm("m", "7", since: 30, isActive: false)),
            ]))
        #expect(try comings(nil, 0, 100) == ["m 7 10", "n 7 20", "m 7 30"])
        #expect(try comings(nil, 10, 30) == ["m 7 10", "n 7 20"])
        #expect(try comings("m", 11, 31) == ["m 7 30"])
        #expect(try comings(nil, 0, 100, .at(ms(3000))) == ["m 7 10", "n 7 20"])
    }

    @Test(
        "entries of a time are those of that time, also where a clock was set back between them",
        arguments: [[10, 20, 20, 30, 40, 50], [10, 20, 30, 15, 20, 40], [10, 0, 0, 5, 40, 40]])
    func entriesOfATime(times: [Int64]) throws {
        let entries = times.enumerated().map { index, time in
            let isBack = index > 0 && time < times[index - 1]
            let event: Event =
                isBack
                ? .clock(ClockSet(from: ms(times[index - 1]), to: ms(time))) : alarm("m", "\(index)", since: time)
            return JournalEntry(seq: Int64(index) + 1, at: ms(time), event: event)
        }
        try store.commit(batch(entries))
        let borders: [Int64?] = [nil, -1, 0, 5, 10, 15, 20, 29, 30, 40, 50, 60]
        for from in borders {
            for to in borders {
                var wanted = EntriesWanted(limit: 100)
                (wanted.from, wanted.to) = (from.map(ms), to.map(ms))
                let expected = entries.filter { $0.at >= ms(from ?? -9) && $0.at <= ms(to ?? 99) }.map(\.seq)
                #expect(try store.entries(wanted).map(\.seq) == expected.reversed(), "\(from ?? -9) \(to ?? 99)")
            }
        }
    }

    @Test("told events of a machine are those since a time, also of one whose name stands in another's")
    func alarmEvents() throws {
        try store.commit(
            batch([
                entry(1, alarm("m", "7", since: 10)), entry(2, alarm("m1", "7", since: 20)),
                entry(3, alarm("m", "8", since: 30)),
            ]))
        func codes(_ machine: String?, _ since: Int64) throws -> [String] {
            try store.alarmEvents(machine: machine, since: ms(since), asOf: .now).map(\.id.code)
        }
        #expect(try codes(nil, 0) == ["7", "7", "8"] && codes("m", 0) == ["7", "8"] && codes("m", 2000) == ["8"])
    }

    @Test("bookings of a window are those made in it, and those of shifts about its dates")
    func bookings() throws {
        func booked(_ when: QuantityBooked.When, machine: String = "m") -> Event {
            .quantity(
                QuantityBooked(
                    machine: machine, when: when, order: nil, scrap: 1, rework: 0, note: nil, command: 1, by: "t"))
        }
        let day: Int64 = 86_400_000
        try store.commit(
            batch([
                entry(1, booked(.at(ms(20 * day)))), entry(2, booked(.shift("1970-01-21/early"))),
                entry(3, booked(.at(ms(21 * day)))), entry(4, booked(.shift("1970-03-21/early"))),
                entry(5, booked(.at(ms(20 * day)), machine: "n")),
            ]))
        let window = Interval(from: ms(20 * day), to: ms(21 * day))
        #expect(try store.bookings(machine: "m", window: window, asOf: .now).map(\.seq) == [1, 2])
        #expect(try store.bookings(machine: "m", window: window, asOf: .at(ms(1000))).map(\.seq) == [1])
    }

    @Test("what was known at a time ends with its newest entry, also where the hub's clock was set back since")
    func asOfClocks() throws {
        func at(_ seq: Int64, _ time: Int64, _ event: Event) -> JournalEntry {
            JournalEntry(seq: seq, at: ms(time), event: event)
        }
        try store.commit(
            batch([
                at(1, 1000, state("m", nil, .noData(.never))), at(2, 9000, state("m", 1, Condition(.idle))),
                at(3, 9000, state("n", nil, .noData(.never))),
            ]))
        #expect(try store.newestSeq(asOf: .at(ms(8999))) == 1 && store.newestSeq(asOf: .at(ms(9000))) == 3)
        try store.commit(
            batch([
                at(4, 2000, .clock(ClockSet(from: ms(9000), to: ms(2000)))),
                at(5, 3000, state("o", nil, .noData(.never))),
            ]))
        #expect(try store.newestSeq(asOf: .at(ms(2500))) == 4 && store.newestSeq(asOf: .at(ms(3000))) == 5)
        #expect(try store.newestSeq(asOf: .at(ms(999))) == 0)
    }

    @Test("what is read together is of one moment, whatever is committed meanwhile")
    func together() throws {
        try store.commit(batch([entry(1, state("m", nil, .noData(.never)))]))
        let store = store
        let writer = DispatchQueue(label: "writer")
        let seen = try store.together { () throws(StoreError) in
            let first = try store.newestSeq(asOf: .now)
            let problem = writer.sync {
                storeError { try store.commit(batch([entry(2, state("n", nil, .noData(.never)))])) }
            }
            if let problem { throw problem }
            return [first, try store.newestSeq(asOf: .now)]
        }
        #expect(try seen == [1, 1] && store.newestSeq(asOf: .now) == 2)
    }

    @Test("a journal of the version before is brought up to date with the alarms that it tells of")
    func broughtUp() throws {
        let folder = try TemporaryFolder()
        do {
            let store = try SQLiteStore(writing: folder.path)
            try store.commit(batch([entry(1, alarm("m", "7", since: 10)), entry(2, alarm("m", "7", since: 30))]))
            try store.journal.write { db in
                try db.execute(
                    sql: """
                        DROP TABLE alarm_comings; DROP TABLE alarm_events; DROP INDEX count_steps_seq;
                        DROP INDEX events_alarm; DROP INDEX events_produced;
                        DROP INDEX stop_edits_until; DROP INDEX stop_edits_open; DROP INDEX quantities_shift;
                        DELETE FROM grdb_migrations WHERE identifier IN ('journal 4', 'journal 9');
                        """)
            }
        }
        let store = try SQLiteStore(writing: folder.path)
        let all = Interval(from: ms(0), to: ms(100))
        #expect(try store.alarmComings(machine: nil, window: all, asOf: .now).map(\.at) == [ms(10), ms(30)])
        #expect(try store.alarms(asOf: .at(ms(1000))).map(\.since) == [ms(10)])
    }

    @Test(
        "a journal of before is brought up to date with the counters that were read and had counted nothing",
        arguments: [8, 9])
    func countersRead(from version: Int) throws {
        let folder = try TemporaryFolder()
        func read(resets: Int64) -> CountRow {
            var count = CycleCount()
            count.resets = resets
            return CountRow(machine: "m", owner: "", count: count, last: nil)
        }
        let counted = CountRow(machine: "m", owner: "", count: CycleCount(shots: 3, tries: 0), last: ms(500))
        do {
            let store = try SQLiteStore(writing: folder.path)
            let rows = [read(resets: 0), read(resets: 1), counted]
            try store.commit(batch(rows.enumerated().map { entry(Int64($0) + 1, .counted($1)) }))
            try store.journal.write { db in
                try db.execute(
                    sql: """
                        DROP TABLE alarm_events; DROP INDEX count_steps_seq;
                        DELETE FROM grdb_migrations WHERE identifier = 'journal 9';
                        """)
                try db.execute(
                    sql: version == 9
                        ? "DELETE FROM count_steps WHERE seq = 2"
                        : """
                        DELETE FROM count_steps WHERE shots = 0;
                        CREATE INDEX events_at ON events(at);
                        DELETE FROM grdb_migrations WHERE identifier = 'journal 8';
                        """)
            }
        }
        let store = try SQLiteStore(writing: folder.path)
        let steps = try store.journal.read { db in
            try Int64.fetchAll(db, sql: "SELECT seq FROM count_steps ORDER BY seq")
        }
        #expect(steps == [1, 2, 3])
        #expect(try store.counts(machine: "m", asOf: .at(ms(2000))).map(\.count.resets) == [1])
        #expect(try store.journal.read { try DatabaseFile.guards(of: $0) } == DatabaseFile.journal.expectedGuards())
    }

    @Test("until when counts are told says the newest entry, whatever the times of cycles")
    func newestCount() throws {
        func counted(_ shots: Int64, _ last: Int64, late: Int64? = nil, owner: String = "a") -> Event {
            var row = CountRow(machine: "m", owner: owner, count: CycleCount(shots: shots, tries: 0), last: ms(last))
            row.late = late.map { LateCycle(at: ms($0), kind: .good) }
            return .counted(row)
        }
        try store.commit(
            batch([
                entry(1, counted(1, 100)), entry(2, counted(2, 900)), entry(3, counted(3, 900, late: 50)),
                entry(4, counted(4, 300)), entry(5, counted(1, 200, owner: "b")),
            ]))
        let newest = try store.journal.read { db in
            try (0...5).map { try CountStepTable.newest(of: "m", through: $0, in: db)?.milliseconds }
        }
        #expect(newest == [nil, 100, 900, 900, 300, 300])
    }

    @Test("the newest event through a time is found wherever clocks were set back", arguments: [1, 2, 3] as [UInt64])
    func eventTimes(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var (clock, times): (Int64, [Int64]) = (5000, [])
        let entries = (1...300).map { seq in
            let isSet = Int.random(in: 0..<40, using: &random) == 0
            clock += isSet ? -Int64.random(in: 0...3000, using: &random) : Int64.random(in: 0...50, using: &random)
            times.append(clock)
            let event = isSet ? Event.clock(ClockSet(from: ms(0), to: ms(clock))) : state("m", nil, .noData(.never))
            return JournalEntry(seq: Int64(seq), at: ms(clock), event: event)
        }
        try store.commit(batch(entries))
        for time in stride(from: Int64(0), through: 20_000, by: 37) {
            let expected = (times.lastIndex { $0 <= time } ?? -1) + 1
            #expect(try store.newestSeq(asOf: .at(ms(time))) == Int64(expected))
        }
    }

    @Test(
        "the mark of each file's schema is that of the tables which its migrations make",
        arguments: [
            DatabaseFile.journal, .history, .outbox,
        ])
    func schemaMarks(file: DatabaseFile) throws {
        let mark = DatabaseFile.mark(of: try file.expectedSchema())
        #expect(file.schemaMark == mark)
    }
}

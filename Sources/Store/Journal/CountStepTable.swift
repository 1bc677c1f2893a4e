import Basis
import GRDB
import Records
import Shopfloor

/// What every `counted` event said, by the time of the newest cycle in it: how far a counter had come before an instant; and
/// of one that was read and had counted no cycle yet, by the event's own time: it had come to none.
enum CountStepTable {
    static let schema = """
        CREATE TABLE count_steps(
            machine TEXT NOT NULL,
            owner TEXT NOT NULL,
            last_ms INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            shots INTEGER NOT NULL,
            tries INTEGER NOT NULL,
            PRIMARY KEY (machine, owner, last_ms, seq)
        ) STRICT, WITHOUT ROWID;
        """

    /// By it the newest event of an owner is found, whatever the times of its cycles: they fall where a clock is set back.
    static let newestIndex = "CREATE INDEX count_steps_seq ON count_steps(machine, owner, seq)"

    static func add(_ row: CountRow, seq: Int64, at: Instant, in db: Database) throws {
        if let late = row.late { try correct(row, by: late, seq: seq, in: db) }
        try insert(row, row.count, last: (row.last ?? at).milliseconds, seq: seq, in: db)
    }

    /// Each step since what came late had come one further, or had it as another kind: it is told anew by this entry, and
    /// stands as it was for whoever asks what was known before.
    private static func correct(_ row: CountRow, by late: LateCycle, seq: Int64, in db: Database) throws {
        let select = try db.cachedStatement(
            sql: """
                SELECT last_ms, shots, tries, scrap FROM count_steps
                WHERE machine = :machine AND owner = :owner AND shots > 0
                    AND last_ms >= iif(:counted, :late + 1, coalesce(
                        (SELECT max(last_ms) FROM count_steps
                         WHERE machine = :machine AND owner = :owner AND shots > 0 AND last_ms <= :late), :late))
                ORDER BY last_ms, seq
                """)
        let arguments: StatementArguments = [
            "machine": row.machine, "owner": row.owner, "late": late.at.milliseconds, "counted": late.was != nil,
        ]
        // How far it had come by the time of cycles that were counted already, an entry of its own has told.
        var counts: [Int64: CycleCount] = late.was == nil ? [late.at.milliseconds: CycleCount()] : [:]
        for stored in try StoredRow.fetchAll(select, arguments: arguments) {
            // That before the late cycle is what its own step begins from.
            counts[max(stored[0], late.at.milliseconds)] = CycleCount(
                shots: stored[1], tries: stored[2], scrap: stored[3])
        }
        for (last, var count) in counts.sorted(by: { $0.key < $1.key }) {
            count.correct(by: late)
            try insert(row, count, last: last, seq: seq, in: db)
        }
    }

    private static func insert(
        _ row: CountRow, _ count: CycleCount, last: Int64, seq: Int64, in db: Database
    ) throws {
        let insert = try RowStatement(
            """
            INSERT OR REPLACE INTO count_steps(machine, owner, last_ms, seq, shots, tries, scrap)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """, in: db)
        try insert.run(row.machine, row.owner, last, seq, count.shots, count.tries, count.scrap)
    }

    static func clear(in db: Database) throws { try db.execute(sql: "DELETE FROM count_steps") }

    /// Adds what was not known of steps before, and makes the table from the events of a journal that did not have it.
    static func addScrap(in db: Database) throws {
        try db.execute(sql: "ALTER TABLE count_steps ADD COLUMN scrap INTEGER NOT NULL DEFAULT 0")
        if try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM count_steps)") == true { return }
        try EventTable.eachEntry("counted", through: .max, in: db) { entry in
            if case .counted(let row) = entry.event { try add(row, seq: entry.seq, at: entry.at, in: db) }
        }
    }

    /// Adds the counters that were read and had counted nothing yet, from the events of a journal that left them out.
    static func addRead(in db: Database) throws {
        try EventTable.eachEntry("counted", having: #""last":null"#, in: db) { entry in
            guard case .counted(let row) = entry.event, row.last == nil else { return }
            try add(row, seq: entry.seq, at: entry.at, in: db)
        }
    }

    /// The time of the oldest step.
    static func first(of machine: String, through seq: Int64, in db: Database) throws -> Instant? {
        let first = try Int64.fetchOne(
            db, sql: "SELECT min(last_ms) FROM count_steps WHERE machine = ? AND seq <= ?", arguments: [machine, seq])
        return first.map(Instant.init(milliseconds:))
    }

    /// Of the newest steps of all owners the latest time.
    static func newest(of machine: String, through seq: Int64, in db: Database) throws -> Instant? {
        let select = try db.cachedStatement(
            sql: """
                SELECT last_ms FROM count_steps INDEXED BY count_steps_seq
                WHERE machine = ? AND owner = ? AND seq <= ? ORDER BY seq DESC, last_ms DESC LIMIT 1
                """)
        let times = try owners(of: machine, in: db).compactMap { owner in
            try Int64.fetchOne(select, arguments: [machine, owner, seq])
        }
        return times.max().map(Instant.init(milliseconds:))
    }

    /// By instant, the newest step of each owner before it.
    static func rows(
        machine: String, before instants: [Instant], through seq: Int64, in db: Database
    ) throws -> [[CountRow]] {
        let owners = try owners(of: machine, in: db)
        // That it was read counts where no cycle did, whatever its time: cycles have that of the source's clock.
        let (counted, read) = (try newest("shots > 0", in: db), try newest("shots = 0", in: db))
        return try instants.map { instant in
            try owners.compactMap { owner in
                let arguments: StatementArguments = [machine, owner, instant.milliseconds, seq]
                guard
                    let found = try StoredRow.fetchOne(counted, arguments: arguments)
                        ?? StoredRow.fetchOne(read, arguments: arguments)
                else { return nil }
                let count = CycleCount(shots: found[0], tries: found[1], scrap: found[3])
                return CountRow(
                    machine: machine, owner: owner, count: count, last: Instant(milliseconds: found[2]))
            }
        }
    }

    private static func newest(_ which: String, in db: Database) throws -> Statement {
        try db.cachedStatement(
            sql: """
                SELECT shots, tries, last_ms, scrap FROM count_steps
                WHERE machine = ? AND owner = ? AND last_ms < ? AND seq <= ? AND \(which)
                ORDER BY last_ms DESC, seq DESC LIMIT 1
                """)
    }

    /// By the index, which holds each owner's steps together.
    private static func owners(of machine: String, in db: Database) throws -> [String] {
        let first = try db.cachedStatement(
            sql: "SELECT owner FROM count_steps WHERE machine = ? ORDER BY owner LIMIT 1")
        let after = try db.cachedStatement(
            sql: "SELECT owner FROM count_steps WHERE machine = ? AND owner > ? ORDER BY owner LIMIT 1")
        var owners: [String] = []
        // The first is asked for by itself: a die may be named by an empty text.
        var next = try String.fetchOne(first, arguments: [machine])
        while let owner = next {
            owners.append(owner)
            next = try String.fetchOne(after, arguments: [machine, owner])
        }
        return owners
    }
}

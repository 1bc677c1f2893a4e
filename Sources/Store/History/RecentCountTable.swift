import Basis
import GRDB
import Records
import Shopfloor

/// How far the counts had come, every few seconds of the last minutes. The journal says it seldom; so what was made until a
/// moment just past is told alike whenever it is asked for, however far the machine has run on.
enum RecentCountTable {
    /// Longer than between two entries of the journal about a machine that counts: a quarter-hour.
    private static let span = Duration.seconds(20 * 60)

    static func add(_ row: CountRow, in db: Database) throws {
        guard let last = row.last else { return }
        let insert = try RowStatement(
            """
            INSERT OR REPLACE INTO recent_counts(machine, owner, last_ms, shots, tries, scrap)
            VALUES (?, ?, ?, ?, ?, ?)
            """, in: db)
        try insert.run(
            row.machine, row.owner, last.milliseconds, row.count.shots, row.count.tries, row.count.scrap)
        let trim = try RowStatement(
            "DELETE FROM recent_counts WHERE machine = ? AND owner = ? AND last_ms < ?", in: db)
        try trim.run(row.machine, row.owner, (last - span).milliseconds)
    }

    /// A cycle came after a newer one: what was said of moments since had come one further.
    static func correct(_ row: CountRow, by late: LateCycle, in db: Database) throws {
        var one = CycleCount()
        one.add(1, late.kind)
        let update = try RowStatement(
            """
            UPDATE recent_counts SET shots = shots + 1, tries = tries + ?, scrap = scrap + ?
            WHERE machine = ? AND owner = ? AND last_ms > ?
            """, in: db)
        try update.run(one.tries, one.scrap, row.machine, row.owner, late.at.milliseconds)
    }

    /// By instant, the newest of each owner before it.
    static func rows(machine: String, before instants: [Instant], in db: Database) throws -> [[CountRow]] {
        let select = try db.cachedStatement(
            sql: """
                SELECT owner, shots, tries, max(last_ms), scrap FROM recent_counts WHERE machine = ? AND last_ms < ?
                GROUP BY owner
                """)
        return try instants.map { instant in
            let rows = try StoredRow.fetchAll(select, arguments: [machine, instant.milliseconds])
            return rows.map { row in
                let count = CycleCount(shots: row[1], tries: row[2], scrap: row[4])
                return CountRow(machine: machine, owner: row[0], count: count, last: Instant(milliseconds: row[3]))
            }
        }
    }
}

import Basis
import GRDB
import Records
import Shopfloor

/// The counts by machine and owner: in `counts` as their newest event says, in `running_counts` as they run.
enum CountTable: String {
    case counts
    case running = "running_counts"

    private static let columns = "machine, owner, shots, tries, resets, repeats, rollovers, value, last_ms, scrap"

    func set(_ row: CountRow, in db: Database) throws {
        let upsert = try RowStatement(
            """
            INSERT OR REPLACE INTO \(rawValue)(\(Self.columns))
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, in: db)
        try upsert.run(
            row.machine, row.owner, row.count.shots, row.count.tries, row.count.resets, row.count.repeats,
            row.count.rollovers, row.count.value, row.last?.milliseconds, row.count.scrap)
    }

    func rows(machine: String?, in db: Database) throws -> [CountRow] {
        let filter = machine == nil ? "" : "WHERE machine = ?"
        let rows = try db.rows(
            "SELECT \(Self.columns) FROM \(rawValue) \(filter) ORDER BY machine, owner",
            StatementArguments(machine.map { [$0] } ?? []))
        return try Array(rows.map(Self.row))
    }

    func clear(in db: Database) throws { try db.execute(sql: "DELETE FROM \(rawValue)") }

    /// The counts as the events up to then say; what ran on since is not in them.
    ///
    /// - Parameter machine: nil: of all.
    static func counted(machine: String?, through seq: Int64, in db: Database) throws -> [CountRow] {
        let newest = """
            SELECT machine, owner, (
                SELECT max(seq) FROM count_steps AS step
                WHERE step.machine = counts.machine AND step.owner = counts.owner AND seq <= :seq) AS seq
            FROM counts WHERE :machine IS NULL OR machine = :machine
            """
        let arguments: StatementArguments = ["seq": seq, "machine": machine]
        return try EventTable.events(of: newest, arguments, orderedBy: "machine, owner", in: db).compactMap {
            if case .counted(let row) = $0 { row } else { nil }
        }
    }

    private static func row(_ row: StoredRow) -> CountRow {
        var count = CycleCount()
        count.shots = row[2]
        count.tries = row[3]
        count.resets = row[4]
        count.repeats = row[5]
        count.rollovers = row[6]
        count.value = row[7]
        let last: Int64? = row[8]
        count.scrap = row[9]
        return CountRow(
            machine: row[0], owner: row[1], count: count, last: last.map(Instant.init(milliseconds:)))
    }
}

import Basis
import GRDB
import Records

/// The statistics of each tag, whole.
enum TagTable {
    private static let words = ReadingFlags.all.map(\.word)
    private static let columns =
        ["machine", "tag", "readings", "good", "numbers", "sum", "minimum", "maximum"] + words

    private static let upsert = """
        INSERT OR REPLACE INTO tags(\(columns.joined(separator: ", ")))
        VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
        """

    static func set(_ row: TagRow, in db: Database) throws {
        let upsert = try db.cachedStatement(sql: Self.upsert)
        let statistics = row.statistics
        let values: [(any DatabaseValueConvertible)?] = [
            row.machine, row.tag, statistics.readings, statistics.good, statistics.numbers, statistics.sum,
            statistics.minimum, statistics.maximum,
        ]
        try upsert.execute(arguments: StatementArguments(values + statistics.flagged))
    }

    /// By machine and tag.
    static func rows(machine: String?, in db: Database) throws -> [TagRow] {
        let filter = machine == nil ? "" : "WHERE machine = ?"
        let rows = try db.rows(
            "SELECT * FROM tags \(filter) ORDER BY machine, tag",
            StatementArguments(machine.map { [$0] } ?? []))
        return try Array(rows.map(Self.row))
    }

    private static func row(_ row: StoredRow) -> TagRow {
        var statistics = TagStatistics()
        statistics.readings = row["readings"]
        statistics.good = row["good"]
        statistics.numbers = row["numbers"]
        let sum: Double? = row["sum"]
        statistics.sum = sum ?? .nan
        statistics.minimum = row["minimum"]
        statistics.maximum = row["maximum"]
        statistics.flagged = words.map { row[$0] }
        return TagRow(machine: row["machine"], tag: row["tag"], statistics: statistics)
    }
}

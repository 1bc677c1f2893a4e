import Basis
import GRDB

/// Where the events lie in time. Their times rise with their numbers, so they are found by halving, and no index of times has
/// to be written with each; only where a hub started or its clock was set can the next time be an earlier one.
enum EventTimes {
    /// The number of the newest event at `time` or before; 0 where all are later.
    static func last(through time: Instant, in db: Database) throws -> Int64 {
        var end = try EventTable.head(in: db).seq
        for start in try falls(in: db) + [1] {
            let seq = try last(through: time.milliseconds, from: start, to: end, in: db)
            if let seq { return seq }
            end = start - 1
        }
        return 0
    }

    /// The numbers of the events that are earlier than the one before, the newest first.
    static func falls(in db: Database) throws -> [Int64] {
        let rows = try db.rows(fallsQuery)
        return try Array(rows.map { $0[0] })
    }

    static let fallsQuery = """
        SELECT entry.seq
        FROM (SELECT seq, at FROM events WHERE kind IN ('started', 'clock') AND \(EventTable.isFoundByKind)) AS entry
            CROSS JOIN events AS before ON before.seq = entry.seq - 1
        WHERE entry.at < before.at ORDER BY entry.seq DESC
        """

    /// The last event through `time` among those from `start` to `end`, whose times do not fall; nil where there is none.
    private static func last(through time: Int64, from start: Int64, to end: Int64, in db: Database) throws -> Int64? {
        let select = try db.cachedStatement(sql: "SELECT at FROM events WHERE seq = ?")
        var (low, high) = (start, end + 1)
        while low < high {
            let middle = low + (high - low) / 2
            let at = try Int64.fetchOne(select, arguments: [middle])
            if let at, at <= time { low = middle + 1 } else { high = middle }
        }
        return low > start ? low - 1 : nil
    }
}

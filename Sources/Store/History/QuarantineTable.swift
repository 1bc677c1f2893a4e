import Basis
import Foundation
import GRDB
import Records

/// The newest messages that could not be read; the oldest go when there are too many, and are counted.
enum QuarantineTable {
    static let limit = 10_000

    static func insert(_ messages: [QuarantinedMessage], in db: Database) throws {
        if messages.isEmpty { return }
        let insert = try RowStatement(
            "INSERT INTO quarantine(at, topic, reason, detail, head, length) VALUES (?, ?, ?, ?, ?, ?)", in: db)
        for message in messages {
            try insert.run(
                message.at.milliseconds, message.topic, message.reason, message.detail, message.head,
                message.length)
        }
        try trim(in: db)
    }

    /// The newest first.
    static func newest(limit: Int, in db: Database) throws -> [QuarantinedMessage] {
        let rows = try StoredRow.fetchCursor(
            db, sql: "SELECT at, topic, reason, detail, head, length FROM quarantine ORDER BY id DESC LIMIT ?",
            arguments: [max(0, limit)])
        return try Array(
            rows.map { row in
                QuarantinedMessage(
                    at: Instant(milliseconds: row[0]), topic: row[1], reason: row[2], detail: row[3],
                    head: [UInt8](row[4] as Data),
                    length: row[5])
            })
    }

    /// Adds to the number of messages that were dropped to make room.
    static func countTrimmed(_ count: Int64, in db: Database) throws {
        try MetaTable.add(count, to: .quarantineTrimmed, in: db)
    }

    static func trimmed(in db: Database) throws -> TrimRow {
        let row = try StoredRow.fetchOne(db, sql: "SELECT count(*), min(at) FROM quarantine")
        let oldest: Int64? = row?[1]
        return TrimRow(
            what: "quarantine", kept: row?[0] ?? 0, oldest: oldest.map(Instant.init(milliseconds:)),
            trimmed: try MetaTable.value(.quarantineTrimmed, in: db) ?? 0)
    }

    private static func trim(in db: Database) throws {
        // Only the oldest are ever deleted, so the ids have no gaps.
        try db.cachedStatement(sql: "DELETE FROM quarantine WHERE id <= (SELECT max(id) FROM quarantine) - ?")
            .execute(arguments: [limit])
        try countTrimmed(Int64(db.changesCount), in: db)
    }
}

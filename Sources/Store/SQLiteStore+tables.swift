import Foundation
import GRDB

extension SQLiteStore {
    /// Makes the tables of the journal once more, in a file that is gone afterwards, and compares them.
    ///
    /// It takes as long as to make them anew. Entries are read in pages, so that a hub that writes at the same time can go on;
    /// only what is compared is of one moment. Memory grows with neither.
    ///
    /// - Parameter progress: called with the entries that are done, and all.
    /// - Throws: `damaged` when an entry cannot be read, or `unavailable`. Tables that differ are a report.
    package func verifyTables(
        progress: (_ done: Int64, _ all: Int64) -> Void = { _, _ in }
    ) throws(StoreError) -> TableReport {
        let all = try readJournal { try EventTable.head(in: $0).seq }
        let path = DatabaseFile.journal.attachingPath(in: folder)
        return try telling(journal.path) {
            // Without a name it is SQLite's own temporary file.
            let copy = try DatabaseQueue(path: "")
            try DatabaseFile.journal.migrator.migrate(copy)
            return try copy.writeWithoutTransaction { db in
                let expected = try DatabaseFile.guards(of: db)
                // So that entries are found where they are.
                try db.execute(sql: "DROP TABLE events")
                try db.execute(sql: "ATTACH DATABASE ? AS kept", arguments: [path])
                var seq: Int64 = 0
                while seq < all {
                    progress(seq, all)
                    var last: Int64?
                    try db.inTransaction(.deferred) {
                        last = try Self.apply(after: seq, in: db)
                        return .commit
                    }
                    guard let last else { break }
                    seq = last
                }
                var report = TableReport()
                try db.inTransaction(.deferred) {
                    while let last = try Self.apply(after: seq, in: db) { seq = last }
                    report = try Self.compareTables(in: db)
                    report.guards = DatabaseFile.wrongGuards(
                        try DatabaseFile.guards(of: db, "kept"), expected: expected)
                    return .commit
                }
                return report
            }
        }
    }

    private static func compareTables(in db: Database) throws -> TableReport {
        // `meta` is of the store, and not of its entries.
        let tables = try String.fetchAll(
            db,
            sql: """
                SELECT name FROM main.sqlite_master
                WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT IN ('grdb_migrations', 'meta') ORDER BY name
                """)
        return TableReport(differences: try tables.compactMap { try difference(of: $0, in: db) })
    }

    private static func difference(of table: String, in db: Database) throws -> TableReport.Difference? {
        // An interval's own number says nothing.
        let columns = try String.fetchAll(
            db, sql: "SELECT name FROM pragma_table_info(?) WHERE name <> 'id' ORDER BY cid", arguments: [table]
        ).map(\.quotedDatabaseIdentifier).joined(separator: ", ")
        func rows(_ schema: String, without other: String) -> String {
            "SELECT \(columns) FROM \(schema).\(table) EXCEPT SELECT \(columns) FROM \(other).\(table)"
        }
        func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: "SELECT count(*) FROM (\(sql))") ?? 0 }
        func first(_ sql: String) throws -> String? {
            try GRDB.Row.fetchOne(db, sql: sql + " LIMIT 1").map { row in
                String(row.map { "\($0) \(word($1))" }.joined(separator: ", ").prefix(300))
            }
        }
        let (missing, foreign) = (rows("main", without: "kept"), rows("kept", without: "main"))
        // Two rows that are equal are one in these.
        let twice = try count("SELECT 1 FROM kept.\(table)") - count("SELECT 1 FROM main.\(table)")
        let differing = max(try count(missing), try count(foreign), abs(twice))
        guard differing > 0 else { return nil }
        return TableReport.Difference(
            table: table, rows: differing, expected: try first(missing), found: try first(foreign))
    }

    private static func word(_ value: DatabaseValue) -> String {
        switch value.storage {
        case .null: "-"
        case .int64(let number): "\(number)"
        case .double(let number): "\(number)"
        case .string(let text): text
        case .blob(let bytes): "(\(bytes.count) bytes)"
        }
    }
}

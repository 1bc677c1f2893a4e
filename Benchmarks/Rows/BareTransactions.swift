import Basis
import Foundation
import GRDB
import Records
import Store
import TestSupport

/// SQLite alone, each transaction durable, for as much as a disk and its library allow.
struct BareTransactions {
    private let folder: TemporaryFolder
    private let one: DatabaseQueue
    private let command: DatabaseQueue

    init() throws {
        folder = try TemporaryFolder()
        one = try Self.open(folder.file("bare.sqlite"))
        try one.write { try $0.execute(sql: "CREATE TABLE rows(id INTEGER PRIMARY KEY, body BLOB)") }
        // The tables and indexes of a store, which is closed again.
        _ = try SQLiteStore(writing: folder.file("store"))
        command = try Self.open(folder.file("store") + "/journal.sqlite")
    }

    private static func open(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        }
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Transactions of one row a second.
    func perSecond(_ count: Int) throws -> Double {
        let body = Data(repeating: 7, count: 200)
        return try one.writeWithoutTransaction { db in
            let insert = try db.makeStatement(sql: "INSERT INTO rows(body) VALUES (?)")
            let seconds = try secondsEach(of: count, runs: 1) {
                for _ in 0..<count { try insert.execute(arguments: [body]) }
            }
            return 1 / seconds
        }
    }

    /// The same, of the rows that a booking is: two events, the command with its key and reply, the booking, the last number.
    func commandsPerSecond(_ count: Int) throws -> Double {
        let seconds = try secondsEach(of: count, runs: 1) {
            try command.writeWithoutTransaction { db in
                let event = try db.makeStatement(sql: "INSERT OR FAIL INTO events VALUES (?, ?, ?, ?, ?)")
                let command = try db.makeStatement(sql: "INSERT INTO commands VALUES (?, ?, 't1', ?, 'saved', ?)")
                let booking = try db.makeStatement(
                    sql: "INSERT INTO quantities VALUES (?, 'm1', ?, NULL, NULL, 1, 0, 'cold shut', ?, 't1', NULL)")
                let meta = try db.makeStatement(sql: "INSERT OR REPLACE INTO meta VALUES ('last_seq', ?)")
                var seq = try Int64.fetchOne(db, sql: "SELECT coalesce(max(seq), 0) FROM events") ?? 0
                for _ in 0..<count {
                    try db.inTransaction {
                        let key = CommandKey.new(at: .now).text
                        let hash = Data(repeating: 3, count: 32)
                        try event.execute(arguments: [seq + 1, seq, "command", Data(repeating: 7, count: 480), hash])
                        try event.execute(arguments: [seq + 2, seq, "quantity", Data(repeating: 7, count: 150), hash])
                        try command.execute(arguments: [seq + 1, key, hash, Data(repeating: 7, count: 150)])
                        try booking.execute(arguments: [seq + 2, seq, seq + 1])
                        try meta.execute(arguments: [seq + 2])
                        return .commit
                    }
                    seq += 2
                }
            }
        }
        return 1 / seconds
    }
}

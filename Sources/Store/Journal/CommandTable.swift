import Basis
import Foundation
import GRDB
import Records

/// Each command with its answer, so that one that comes again gets the same bytes; its key is there once.
enum CommandTable {
    static let schema = """
        CREATE TABLE commands(
            seq INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            terminal TEXT NOT NULL,
            digest BLOB NOT NULL,
            outcome TEXT NOT NULL CHECK (outcome IN ('saved', 'refused', 'conflict')),
            reply BLOB NOT NULL
        ) STRICT;
        """

    /// The same, its outcomes not in a list: of one of three SQLite makes a table each time that a row is checked.
    static let withoutList = """
        ALTER TABLE commands RENAME TO commands_with_list;
        CREATE TABLE commands(
            seq INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            terminal TEXT NOT NULL,
            digest BLOB NOT NULL,
            outcome TEXT NOT NULL CHECK (outcome = 'saved' OR outcome = 'refused' OR outcome = 'conflict'),
            reply BLOB NOT NULL
        ) STRICT;
        INSERT INTO commands SELECT * FROM commands_with_list;
        DROP TABLE commands_with_list;
        """

    static func insert(_ command: CommandRecorded, seq: Int64, reply: [UInt8], in db: Database) throws {
        let insert = try RowStatement(
            "INSERT INTO commands(seq, key, terminal, digest, outcome, reply) VALUES (?, ?, ?, ?, ?, ?)", in: db)
        let envelope = command.envelope
        try insert.run(
            seq, envelope.key, envelope.terminal, try digest(of: envelope.bytes), command.outcome.rawValue, reply)
    }

    static func digest(of bytes: [UInt8]) throws(StoreError) -> [UInt8] {
        guard let digest = Digest.sha256(bytes) else { throw StoreError.noDigest }
        return digest
    }

    /// nil where no command of that key was decided.
    static func command(_ key: String, in db: Database) throws -> StoredCommand? {
        let select = try db.cachedStatement(
            sql: "SELECT seq, key, terminal, digest, outcome, reply FROM commands WHERE key = ?")
        return try StoredRow.fetchOne(select, arguments: [key]).map(command)
    }

    static func keys(in db: Database) throws -> Set<CommandKey> {
        let rows = try String.fetchCursor(db, sql: "SELECT key FROM commands")
        var keys: Set<CommandKey> = []
        while let text = try rows.next() {
            if let key = CommandKey(text) { keys.insert(key) }
        }
        return keys
    }

    static func clear(in db: Database) throws { try db.execute(sql: "DELETE FROM commands") }

    private static func command(_ row: StoredRow) throws -> StoredCommand {
        let word: String = row["outcome"]
        guard let outcome = CommandReply.Outcome(rawValue: word) else {
            throw StoreError(.damaged, "a command has the unknown outcome \(word); run floortui audit --rebuild.")
        }
        return StoredCommand(
            seq: row["seq"], key: row["key"], terminal: row["terminal"], digest: [UInt8](row["digest"] as Data),
            outcome: outcome, reply: [UInt8](row["reply"] as Data))
    }
}

import Basis
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// Values that are handed to SQLite as they lie in memory.
struct RowStatementTests {
    private let queue: DatabaseQueue

    init() throws {
        queue = try DatabaseQueue()
        try queue.write { db in
            try db.execute(
                sql: "CREATE TABLE t(i INTEGER, b INTEGER, d REAL, s TEXT, x BLOB CHECK (length(x) < 9)) STRICT")
        }
    }

    private func written(_ text: String?, _ bytes: [UInt8]?) throws -> GRDB.Row? {
        try queue.write { db in
            let insert = try RowStatement("INSERT INTO t VALUES (?, ?, ?, ?, ?)", in: db)
            try insert.run(Int64.min, true, -0.5, text, bytes)
            return try GRDB.Row.fetchOne(db, sql: "SELECT i, b, d, s, x, typeof(s), typeof(x) FROM t")
        }
    }

    @Test(
        "each value reads back as it was, an empty one too, and is not NULL",
        arguments: ["", "é 模具 \"'", "a long text, no small string"])
    func values(text: String) throws {
        let row = try #require(try written(text, Array(text.utf8.prefix(8))))
        #expect(row[0] == Int64.min && row[1] == true && row[2] == -0.5 && row[3] == text)
        #expect(row[4] == Data(text.utf8.prefix(8)) && row[5] == "text" && row[6] == "blob")
    }

    @Test("nil is NULL")
    func none() throws {
        let row = try #require(try written(nil, nil))
        #expect(row[5] == "null" && row[6] == "null")
    }

    @Test("what the table refuses is told with its words, leaves nothing, and the next row is written")
    func refused() throws {
        #expect {
            _ = try written("a", [UInt8](repeating: 1, count: 9))
        } throws: { error in
            let error = error as? DatabaseError
            return error?.resultCode == .SQLITE_CONSTRAINT && error?.message?.contains("CHECK") == true
        }
        #expect(try written("b", [1])?[3] == "b")
    }
}

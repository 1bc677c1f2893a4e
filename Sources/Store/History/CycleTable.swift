import Basis
import Foundation
import GRDB
import Records
import Shopfloor

/// The cycles of all machines, each once; the oldest go when their time is over, and are counted.
enum CycleTable {
    /// Inserts those that are not there yet: after a failure nobody knows whether a commit took place.
    static func insert(_ rows: [CycleRow], days: Int, in db: Database) throws {
        guard let newest = rows.map(\.at).max() else { return }
        let insert = try RowStatement(
            """
            INSERT OR IGNORE INTO cycles(id, machine, at, ms, owner, ordered, number, columns, data, came)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, in: db)
        var names = NameTable()
        for row in rows {
            try insert.run(
                row.number, names.id(of: row.machine, in: db), row.at.milliseconds, row.milliseconds,
                row.owner.map { try names.id(of: $0, in: db) }, row.order.map { try names.id(of: $0, in: db) },
                row.cycles == 1 ? nil : row.cycles, names.id(of: row.tags, in: db),
                CycleCoding.encode(row.kind, row.values, out: row.out),
                row.came?.milliseconds)
        }
        try trim(before: newest - .seconds(86_400 * days), atMost: rows.count * 2 + 10, in: db)
    }

    static func recount(_ rows: [CycleRecount], in db: Database) throws {
        if rows.isEmpty { return }
        let data = try db.cachedStatement(sql: "SELECT data FROM cycles WHERE id = ?")
        let insert = try RowStatement(
            """
            INSERT OR IGNORE INTO cycles(id, machine, at, ms, owner, ordered, number, columns, data, came)
            SELECT ?, machine, ?, ms, owner, ordered, ?, columns, ?, ? FROM cycles WHERE id = ?
            """, in: db)
        let replace = try RowStatement("UPDATE cycles SET replaced = ? WHERE id = ?", in: db)
        for row in rows {
            let came = row.came.milliseconds
            if let next = row.successor, let told = try Data.fetchOne(data, arguments: [row.replaced]) {
                let data = CycleCoding.telling(next.kind, in: [UInt8](told))
                let cycles = next.cycles == 1 ? nil : next.cycles
                try insert.run(next.number, next.at.milliseconds, cycles, data, came, row.replaced)
            }
            try replace.run(came, row.replaced)
        }
    }

    static func lastNumber(in db: Database) throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT max(id) FROM cycles") ?? 0
    }

    static func rows(
        machine: String?, window: Interval?, offset: Int, limit: Int, in db: Database
    ) throws -> [CycleRow] {
        var rows: [CycleRow] = []
        try each(machine: machine, window: window, offset: offset, limit: limit, in: db) { rows.append($0) }
        return rows
    }

    /// Hands the rows on one by one; their memory is that of one.
    static func each(
        machine: String?, window: Interval?, offset: Int = 0, limit: Int = -1, in db: Database,
        _ body: (CycleRow) throws -> Void
    ) throws {
        let filter = machine == nil ? "" : "c.machine = (SELECT id FROM names WHERE name = :machine) AND"
        let sql = """
            SELECT c.id, m.name, c.at, c.ms, o.name, r.name, c.number, c.columns, c.data FROM cycles c
            JOIN names m ON m.id = c.machine LEFT JOIN names o ON o.id = c.owner LEFT JOIN names r ON r.id = c.ordered
            WHERE \(filter) c.at >= :from AND c.at < :to AND c.replaced IS NULL
            ORDER BY \(machine == nil ? "c.id" : "c.at, c.id") LIMIT :limit OFFSET :offset
            """
        let (from, to) = (window?.from.milliseconds ?? .min, window?.to.milliseconds ?? .max)
        var arguments: StatementArguments = ["from": from, "to": to, "limit": limit, "offset": offset]
        if let machine { arguments += ["machine": machine] }
        var columns: [Int64: [String]] = [:]
        let cursor = try db.rows(sql, arguments)
        while let stored = try cursor.next() {
            let id: Int64 = stored[7]
            if columns[id] == nil { columns[id] = try NameTable.tags(id, in: db) }
            if let row = row(stored, tags: columns[id] ?? []) { try body(row) }
        }
    }

    /// By owner, of those of a machine in `window`, by the source's time; nil: the machine itself.
    ///
    /// - Parameter asOf: what was told by then.
    static func counts(
        machine: String, window: Interval, asOf: AsOf, in db: Database
    ) throws -> [String?: CycleCount] {
        let known: Int64 = if case .at(let time) = asOf { time.milliseconds } else { .max }
        let rows = try db.rows(
            """
            SELECT o.name, substr(c.data, 1, 1), sum(coalesce(c.number, 1))
            FROM names m JOIN cycles c ON c.machine = m.id LEFT JOIN names o ON o.id = c.owner
            WHERE m.name = :machine AND c.at >= :from AND c.at < :to
                AND coalesce(c.came <= :known, true) AND coalesce(c.replaced > :known, true)
            GROUP BY c.owner, substr(c.data, 1, 1)
            """,
            [
                "machine": machine, "from": window.from.milliseconds, "to": window.to.milliseconds, "known": known,
            ])
        var counts: [String?: CycleCount] = [:]
        while let row = try rows.next() {
            guard let head = (row[1] as Data).first, let kind = CycleCoding.kind(of: head) else { continue }
            counts[row[0], default: CycleCount()].add(row[2], kind)
        }
        return counts
    }

    /// nil for a row that cannot be read.
    private static func row(_ stored: StoredRow, tags: [String]) -> CycleRow? {
        guard let data = CycleCoding.decode([UInt8](stored[8] as Data), count: tags.count) else { return nil }
        var row = CycleRow(number: stored[0], machine: stored[1], at: Instant(milliseconds: stored[2]))
        row.milliseconds = stored[3]
        row.owner = (stored[4] as String?).flatMap { $0 == CountRow.unknownOwner ? nil : $0 }
        row.order = stored[5]
        row.cycles = stored[6] ?? 1
        row.tags = tags
        (row.kind, row.values, row.out) = data
        return row
    }

    /// The oldest first, a few at a time: nothing waits for a year that goes at once.
    private static func trim(before limit: Instant, atMost count: Int, in db: Database) throws {
        try db.cachedStatement(
            sql: "DELETE FROM cycles WHERE id IN (SELECT id FROM cycles ORDER BY id LIMIT ?) AND at < ?"
        ).execute(arguments: [count, limit.milliseconds])
        try MetaTable.add(Int64(db.changesCount), to: .cyclesTrimmed, in: db)
    }

    static func trimmed(in db: Database) throws -> TrimRow {
        // Counted by the index, which is a tenth of the table; the oldest has the smallest number.
        let row = try StoredRow.fetchOne(
            db,
            sql: """
                SELECT (SELECT count(*) FROM cycles WHERE replaced IS NULL), (SELECT at FROM cycles ORDER BY id LIMIT 1)
                """)
        let oldest: Int64? = row?[1]
        return TrimRow(
            what: "cycles", kept: row?[0] ?? 0, oldest: oldest.map(Instant.init(milliseconds:)),
            trimmed: try MetaTable.value(.cyclesTrimmed, in: db) ?? 0)
    }
}

/// Short numbers for the names that stand in many rows; asked for once a batch.
private struct NameTable {
    private var names: [String: Int64] = [:]
    private var columns: [[String]: Int64] = [:]

    mutating func id(of name: String, in db: Database) throws -> Int64 {
        if let id = names[name] { return id }
        let id = try Self.id("names", "name", name, in: db)
        names[name] = id
        return id
    }

    mutating func id(of tags: [String], in db: Database) throws -> Int64 {
        if let id = columns[tags] { return id }
        var json = JSONWriter()
        json.array { json in for tag in tags { json.value(tag) } }
        let id = try Self.id("cycle_columns", "tags", json.text, in: db)
        columns[tags] = id
        return id
    }

    /// The tags of a row's values.
    static func tags(_ id: Int64, in db: Database) throws -> [String] {
        let tape = JSONTape()
        guard let text = try String.fetchOne(db, sql: "SELECT tags FROM cycle_columns WHERE id = ?", arguments: [id]),
            let node = try? tape.read(Array(text.utf8))
        else { return [] }
        return node.elements.compactMap(\.string)
    }

    private static func id(_ table: String, _ column: String, _ text: String, in db: Database) throws -> Int64 {
        let select = try db.cachedStatement(sql: "SELECT id FROM \(table) WHERE \(column) = ?")
        if let id = try Int64.fetchOne(select, arguments: [text]) { return id }
        try RowStatement("INSERT INTO \(table)(\(column)) VALUES (?)", in: db).run(text)
        return db.lastInsertedRowID
    }
}

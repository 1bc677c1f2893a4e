import Basis
import Foundation
import GRDB
import Records
import Shopfloor

/// A row of `events` as it is stored, its body not yet read.
struct StoredEvent {
    var seq: Int64
    var at: Int64
    var kind: String
    var body: [UInt8]
    var hash: [UInt8]

    init(_ row: StoredRow) {
        seq = row[0]
        at = row[1]
        kind = row[2]
        body = [UInt8](row[3] as Data)
        hash = [UInt8](row[4] as Data)
    }

    /// - Throws: as `event`.
    func entry() throws(StoreError) -> JournalEntry {
        JournalEntry(
            seq: seq, at: Instant(milliseconds: at), event: try event(),
            isClockSuspect: EventCoding.isClockSuspect(body), body: body)
    }

    /// - Throws: `damaged` when the body does not say what its kind should.
    func event() throws(StoreError) -> Event {
        do { return try EventCoding.decode(kind: kind, body: body) } catch {
            throw StoreError(.damaged, "journal entry \(seq) (\(kind)) cannot be read: \(error). Restore a backup.")
        }
    }
}

/// The chained events: appended, read, never changed.
enum EventTable {
    /// The last entry's seq and hash; 0 and the start of the chain for an empty journal.
    static func head(in db: Database) throws -> (seq: Int64, hash: [UInt8]) {
        let row = try db.row("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1")
        return row.map { ($0[0], [UInt8]($0[1] as Data)) } ?? (0, ChainHash.start)
    }

    /// Appends the entries that are not there yet and returns those.
    ///
    /// Entries that are there already, byte for byte, are passed over: after a failure nobody knows whether a commit
    /// took place, and so it can be tried again.
    static func append(_ entries: [JournalEntry], in db: Database) throws -> ArraySlice<JournalEntry> {
        var (seq, hash) = try head(in: db)
        let present = entries.prefix { $0.seq <= seq }
        for entry in present { try requireSame(entry, in: db) }
        // FAIL, since an INSERT that can be taken back by itself keeps a copy of each page before it.
        let insert = try RowStatement(
            "INSERT OR FAIL INTO events(seq, at, kind, body, hash) VALUES (?, ?, ?, ?, ?)", in: db)
        let added = entries[present.endIndex...]
        for entry in added {
            guard entry.seq == seq + 1 else {
                throw StoreError(.chainBroken, "journal entry \(entry.seq) does not follow on \(seq); restart the hub.")
            }
            let at = entry.at.milliseconds
            let kind = entry.event.kind.rawValue
            hash = try ChainHash.next(after: hash, seq: entry.seq, at: at, kind: kind, body: entry.body)
            try insert.run(entry.seq, at, kind, entry.body, hash)
            seq = entry.seq
        }
        return added
    }

    /// Up to `limit` events after `seq`, in order.
    static func page(after seq: Int64, limit: Int, in db: Database) throws -> [StoredEvent] {
        let rows = try db.rows(
            "SELECT \(columns) FROM events WHERE seq > ? ORDER BY seq LIMIT ?", [seq, limit])
        return try Array(rows.map(StoredEvent.init))
    }

    private static let columns = "seq, at, kind, body, hash"

    /// Kinds whose entries each have a row of the same number in a table of their own, by which they are found.
    private static let ownTables: [EventKind: String] = [
        .command: "commands", .quantity: "quantities", .stop: "stop_edits",
    ]

    /// Whether the index of kinds has an entry. SQLite takes that index only for a question that says these words, as the
    /// migration does that made it.
    static let isFoundByKind = ownTables.keys.map(\.rawValue).sorted().map { "kind <> '\($0)'" }
        .joined(separator: " AND ")

    /// Where the entries of a kind are found; the kind is the first argument.
    static func ofKind(_ kind: String) -> String {
        guard let own = EventKind(rawValue: kind).flatMap({ ownTables[$0] }) else {
            return "events WHERE kind = ? AND \(isFoundByKind)"
        }
        return "(SELECT seq FROM \(own)) CROSS JOIN events USING (seq) WHERE kind = ?"
    }

    /// The newest first.
    static func entries(_ wanted: EntriesWanted, through seq: Int64, in db: Database) throws -> [StoredEvent] {
        var first: Int64 = 0
        var last = min(seq, (wanted.before ?? .max) - 1)
        // Those of a time long ago are else looked for from the newest on.
        if wanted.from ?? wanted.to != nil, try EventTimes.falls(in: db).isEmpty {
            first = try wanted.from.map { try EventTimes.last(through: $0 - .milliseconds(1), in: db) + 1 } ?? 0
            last = min(last, try wanted.to.map { try EventTimes.last(through: $0, in: db) } ?? .max)
        }
        // One bound for each side: of more SQLite takes the first, not the narrowest.
        var sql = "SELECT \(columns) FROM \(wanted.kind.map(ofKind) ?? "events WHERE true") AND seq >= ? AND seq <= ?"
        var arguments: StatementArguments = wanted.kind.map { [$0] } ?? []
        arguments += [first, last]
        func add(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
            guard let value else { return }
            sql += " AND \(condition)"
            arguments += [value]
        }
        add("at >= ?", wanted.from?.milliseconds)
        add("at <= ?", wanted.to?.milliseconds)
        if let machine = wanted.machine {
            // As `EventCoding` writes the members; cheaper than reading each body.
            let objects = commandObjects(of: machine)
            let ofCommand = objects.map { _ in "instr(body, ?) > 0" }.joined(separator: " OR ")
            sql += " AND (instr(body, ?) > 0 OR kind = 'command' AND (\(ofCommand)))"
            arguments += StatementArguments([machineMember(machine)] + objects)
        }
        arguments += [wanted.limit]
        let rows = try StoredRow.fetchCursor(db, sql: sql + " ORDER BY seq DESC LIMIT ?", arguments: arguments)
        return try Array(rows.map(StoredEvent.init))
    }

    private static func machineMember(_ machine: String) -> Data { member("machine", machine) }

    /// How the ids begin of what commands are about at a machine: itself, its stops, its alarms.
    private static func commandObjects(of machine: String) -> [Data] {
        let stops = member("id", machine + "@").dropLast()
        let alarms = member("id", TopicID.escape(machine) + "/").dropLast()
        return [member("id", machine), stops, alarms]
    }

    private static func member(_ name: String, _ value: String) -> Data {
        var json = JSONWriter()
        json.object { $0.member(name, value) }
        return Data(json.bytes.dropFirst().dropLast())
    }

    /// Hands each entry of a kind up to `seq`, oldest first, to `body`.
    static func eachEntry(
        _ kind: String, through seq: Int64, in db: Database, _ body: (JournalEntry) throws -> Void
    ) throws {
        let rows = try StoredRow.fetchCursor(
            db, sql: "SELECT \(columns) FROM \(ofKind(kind)) AND seq <= ? ORDER BY seq",
            arguments: [kind, seq])
        while let row = try rows.next() { try body(StoredEvent(row).entry()) }
    }

    /// The same, of those since a time; for kinds of which there are few, since it reads all of them.
    static func eachEntry(
        _ kind: String, since: Instant, through seq: Int64, in db: Database, _ body: (JournalEntry) throws -> Void
    ) throws {
        let rows = try db.rows(
            "SELECT \(columns) FROM \(ofKind(kind)) AND at >= ? AND seq <= ? ORDER BY seq",
            [kind, since.milliseconds, seq])
        while let row = try rows.next() { try body(StoredEvent(row).entry()) }
    }

    /// The same, of those whose body has this text, as `EventCoding` writes it.
    static func eachEntry(
        _ kind: String, having text: String, in db: Database, _ body: (JournalEntry) throws -> Void
    ) throws {
        let rows = try db.rows(
            "SELECT \(columns) FROM \(ofKind(kind)) AND instr(body, ?) > 0 ORDER BY seq",
            [kind, Data(text.utf8)])
        while let row = try rows.next() { try body(StoredEvent(row).entry()) }
    }

    /// Hands each event of a kind up to `seq`, oldest first, to `body`.
    static func each(_ kind: String, through seq: Int64, in db: Database, _ body: (Event) throws -> Void) throws {
        try eachEntry(kind, through: seq, in: db) { try body($0.event) }
    }

    /// The events whose numbers a question tells, one a row, in the order of some of its columns; rows without one have none.
    static func events(
        of question: String, _ arguments: StatementArguments, orderedBy columns: String, in db: Database
    ) throws -> [Event] {
        // Each event is looked for by its number, not each number among all events.
        let sql = """
            SELECT \(Self.columns) FROM (\(question)) CROSS JOIN events USING (seq) ORDER BY \(columns)
            """
        return try Array(db.rows(sql, arguments).map { try StoredEvent($0).event() })
    }

    /// Kinds that are looked for by time, each with an index of its own.
    enum TimedKind: String {
        case alarm, produced
    }

    /// The same, of those since a time.
    ///
    /// - Parameter machine: nil: of all.
    static func each(
        _ kind: TimedKind, machine: String? = nil, since: Instant, through seq: Int64, in db: Database,
        _ body: (Event) throws -> Void
    ) throws {
        // By the index of that kind and no other: that of all kinds has them in this order already, but all of them.
        let sql = """
            SELECT \(columns) FROM events INDEXED BY events_\(kind.rawValue)
            WHERE kind = '\(kind.rawValue)' AND at >= :since AND seq <= :seq
                AND (:machine IS NULL OR instr(body, :machine) > 0) ORDER BY seq
            """
        let member = machine.map(Self.machineMember)
        let rows = try db.rows(sql, ["since": since.milliseconds, "seq": seq, "machine": member])
        while let row = try rows.next() { try body(StoredEvent(row).event()) }
    }

    /// The newest event of a kind up to `seq`.
    static func newest(_ kind: String, through seq: Int64, in db: Database) throws -> Event? {
        let sql = "SELECT \(columns) FROM \(ofKind(kind)) AND seq <= ? ORDER BY seq DESC LIMIT 1"
        return try db.row(sql, [kind, seq]).map { try StoredEvent($0).event() }
    }

    /// The newest `limit` events of a kind, oldest first.
    static func newest(_ kind: String, limit: Int, in db: Database) throws -> [Event] {
        let sql = "SELECT \(columns) FROM \(ofKind(kind)) ORDER BY seq DESC LIMIT ?"
        let rows = try StoredRow.fetchCursor(db, sql: sql, arguments: [kind, limit])
        return try Array(rows.map { try StoredEvent($0).event() }).reversed()
    }

    /// The entries of a kind up to `seq`, oldest first.
    static func entries(_ kind: String, through seq: Int64, in db: Database) throws -> [JournalEntry] {
        var entries: [JournalEntry] = []
        try eachEntry(kind, through: seq, in: db) { entries.append($0) }
        return entries
    }

    /// The first event of a kind.
    static func first(_ kind: String, in db: Database) throws -> Event? {
        let sql = "SELECT \(columns) FROM \(ofKind(kind)) ORDER BY seq LIMIT 1"
        return try db.row(sql, [kind]).map { try StoredEvent($0).event() }
    }

    /// The largest seq that `asOf` knows of; a bound above all for `now`.
    static func lastSeq(asOf: AsOf, in db: Database) throws -> Int64 {
        switch asOf {
        case .now: .max
        case .at(let instant): try EventTimes.last(through: instant, in: db)
        }
    }

    /// The time of the newest event; one before it may have a later, where the hub's clock was set back.
    static func newestTime(in db: Database) throws -> Instant? {
        try db.row("SELECT at FROM events ORDER BY seq DESC LIMIT 1").map { Instant(milliseconds: $0[0]) }
    }

    private static func requireSame(_ entry: JournalEntry, in db: Database) throws {
        let stored = try page(after: entry.seq - 1, limit: 1, in: db).first
        guard let stored, stored.seq == entry.seq, stored.at == entry.at.milliseconds,
            stored.kind == entry.event.kind.rawValue,
            stored.body == entry.body
        else {
            throw StoreError(
                .chainBroken, "journal entry \(entry.seq) is there already and says something else; restart the hub.")
        }
    }
}

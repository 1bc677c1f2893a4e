import Basis
import Foundation
import GRDB
import Records

/// The tables of `outbox.sqlite`.
enum OutboxTable {
    private static let columns = "seq, key, kind, object, bytes, entered, state, reply, settled, terminal, site"

    /// Returns the command where one was queued that was not there.
    static func apply(_ change: OutboxChange, in db: Database) throws -> CommandSender.Waiting? {
        switch change {
        case .draft(let draft): try set(draft, in: db)
        case .adopt(let draft):
            let isThere = "SELECT 1 FROM outbox WHERE key = ?1 UNION ALL SELECT 1 FROM drafts WHERE key = ?1"
            if try Row.fetchOne(db.cachedStatement(sql: isThere), arguments: [draft.key]) == nil {
                try set(draft, in: db)
            }
        case .dropDraft(let key): try run("DELETE FROM drafts WHERE key = ?", [key], in: db)
        case .queue(let entry): return try queue(entry, in: db)
        case .settle(let key, let state, let reply, let at):
            try run(
                "UPDATE outbox SET state = ?, reply = ?, settled = ? WHERE key = ? AND state = 'queued'",
                [state.rawValue, Data(reply), at.milliseconds, key], in: db)
        case .disagree(let key, let decision, let reply, let at):
            try run(
                "UPDATE outbox SET reply = ?, settled = ? WHERE key = ? AND state = 'conflict'",
                [Data(reply), at.milliseconds, key], in: db)
            guard db.changesCount == 1 else {
                return try apply(.settle(key: decision, .conflict, reply: reply, at: at), in: db)
            }
            return try apply(.forget(key: decision), in: db)
        case .decided(let key, let at):
            try run(
                "UPDATE outbox SET state = 'saved', settled = ? WHERE key = ? AND state = 'conflict'",
                [at.milliseconds, key], in: db)
        case .remove(let key): try run("DELETE FROM outbox WHERE key = ? AND state <> 'queued'", [key], in: db)
        case .forget(let key): try run("DELETE FROM outbox WHERE key = ?", [key], in: db)
        case .claim(let key, let site):
            try run("UPDATE outbox SET site = ? WHERE key = ? AND site IS NULL", [site, key], in: db)
            guard db.changesCount == 1 else { return nil }
            return try waiting("AND key = ?", [key], in: db).first
        case .trim(let before, let most):
            try run("DELETE FROM outbox WHERE state = 'saved' AND settled < ?", [before.milliseconds], in: db)
            try run(
                """
                DELETE FROM outbox WHERE state = 'saved' AND seq <= (
                    SELECT seq FROM outbox WHERE state = 'saved' ORDER BY seq DESC LIMIT 1 OFFSET ?)
                """, [most], in: db)
        }
        return nil
    }

    private static func run(_ sql: String, _ arguments: StatementArguments, in db: Database) throws {
        try db.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    private static func queue(_ entry: OutboxEntry, in db: Database) throws -> CommandSender.Waiting? {
        try run(
            """
            INSERT INTO outbox(key, kind, object, bytes, entered, state, reply, settled, terminal, site)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(key) DO NOTHING
            """,
            [
                entry.key, entry.kind, entry.object, Data(entry.bytes), entry.entered.milliseconds,
                entry.state.rawValue, entry.reply.map { Data($0) }, entry.settled?.milliseconds,
                entry.terminal, entry.site,
            ], in: db)
        let isNew = db.changesCount == 1
        let seq = db.lastInsertedRowID
        // Another command has the key: what was typed stays a draft, so that nothing of it is lost.
        let taken = "DELETE FROM drafts WHERE key = ?1 AND EXISTS (SELECT 1 FROM outbox WHERE key = ?1 AND bytes = ?2)"
        try run(taken, [entry.key, Data(entry.bytes)], in: db)
        guard isNew, entry.state == .queued else { return nil }
        return CommandSender.Waiting(
            seq: seq, key: entry.key, object: entry.object, site: entry.site)
    }

    // MARK: Drafts

    private static func set(_ draft: OutboxDraft, in db: Database) throws {
        var json = JSONWriter()
        json.array { json in
            for field in draft.fields {
                json.array { json in
                    json.value(field.name)
                    json.value(field.text)
                    json.value(field.present)
                }
            }
        }
        try run(
            """
            INSERT OR REPLACE INTO drafts(key, kind, object, base, fields, changed, terminal, site)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                draft.key, draft.kind, draft.object, draft.base, Data(json.bytes), draft.changed.milliseconds,
                draft.terminal, draft.site,
            ], in: db)
    }

    /// What another outbox takes over that is on this site.
    static func drafts(for site: String, in db: Database) throws -> [OutboxDraft] {
        try drafts("WHERE site IS NULL OR site = ?", [site], limit: .max, in: db)
    }

    private static func drafts(
        _ condition: String, _ arguments: StatementArguments, limit: Int, in db: Database
    ) throws -> [OutboxDraft] {
        let tape = JSONTape()
        let rows = try StoredRow.fetchAll(
            db,
            sql: """
                SELECT key, kind, object, base, fields, changed, terminal, site FROM drafts \(condition)
                ORDER BY changed DESC, key LIMIT ?
                """,
            arguments: arguments + StatementArguments([limit]))
        return rows.map { row in
            let fields = (try? tape.read([UInt8](row[4] as Data)))?.elements.compactMap { field in
                field[0]?.string.map {
                    OutboxDraft.Field($0, field[1]?.string ?? "", present: field[2]?.string ?? "")
                }
            }
            return OutboxDraft(
                key: row[0], kind: row[1], object: row[2], base: row[3], fields: fields ?? [],
                changed: Instant(milliseconds: row[5]), terminal: row[6], site: row[7])
        }
    }

    // MARK: Reading

    static func waiting(
        _ condition: String = "", _ arguments: StatementArguments = [], in db: Database
    ) throws -> [CommandSender.Waiting] {
        let rows = try StoredRow.fetchCursor(
            db, sql: "SELECT seq, key, object, site FROM outbox WHERE state = 'queued' \(condition) ORDER BY seq",
            arguments: arguments)
        return try rows.map { CommandSender.Waiting(seq: $0[0], key: $0[1], object: $0[2], site: $0[3]) }
            .reduce(into: []) { $0.append($1) }
    }

    static func entries(_ seqs: [Int64], in db: Database) throws -> [OutboxEntry] {
        let select = try db.cachedStatement(sql: "SELECT \(columns) FROM outbox WHERE seq = ?")
        return try seqs.compactMap { seq in try StoredRow.fetchOne(select, arguments: [seq]).map(entry) }
    }

    /// What another outbox takes over that is on this site, in pieces.
    static func page(after seq: Int64, limit: Int, for site: String, in db: Database) throws -> [OutboxEntry] {
        try StoredRow.fetchAll(
            db,
            sql: "SELECT \(columns) FROM outbox WHERE seq > ? AND (site IS NULL OR site = ?) ORDER BY seq LIMIT ?",
            arguments: [seq, site, limit]
        ).map(entry)
    }

    static func contents(limit: Int, of site: String?, in db: Database) throws -> OutboxContents {
        var contents = OutboxContents()
        contents.site = site
        try count(into: &contents, in: db)
        let own: (condition: String, arguments: StatementArguments) = site == nil ? ("", []) : ("site = ?", [site])
        for state in [OutboxEntry.State.conflict, .refused, .queued, .saved] {
            contents.entries += try entries(state, own.condition, own.arguments, limit: limit, in: db)
            if state == .queued { contents.entries += try decisions(after: contents.entries, own, limit, in: db) }
        }
        let condition = own.condition.isEmpty ? "" : "WHERE \(own.condition)"
        contents.drafts = try drafts(condition, own.arguments, limit: limit, in: db)
        guard !contents.elsewhere.sites.isEmpty else { return contents }
        for state in [OutboxEntry.State.conflict, .refused, .queued] {
            contents.elsewhere.entries += try entries(state, "site IS NOT ?", [site], limit: limit, in: db)
        }
        contents.elsewhere.drafts = try drafts("WHERE site IS NOT ?", [site], limit: limit, in: db)
        return contents
    }

    /// Decisions that wait behind the last of `shown`: that a conflict is decided is known however many wait before.
    private static func decisions(
        after shown: [OutboxEntry], _ own: (condition: String, arguments: StatementArguments), _ limit: Int,
        in db: Database
    ) throws -> [OutboxEntry] {
        guard let last = shown.last, last.state == .queued else { return [] }
        let condition = [own.condition, "kind = ?", "seq > ?"].filter { !$0.isEmpty }.joined(separator: " AND ")
        let arguments = own.arguments + [ConflictResolution.form.kind, last.seq]
        return try entries(.queued, condition, arguments, limit: limit, in: db)
    }

    private static func entries(
        _ state: OutboxEntry.State, _ condition: String, _ arguments: StatementArguments, limit: Int, in db: Database
    ) throws -> [OutboxEntry] {
        let (also, order) = (condition.isEmpty ? "" : "AND \(condition)", state == .saved ? "DESC" : "ASC")
        return try StoredRow.fetchAll(
            db, sql: "SELECT \(columns) FROM outbox WHERE state = ? \(also) ORDER BY seq \(order) LIMIT ?",
            arguments: StatementArguments([state.rawValue]) + arguments + StatementArguments([limit])
        ).map(entry)
    }

    /// How much there is of each site.
    private static func count(into contents: inout OutboxContents, in db: Database) throws {
        var others: [String?: OutboxContents.Site] = [:]
        func isOwn(_ site: String?) -> Bool { contents.site == nil || site == contents.site }
        for row in try StoredRow.fetchAll(db, sql: "SELECT state, site, count(*) FROM outbox GROUP BY state, site") {
            let (site, count): (String?, Int) = (row[1], row[2])
            guard let state = OutboxEntry.State(rawValue: row[0]) else { continue }
            if isOwn(site) {
                contents.counts[state, default: 0] += count
            } else if state != .saved {
                others[site, default: OutboxContents.Site(name: site)].counts[state] = count
            }
        }
        for row in try StoredRow.fetchAll(db, sql: "SELECT site, count(*) FROM drafts GROUP BY site") {
            let site: String? = row[0]
            if !isOwn(site) { others[site, default: OutboxContents.Site(name: site)].drafts = row[1] }
        }
        contents.elsewhere.sites = others.values.sorted { $0.name ?? "" < $1.name ?? "" }
    }

    private static func entry(_ row: StoredRow) -> OutboxEntry {
        OutboxEntry(
            seq: row[0], key: row[1], kind: row[2], object: row[3], bytes: [UInt8](row[4] as Data),
            entered: Instant(milliseconds: row[5]), state: OutboxEntry.State(rawValue: row[6]) ?? .queued,
            reply: (row[7] as Data?).map { [UInt8]($0) },
            settled: (row[8] as Int64?).map { Instant(milliseconds: $0) }, terminal: row[9], site: row[10])
    }
}

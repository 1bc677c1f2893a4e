import Basis
import Records
import Store

/// The journal's entries as rows, the newest first.
extension QueryAnswer {
    /// Entries that are read at once, however many there are.
    private static let batch = 500

    /// A page of entries. The cursor is the number of its newest one, so that what is written meanwhile moves none.
    func entries(_ query: Query, cursor: Int, seq: Int64) throws(StoreError) -> Page {
        var wanted = wanted(query)
        if cursor > 0 { wanted.before = Int64(cursor) + 1 }
        let entries = try store.entries(wanted)
        var page = Page(seq: seq, some: entries.map(Self.row), cursor: 0)
        if page.rows.count < entries.count {
            page.next = Int(entries[page.rows.count].seq)
        } else if entries.count == wanted.limit, let last = entries.last, last.seq > 1 {
            page.next = Int(last.seq - 1)
        }
        return page
    }

    /// All of them, or as many as are asked for.
    func entries(_ query: Query) throws(StoreError) -> [Row] {
        var wanted = wanted(query)
        var rows: [Row] = []
        let limit = query.limit ?? .max
        while rows.count < limit {
            wanted.limit = min(Self.batch, limit - rows.count)
            let entries = try store.entries(wanted)
            rows += entries.map(Self.row)
            guard entries.count == wanted.limit, let last = entries.last else { break }
            wanted.before = last.seq
        }
        return rows
    }

    private func wanted(_ query: Query) -> EntriesWanted {
        var wanted = EntriesWanted(limit: Self.batch)
        wanted.kind = query.kind
        wanted.machine = query.machine
        wanted.from = query.from
        wanted.to = query.to
        wanted.asOf = query.asOf
        return wanted
    }

    private static func row(_ entry: WrittenEntry) -> Row {
        let body = body(entry)
        var row = Row()
        row.add("seq", entry.seq)
        row.add("at", entry.at)
        row.add("kind", entry.kind)
        let node = try? JSONTape().read(body)
        row.add("machine", node?["machine"]?.string)
        row.add("by", node?["by"]?.string ?? node?["terminal"]?.string)
        row.add("command", node?["command"]?.asInt64)
        row.add("body", .json(body))
        row.add("hash", Digest.hex(entry.hash))
        return row
    }

    /// The body, but of an accepted plant file only which it was: its text would fill many pages.
    private static func body(_ entry: WrittenEntry) -> [UInt8] {
        guard entry.kind == "model", let node = try? JSONTape().read(entry.body) else { return entry.body }
        var json = JSONWriter()
        json.object { json in
            json.member("digest", node["digest"]?.string)
            json.member("bytes", Int64(node["text"]?.string?.utf8.count ?? 0))
        }
        return json.bytes
    }
}

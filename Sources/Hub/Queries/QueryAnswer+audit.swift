import Basis
import Records
import Shopfloor
import Store

/// The journal's entries as rows, the newest first.
extension QueryAnswer {
    /// Entries that are read at once, however many there are.
    private static let batch = 500
    /// As many as fit into a page, of most kinds: those of one machine lie far apart.
    private static let pageful = 160

    /// A page of entries. The cursor is the number of its newest one, so that what is written meanwhile moves none.
    func entries(_ query: Query, cursor: Int, seq: Int64) throws(StoreError) -> Page {
        var wanted = wanted(query)
        wanted.limit = Self.pageful
        if cursor > 0 { wanted.before = Int64(cursor) + 1 }
        let entries = try store.entries(wanted)
        var page = Page(seq: seq, some: try rows(entries, query), cursor: 0)
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
            rows += try self.rows(entries, query)
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

    /// Of alarms with what people read of them, in both languages: the journal has what the machine said.
    private func rows(_ entries: [WrittenEntry], _ query: Query) throws(StoreError) -> [Row] {
        let hasAlarms = entries.contains { $0.kind == "alarm" }
        let plant = hasAlarms ? try AlarmPlant(store: store, query) : nil
        let objects = try objects(entries)
        return entries.map { Self.row($0, plant, objects) }
    }

    /// Of each command what it is about; of the decision of a conflict, which names a command, what that one was about.
    private func objects(_ entries: [WrittenEntry]) throws(StoreError) -> [Int64: String] {
        var (objects, decided): ([Int64: String], [(seq: Int64, key: String)]) = ([:], [])
        for entry in entries where entry.kind == "command" {
            guard let node = try? JSONTape().read(entry.body), let id = node["id"]?.string else { continue }
            if node["kind"]?.string == ConflictResolution.form.kind {
                decided.append((entry.seq, id))
            } else {
                objects[entry.seq] = id
            }
        }
        guard !decided.isEmpty else { return objects }
        for (decision, command) in zip(decided, try store.commands(decided.map(\.key))) {
            let reply = command.flatMap { try? JSONTape().read($0.reply) }.flatMap(CommandReply.init)
            objects[decision.seq] = reply?.id
        }
        return objects
    }

    /// Of what a command is about, the machine: a stop's, an alarm's, or itself.
    private static func machine(of object: String) -> String {
        StopID(object)?.machine ?? AlarmID(text: object)?.machine ?? object
    }

    private static func text(_ entry: WrittenEntry, _ node: JSONNode?, _ plant: AlarmPlant?) -> LocalizedText? {
        guard entry.kind == "alarm", let machine = node?["machine"]?.string, let item = node?["item"]?.string,
            let code = node?["code"]?.string, let text = node?["text"]?.string
        else { return nil }
        return plant?.text(text, of: AlarmID(machine: machine, item: item, code: code))
    }

    private static func row(_ entry: WrittenEntry, _ plant: AlarmPlant?, _ objects: [Int64: String]) -> Row {
        let node = try? JSONTape().read(entry.body)
        var row = Row()
        row.add("seq", entry.seq)
        // A hub that follows a clock begins before it has heard it: then no time is known, and that is what 0 stands for.
        row.add("at", entry.at.milliseconds == 0 ? nil : entry.at)
        row.add("kind", entry.kind)
        row.add("machine", node?["machine"]?.string ?? objects[entry.seq].map(machine))
        row.add("by", node?["by"]?.string ?? node?["terminal"]?.string)
        row.add("command", node?["command"]?.asInt64)
        row.add("object", objects[entry.seq])
        let text = text(entry, node, plant)
        row.add("text", text?.en)
        row.add("text_zh", text.map { $0[.zh] })
        row.add("body", .json(body(entry, node)))
        row.add("hash", Digest.hex(entry.hash))
        return row
    }

    /// The body, but of an accepted plant file only which it was: its text would fill many pages. Of one that a damaged disk
    /// made unreadable, what is left of it, as a text.
    private static func body(_ entry: WrittenEntry, _ node: JSONNode?) -> [UInt8] {
        guard entry.kind == EventKind.model.rawValue || node == nil else { return entry.body }
        var json = JSONWriter()
        json.object { json in
            if let node {
                json.member("digest", node["digest"]?.string)
                json.member("bytes", Int64(node["text"]?.string?.utf8.count ?? 0))
            } else {
                json.member("damaged", String(decoding: entry.body, as: UTF8.self))
            }
        }
        return json.bytes
    }
}

package import Basis

/// What a terminal asks of a hub, on `…/ask/{terminal}`.
package enum Ask: Hashable, Sendable {
    /// Rows from the store; `cursor` is what the page before gave as `next`.
    case rows(Query, cursor: Int)
    /// Keep this machine's document fresh for the next 30 s.
    case watch(machine: String)
    /// Publish all documents once more.
    case documents
    /// What became of the commands of these keys, at most `keysLimit`: for a terminal whose answers may have been lost.
    case status(keys: [String], cursor: Int)

    package static let keysLimit = 500

    package func write(to json: inout JSONWriter) {
        switch self {
        case .rows(let query, let cursor):
            json.object { json in
                query.writeMembers(to: &json)
                json.member("cursor", cursor)
            }
        case .watch(let machine):
            json.object { json in
                json.member("v", DocumentHead.version)
                json.member("ask", "watch")
                json.member("machine", machine)
            }
        case .documents:
            json.object { json in
                json.member("v", DocumentHead.version)
                json.member("ask", "documents")
            }
        case .status(let keys, let cursor):
            json.object { json in
                json.member("v", DocumentHead.version)
                json.member("ask", "status")
                json.key("keys")
                json.array { json in for key in keys { json.value(key) } }
                json.member("cursor", cursor)
            }
        }
    }

    /// nil where it is nothing that can be asked.
    package init?(_ node: JSONNode) {
        guard node.hasKnownForm else { return nil }
        switch node["ask"]?.string {
        case "rows":
            guard let query = Query(node) else { return nil }
            self = .rows(query, cursor: Self.cursor(node))
        case "watch":
            guard let machine = node["machine"]?.string else { return nil }
            self = .watch(machine: machine)
        case "documents": self = .documents
        case "status":
            guard let list = node["keys"], list.kind == .array else { return nil }
            let keys = list.elements.prefix(Self.keysLimit + 1).compactMap(\.string)
            guard keys.count <= Self.keysLimit, keys.count == Array(list.elements).count else { return nil }
            self = .status(keys: keys, cursor: Self.cursor(node))
        default: return nil
        }
    }

    private static func cursor(_ node: JSONNode) -> Int { node["cursor"]?.asInt64.map { Int(clamping: $0) } ?? 0 }
}

/// One page of an answer, on `…/reply/{terminal}` with the question's correlation data.
package struct Page: Hashable, Sendable {
    /// A page is at most this long, in bytes of JSON.
    package static let maximumBytes = 64 * 1024

    /// The journal's number at which the rows are true.
    package var seq: Int64
    /// Each a JSON object, as its source wrote it.
    package var rows: [[UInt8]]
    /// What to ask with for the next page; nil: this is the last.
    package var next: Int?
    /// Why there is no answer, for people; nil where there is one.
    package var error: String?

    package init(seq: Int64, rows: [[UInt8]], next: Int?, error: String? = nil) {
        self.seq = seq
        self.rows = rows
        self.next = next
        self.error = error
    }

    /// The page of `all` from `cursor` on: as many rows as fit, but at least one.
    package init(seq: Int64, all: [Row], cursor: Int) {
        self.init(seq: seq, rows: [], next: nil)
        var size = 200
        var index = max(0, cursor)
        while index < all.count {
            var json = JSONWriter()
            all[index].write(to: &json)
            size += json.bytes.count + 1
            if size > Self.maximumBytes, !rows.isEmpty { break }
            rows.append(json.bytes)
            index += 1
        }
        next = index < all.count ? index : nil
    }

    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("v", DocumentHead.version)
            json.member("seq", seq)
            json.key("rows")
            json.array { json in for row in rows { json.raw(row) } }
            json.member("next", next)
            if let error { json.member("error", error) }
        }
    }

    /// nil where it is no page.
    package init?(_ node: JSONNode) {
        guard node.hasKnownForm, let seq = node["seq"]?.asInt64, let rows = node["rows"], rows.kind == .array else {
            return nil
        }
        self.init(
            seq: seq, rows: rows.elements.map(\.source), next: node["next"]?.asInt64.map { Int(clamping: $0) },
            error: node["error"]?.string)
    }
}

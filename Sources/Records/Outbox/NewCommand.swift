package import Basis

/// A command as a terminal makes it: written once, and then kept and sent byte for byte.
package struct NewCommand: Hashable, Sendable {
    package var key: String
    /// The kind, as `stop.explain`.
    package var kind: String
    /// The id of what it changes.
    package var object: String
    /// The version of that which the person saw; nil: it had none.
    package var base: Int64?
    /// By the terminal's clock.
    package var entered: Instant
    /// Only what changed, as JSON by its name in `set`, in the form's order.
    private var members: [Member] = []

    private struct Member: Hashable, Sendable {
        var name: String
        var json: [UInt8]
    }

    package init(key: String, kind: String, object: String, base: Int64?, entered: Instant) {
        self.key = key
        self.kind = kind
        self.object = object
        self.base = base
        self.entered = entered
    }

    package mutating func set(_ name: String, _ value: FieldValue) {
        var json = JSONWriter()
        value.write(to: &json)
        members.append(Member(name: name, json: json.bytes))
    }

    /// The same wish once more, after it was refused: under another key, as of now.
    ///
    /// nil where `bytes` are no command.
    package init?(again bytes: [UInt8], key: String, entered: Instant) {
        guard let node = try? JSONTape().read(bytes), let kind = node["kind"]?.string, let object = node["id"]?.string,
            let set = node["set"]
        else { return nil }
        self.init(key: key, kind: kind, object: object, base: node["base"]?.asInt64, entered: entered)
        members = set.members.map { Member(name: $0.key.string ?? "", json: $0.value.source) }
    }

    /// As it goes to the hub.
    package var bytes: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("v", Command.version)
            json.member("key", key)
            json.member("kind", kind)
            json.member("id", object)
            json.member("base", base)
            json.member("entered", entered.milliseconds)
            json.key("set")
            json.object { json in
                for member in members {
                    json.key(member.name)
                    json.raw(member.json)
                }
            }
        }
        return json.bytes
    }

    /// As it is kept until the hub answers.
    package var entry: OutboxEntry {
        OutboxEntry(key: key, kind: kind, object: object, bytes: bytes, entered: entered)
    }
}

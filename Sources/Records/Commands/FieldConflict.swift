package import Basis
package import Shopfloor

/// The value of a field, as it stands in a reply.
package enum FieldValue: Hashable, Sendable {
    case none
    case text(String)
    case integer(Int64)

    package init(_ text: String?) { self = text.map(FieldValue.text) ?? .none }
    package init(_ integer: Int64?) { self = integer.map(FieldValue.integer) ?? .none }
    package init(_ instant: Instant?) { self.init(instant?.milliseconds) }

    func write(to json: inout JSONWriter) {
        switch self {
        case .none: json.null()
        case .text(let text): json.value(text)
        case .integer(let integer): json.value(integer)
        }
    }

    /// nil for what no field has.
    init?(_ node: JSONNode) {
        if node.isNull {
            self = .none
        } else if let text = node.string {
            self = .text(text)
        } else if let integer = node.asInt64 {
            self = .integer(integer)
        } else {
            return nil
        }
    }
}

/// A field that two people set: both values, and whose the older one is.
package struct FieldConflict: Hashable, Sendable {
    /// As it is called in `set`.
    package var field: String
    /// What the command wants.
    package var yours: FieldValue
    /// What is there.
    package var theirs: FieldValue
    /// The terminal that it came from; nil: the hub itself.
    package var by: String?
    package var at: Instant?

    package init(_ field: String, yours: FieldValue, theirs: FieldValue, by: String?, at: Instant?) {
        self.field = field
        self.yours = yours
        self.theirs = theirs
        self.by = by
        self.at = at
    }

    func write(to json: inout JSONWriter) {
        json.key(field)
        json.object { json in
            json.key("yours")
            yours.write(to: &json)
            json.key("theirs")
            theirs.write(to: &json)
            json.member("by", by)
            json.member("at", at?.milliseconds)
        }
    }

    /// nil where it is none.
    init?(_ field: String, _ node: JSONNode) {
        guard let yours = node["yours"].flatMap(FieldValue.init), let theirs = node["theirs"].flatMap(FieldValue.init)
        else { return nil }
        self.init(field, yours: yours, theirs: theirs, by: node["by"]?.string, at: node.instant("at"))
    }
}

extension [FieldConflict] {
    /// An object with a member for each.
    package var json: [UInt8] {
        var json = JSONWriter()
        write(to: &json)
        return json.bytes
    }

    /// An object with a member for each.
    func write(to json: inout JSONWriter) {
        json.object { json in for field in self { field.write(to: &json) } }
    }

    /// nil where one of them cannot be read.
    init?(fields node: JSONNode) {
        self = []
        for (key, value) in node.members {
            guard let name = key.string, let field = FieldConflict(name, value) else { return nil }
            append(field)
        }
    }
}

/// Judges an edit against what was changed since the version that the person saw, field by field.
package struct VersionCheck: Hashable, Sendable {
    /// The fields that somebody else has changed meanwhile to something else.
    package private(set) var conflicts: [FieldConflict] = []
    /// Something else of the object was changed since.
    package private(set) var isMerged = false
    private let seen: SeenVersion

    package init(_ seen: SeenVersion) { self.seen = seen }

    /// A field that the command does not set.
    ///
    /// - Parameters:
    ///   - version: the seq of the newest entry that changed it; nil: none did.
    ///   - by: whose that is; nil: the hub's own.
    package mutating func leave(version: Int64?, by: String?) { isMerged = isMerged || seen.missed(version, by: by) }

    /// A field that the command sets. To what is there already is no conflict, nor is one with the hub, which only ends what
    /// somebody had set to end.
    ///
    /// - Parameter version: as in `leave`; whose it is stands in `conflict`.
    package mutating func set(_ conflict: FieldConflict, version: Int64?) {
        guard conflict.by != nil else { return leave(version: version, by: nil) }
        guard seen.missed(version, by: conflict.by), conflict.yours != conflict.theirs else { return }
        conflicts.append(conflict)
    }
}

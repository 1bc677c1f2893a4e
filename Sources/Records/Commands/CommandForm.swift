package import Basis
import Shopfloor

/// One member of a command's `set`: what may stand there. Decoder and JSON Schema are made from it.
package struct CommandField: Hashable, Sendable {
    package enum Form: Hashable, Sendable {
        /// At most so many bytes of UTF-8.
        case text(limit: Int)
        /// UTC milliseconds.
        case instant
        /// From 0.
        case amount
        case word([String])
    }

    package var name: String
    package var form: Form
    package var isRequired: Bool
    /// null takes away what was there.
    package var canBeNull: Bool
    /// For the schema.
    package var meaning: String

    package init(
        _ name: String, _ form: Form, isRequired: Bool = false, canBeNull: Bool = false, _ meaning: String
    ) {
        self.name = name
        self.form = form
        self.isRequired = isRequired
        self.canBeNull = canBeNull
        self.meaning = meaning
    }
}

/// What a kind of command is made of.
package struct CommandForm: Hashable, Sendable {
    /// Such as `alarm.acknowledge`.
    package var kind: String
    /// What the `id` names, for the schema.
    package var object: String
    package var fields: [CommandField]
    /// At least one member has to be there: a command that changes nothing is a mistake.
    package var needsField: Bool

    package init(_ kind: String, object: String, _ fields: [CommandField], needsField: Bool = false) {
        self.kind = kind
        self.object = object
        self.fields = fields
        self.needsField = needsField
    }
}

/// A kind of command, decoded.
package protocol CommandContent: Hashable, Sendable {
    static var form: CommandForm { get }

    /// - Parameter set: its shape was checked by `form` already.
    /// - Throws: where members do not go together, or the id is none of its kind.
    init(id: String, set: CommandSet) throws(Refusal)
}

/// What a command says of a field.
package enum Edit<Value: Hashable & Sendable>: Hashable, Sendable {
    case unchanged
    /// What was there is taken away.
    case cleared
    case value(Value)

    /// nil where nothing is said, or what was there is taken away.
    package var value: Value? { if case .value(let value) = self { value } else { nil } }
    package var isChange: Bool { self != .unchanged }
}

/// The `set` of a command. Lives no longer than the tape that it was read on.
package struct CommandSet {
    private let node: JSONNode

    /// - Throws: a `Refusal` that names the member which does not fit `form`.
    init(_ node: JSONNode?, _ form: CommandForm) throws(Refusal) {
        guard let node, node.kind == .object else { throw .unreadable("set is no object", zh: "set 不是对象") }
        if let name = node.duplicateKey { throw .twoMembers("set/\(name)") }
        self.node = node
        var found = 0
        for (key, value) in node.members {
            guard let name = key.string, let field = form.fields.first(where: { $0.name == name }) else {
                throw .unknownMember("set/\(key.string ?? "")")
            }
            guard field.fits(value) else { throw .wrongValue("set/\(name)", field.wanted) }
            found += 1
        }
        for field in form.fields where field.isRequired && self[field.name] == nil {
            throw .missing("set/\(field.name)")
        }
        if form.needsField, found == 0 { throw .unreadable("set changes nothing", zh: "set 未作任何更改") }
    }

    private subscript(_ name: String) -> JSONNode? {
        for (key, value) in node.members where key.string == name { return value }
        return nil
    }

    private func edit<Value>(_ name: String, _ read: (JSONNode) -> Value?) -> Edit<Value> {
        guard let value = self[name] else { return .unchanged }
        return read(value).map(Edit.value) ?? .cleared
    }

    package func text(_ name: String) -> Edit<String> { edit(name) { $0.string } }
    package func instant(_ name: String) -> Edit<Instant> { edit(name) { $0.asInt64.map(Instant.init(milliseconds:)) } }
    package func amount(_ name: String) -> Edit<Int64> { edit(name) { $0.asInt64 } }
}

extension CommandField {
    /// Of a note, in bytes of UTF-8.
    package static let longestNote = StopEdit.longestNote
    static let note = CommandField("note", .text(limit: longestNote), canBeNull: true, "what a person adds")

    /// More of anything that people count there never is.
    package static let largestAmount: Int64 = 1_000_000_000

    func fits(_ node: JSONNode) -> Bool {
        if node.isNull { return canBeNull }
        switch form {
        case .text(let limit): return node.string.map { $0.utf8.count <= limit } ?? false
        case .instant: return node.asInt64.flatMap(SourceTimeFormat.instant(milliseconds:)) != nil
        case .amount: return node.asInt64.map { (0...Self.largestAmount).contains($0) } ?? false
        case .word(let words): return node.string.map(words.contains) ?? false
        }
    }

    /// What may stand there, in both languages.
    var wanted: LocalizedText {
        switch form {
        case .text(let limit): LocalizedText("a text of at most \(limit) bytes", zh: "至多 \(limit) 字节的文本")
        case .instant: LocalizedText("a time in milliseconds", zh: "毫秒时间")
        case .amount:
            LocalizedText(
                "a whole number from 0 to \(Self.largestAmount)", zh: " 0 到 \(Self.largestAmount) 的整数")
        case .word(let words):
            LocalizedText("one of \(words.joined(separator: ", "))", zh: "\(words.joined(separator: "、")) 之一")
        }
    }
}

extension Refusal {
    /// The place is made safe: names of members come from outside.
    private static func safe(_ place: String) -> String { SanitizedText(place, limit: 80).text }

    static func missing(_ place: String) -> Refusal {
        .unreadable("\(place) is missing", zh: "缺少 \(place)")
    }

    static func unknownMember(_ place: String) -> Refusal {
        .unreadable("\(safe(place)) is no member of this command", zh: "\(safe(place)) 不属于此命令")
    }

    static func twoMembers(_ place: String) -> Refusal {
        .unreadable("\(safe(place)) is there twice", zh: "\(safe(place)) 出现两次")
    }

    static func wrongValue(_ place: String, _ wanted: LocalizedText) -> Refusal {
        .unreadable("\(place) is not \(wanted.en)", zh: "\(place) 不是\(wanted[.zh])")
    }
}

package import Basis

/// A form, a ticket step, a quantity: what a person wants of the hub. Kept and sent byte for byte as the terminal made it.
package struct Command: Hashable, Sendable {
    package static let version: Int64 = 1
    /// A payload is at most this long.
    package static let maximumBytes = 16 * 1024

    package var envelope: CommandEnvelope
    /// What it is for: a stop, a machine, an alarm, another command.
    package var id: String
    /// The `version` of the object that the person saw; nil: the object had none.
    package var base: Int64?
    /// When it was entered, by the terminal's clock: shown, never decided by.
    package var entered: Instant
    package var body: CommandBody
}

/// How a command came: its bytes, and who sent them.
package struct CommandEnvelope: Hashable, Sendable {
    /// The UUID as text, lower case.
    package var key: String
    /// On which it was entered: who it was, until people sign in.
    package var terminal: String
    /// That it came from, as its topic names it, where that is another one: it found the folder of `terminal` left behind,
    /// and says so. nil: it came from `terminal` itself.
    package var sentBy: String?
    package var bytes: [UInt8]
    /// The session and signature that travelled beside the bytes; nil until people sign in.
    package var session: String?
    package var signature: String?
    /// As the bytes say; nil where they cannot be read so far.
    package var kind: String?
    package var id: String?

    package init(key: String, terminal: String, bytes: [UInt8], session: String? = nil, signature: String? = nil) {
        self.key = key
        self.terminal = terminal
        self.bytes = bytes
        self.session = session
        self.signature = signature
    }

    /// The user property by which a terminal says on which other one a command was entered.
    package static let terminalProperty = "terminal"

    /// That its answer goes to.
    package var sender: String { sentBy ?? terminal }
}

/// What became of the bytes of a command.
package enum CommandReading: Hashable, Sendable {
    case command(Command)
    /// It has a key, but cannot be done as it is: refused, and journalled.
    case unusable(CommandEnvelope, Refusal)
    /// Too long to be kept, but with a key: refused, and not journalled.
    case oversized(key: String, Refusal)
    /// Nothing that could be answered: why, for the quarantine.
    case unreadable(String)
}

/// Reads commands, all on one thread: it uses its memory again.
package struct CommandReader {
    /// Far more than any command: what is longer is not even looked into.
    private static let limits = JSONLimits(maxBytes: 1 << 20, maxDepth: 8)
    private let tape = JSONTape(limits: Self.limits)

    package init() {}

    /// - Parameters:
    ///   - terminal: as the topic names it.
    ///   - origin, session, signature: the user properties of the message.
    package func read(
        _ bytes: [UInt8], terminal: String, origin: String? = nil, session: String? = nil, signature: String? = nil
    ) -> CommandReading {
        if let origin, !TopicID.isTopicForm(origin) { return .unreadable("its property names no terminal") }
        let node: JSONNode
        do throws(JSONError) { node = try tape.read(bytes) } catch { return .unreadable("no JSON: \(error)") }
        guard node.kind == .object else { return .unreadable("no JSON object") }
        guard let key = node["key"]?.string, CommandKey(key) != nil else {
            return .unreadable("no key: a UUID in lower case")
        }
        if bytes.count > Command.maximumBytes {
            return .oversized(
                key: key,
                Refusal(
                    .tooLarge, "a command has at most \(Command.maximumBytes) bytes",
                    zh: "命令至多 \(Command.maximumBytes) 字节"))
        }
        var envelope = CommandEnvelope(
            key: key, terminal: origin ?? terminal, bytes: bytes, session: session, signature: signature)
        if envelope.terminal != terminal { envelope.sentBy = terminal }
        envelope.kind = node["kind"]?.string
        envelope.id = node["id"]?.string
        do throws(Refusal) { return .command(try command(node, envelope)) } catch {
            return .unusable(envelope, error)
        }
    }

    /// Of an id, in bytes of UTF-8.
    static let longestID = 500

    /// In the order of the form; nothing else may stand there: what a command means is never guessed.
    package static let members = ["v", "key", "kind", "id", "base", "entered", "set"]

    private func command(_ node: JSONNode, _ envelope: CommandEnvelope) throws(Refusal) -> Command {
        if let name = node.duplicateKey { throw .twoMembers(name) }
        for (key, _) in node.members {
            let isKnown = key.withUTF8 { name in Self.members.contains { name.elementsEqual($0.utf8) } } ?? false
            if !isKnown { throw .unknownMember(key.string ?? "") }
        }
        guard node["v"]?.asInt64 == Command.version else {
            throw .unreadable("v is not \(Command.version)", zh: "v 不是 \(Command.version)")
        }
        guard let kind = envelope.kind else { throw .missing("kind") }
        guard let id = envelope.id, !id.isEmpty, id.utf8.count <= Self.longestID else {
            throw .wrongValue(
                "id", LocalizedText("a text of 1 to \(Self.longestID) bytes", zh: " 1 到 \(Self.longestID) 字节的文本"))
        }
        guard let entered = node.instant("entered") else {
            throw .wrongValue("entered", LocalizedText("a time in milliseconds", zh: "毫秒时间"))
        }
        guard let base = node["base"], base.isNull || base.asInt64 != nil else {
            throw .wrongValue("base", LocalizedText("a whole number, or null", zh: "整数或 null"))
        }
        let body = try CommandBody.read(kind: kind, id: id, set: node["set"])
        return Command(envelope: envelope, id: id, base: base.asInt64, entered: entered, body: body)
    }
}

extension Span where Element == UInt8 {
    fileprivate func elementsEqual(_ other: String.UTF8View) -> Bool {
        guard count == other.count else { return false }
        var index = 0
        for byte in other {
            if self[index] != byte { return false }
            index += 1
        }
        return true
    }
}

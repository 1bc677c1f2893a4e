/// An MQTT topic filter whose levels may carry names: `nist/shop/{machine}/{tag}`.
///
/// A level is a literal, `{name}` (exactly one level, captured), `+` (exactly one level) or, as the last, `#` (all
/// that follows). Nothing but these: a level is captured whole or not at all.
package struct TopicPattern: Hashable, Sendable {
    enum Level: Hashable, Sendable {
        case literal([UInt8])
        case capture(String)
        case anyOne
        case anyRest
    }

    /// The pattern as it was written.
    package let text: String
    let levels: [Level]

    /// Why a text is no pattern, and what is allowed.
    package struct Fault: Error, Hashable, Sendable {
        package var message: String
    }

    package init(_ text: String) throws(Fault) {
        guard !text.isEmpty, text.utf8.count <= 65_535 else { throw Fault(message: "a topic has 1 to 65,535 bytes") }
        var levels: [Level] = []
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            levels.append(try Self.level(part, isLast: index == parts.count - 1))
        }
        let names = levels.compactMap { if case .capture(let name) = $0 { name } else { nil } }
        guard Set(names).count == names.count else { throw Fault(message: "a name may stand only once in a topic") }
        self.text = text
        self.levels = levels
    }

    private static func level(_ part: Substring, isLast: Bool) throws(Fault) -> Level {
        if part == "+" { return .anyOne }
        if part == "#" {
            guard isLast else { throw Fault(message: "# may stand only as the last level") }
            return .anyRest
        }
        if part.hasPrefix("{"), part.hasSuffix("}") {
            let name = part.dropFirst().dropLast()
            guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0 == "_" }) else {
                throw Fault(message: "the name in \(part) is to be of letters and _")
            }
            return .capture(String(name))
        }
        guard !part.contains(where: { "{}+#\0".contains($0) }) else {
            throw Fault(message: "\(part) mixes text with a wildcard, which stands for a whole level")
        }
        return .literal(Array(part.utf8))
    }

    /// The names that the pattern captures.
    package var names: [String] { levels.compactMap { if case .capture(let name) = $0 { name } else { nil } } }

    /// The MQTT filter to subscribe to.
    package var filter: String {
        levels.map { level in
            switch level {
            case .literal(let bytes): String(decoding: bytes, as: UTF8.self)
            case .capture, .anyOne: "+"
            case .anyRest: "#"
            }
        }.joined(separator: "/")
    }

    /// What the names stand for in `topic`, in the order of `names`; nil when it does not match.
    package func match(_ topic: some Collection<UInt8>) -> [String]? {
        var captures: [String] = []
        var rest = topic[...]
        for (index, level) in levels.enumerated() {
            if case .anyRest = level { return captures }
            let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
            let part = rest[..<end]
            switch level {
            case .literal(let bytes): guard part.elementsEqual(bytes) else { return nil }
            case .capture: captures.append(String(decoding: part, as: UTF8.self))
            case .anyOne, .anyRest: break
            }
            let isLast = index == levels.count - 1
            if end == rest.endIndex {
                // “a/#” matches “a” too.
                return isLast || index == levels.count - 2 && levels[index + 1] == .anyRest ? captures : nil
            }
            if isLast { return nil }
            rest = rest[rest.index(after: end)...]
        }
        return nil
    }
}

/// What the keys of one table owe to each other. Said here, it holds for checker, schema and documentation alike.
package enum KeyRule: Sendable, Hashable {
    /// At most one of the keys stands; exactly one where it is required.
    case one(of: [String], isRequired: Bool)
    /// At least one of the keys stands.
    case some(of: [String])
    /// The first key is of no use without the second.
    case needs(String, String)
    /// The list or map, where it stands, is not empty.
    case filled(String)

    var keys: [String] {
        switch self {
        case .one(let keys, _), .some(let keys): keys
        case .needs(let key, let other): [key, other]
        case .filled(let key): [key]
        }
    }
}

extension KeyRule {
    /// What is wrong with `node`, a table of `table`; nil when the rule holds.
    ///
    /// - Parameter title: the table in messages: "[[machine]]".
    func problem(in node: TomlNode, _ table: KeyTable, title: String) -> Problem? {
        switch self {
        case .one(let keys, let isRequired):
            let present = keys.filter { node[$0] != nil }
            if present.count > 1, let second = node[present[1]] {
                let message = "\(Quoted(present[0])) and \(Quoted(present[1])) exclude each other"
                return Problem(second.place, message, allowed: "one of \(Spelling.list(keys))")
            }
            guard present.isEmpty, isRequired else { return nil }
            return Problem(node.place, "\(title) lacks its content", allowed: "one of \(Spelling.list(keys))")
        case .some(let keys):
            if keys.contains(where: { node[$0] != nil }) { return nil }
            return Problem(node.place, "\(title) is empty", allowed: "at least one of \(Spelling.list(keys))")
        case .needs(let key, let other):
            guard let value = node[key], node[other] == nil, let missing = table[other] else { return nil }
            let message = "\(Quoted(key)) in \(title) needs \(Quoted(other)) (\(missing.purpose))"
            return Problem(value.place, message, allowed: missing.allowed ?? missing.type.allowed)
        case .filled(let key):
            guard let value = node[key], value.isEmpty, let spec = table[key] else { return nil }
            return Problem(value.place, "\(Quoted(key)) in \(title) is empty", allowed: spec.allowedContent)
        }
    }
}

extension KeySpec {
    /// Its text without what it says about the default.
    fileprivate var purpose: Substring { text.prefix { $0 != ";" } }

    fileprivate var allowedContent: String? {
        if case .listOfTables(let table) = type { return "at least one [[\(table.name)]]" }
        return (allowed ?? type.allowed).map { "at least one of: \($0)" }
    }
}

extension TomlNode {
    fileprivate var isEmpty: Bool {
        switch value {
        case .array(let nodes): nodes.isEmpty
        case .table(let entries): entries.isEmpty
        default: false
        }
    }
}

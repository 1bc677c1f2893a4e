import Basis
import Records

extension Row {
    /// A row as it came from a hub; written again, it is the same.
    init(_ node: JSONNode) {
        self.init()
        for (key, value) in node.members { if let name = key.string { add(name, Value(value)) } }
    }
}

extension Row.Value {
    fileprivate init(_ node: JSONNode) {
        switch node.kind {
        case .string: self = node.string.map { .text($0) } ?? .none
        case .bool: self = node.asBool.map { .bool($0) } ?? .none
        case .number:
            self = node.asInt64.map { .integer($0) } ?? node.asDouble.map { .number($0) } ?? .none
        case .array, .object: self = .json(node.source)
        case .null: self = .none
        }
    }
}

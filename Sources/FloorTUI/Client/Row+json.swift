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
        case .array where node.elements.allSatisfy { $0.kind == .string }:
            self = .texts(node.elements.compactMap(\.string))
        case .object where node.members.allSatisfy { $0.value.kind == .number || $0.value.isNull }:
            self = .numbers(node.members.compactMap { key, value in key.string.map { Row.Number($0, value.asDouble) } })
        case .array, .object: self = .json(node.source)
        case .null: self = .none
        }
    }
}

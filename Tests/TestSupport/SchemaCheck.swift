package import Basis
import Foundation

/// Judges a TOML tree by a JSON Schema (draft 2020-12), for the keywords that our schemas use. A keyword that it does not
/// know is a fault of its own, so that none is passed over.
package struct SchemaCheck {
    private let root: [String: Any]
    /// What does not fit, one sentence each with the path of the value.
    package private(set) var faults: [String] = []

    package struct NoSchema: Error {}

    package init(_ schema: [UInt8]) throws {
        guard let root = try JSONSerialization.jsonObject(with: Data(schema)) as? [String: Any] else {
            throw NoSchema()
        }
        self.root = root
    }

    /// What does not fit in `node`, the root table of a file.
    package static func faults(of node: TomlNode, by schema: [UInt8]) throws -> [String] {
        var check = try SchemaCheck(schema)
        check.check(node, check.root, "")
        return check.faults
    }

    private mutating func check(_ node: TomlNode, _ schema: [String: Any], _ path: String) {
        for keyword in schema.keys.sorted() {
            switch keyword {
            case "$schema", "$defs", "title", "description", "default", "properties": break
            case "$ref": checkReference(node, schema, path)
            case "type": expect(isOfType(node, schema["type"] as? String ?? ""), keyword, path)
            case "enum": expect((schema["enum"] as? [String] ?? []).contains { $0 == node.string }, keyword, path)
            case "allOf", "anyOf", "oneOf", "not": checkCombination(node, keyword, schema, path)
            case "pattern", "minLength": checkText(node, keyword, schema, path)
            case "minimum", "maximum": checkNumber(node, keyword, schema, path)
            case "items", "minItems": checkList(node, keyword, schema, path)
            case "required", "dependentRequired", "minProperties", "additionalProperties":
                checkTable(node, keyword, schema, path)
            default: faults.append("\(path): the keyword \(keyword) is not known")
            }
        }
        checkProperties(node, schema, path)
    }

    private mutating func expect(_ holds: Bool, _ keyword: String, _ path: String) {
        if !holds { faults.append("\(path): \(keyword)") }
    }

    private mutating func checkReference(_ node: TomlNode, _ schema: [String: Any], _ path: String) {
        let name = (schema["$ref"] as? String)?.split(separator: "/").last.map(String.init) ?? ""
        guard let target = (root["$defs"] as? [String: Any])?[name] as? [String: Any] else {
            return faults.append("\(path): there is no definition \(name)")
        }
        check(node, target, path)
    }

    private func isOfType(_ node: TomlNode, _ type: String) -> Bool {
        switch (type, node.value) {
        case ("string", .string), ("string", .dateTime), ("boolean", .bool), ("array", .array), ("object", .table),
            ("integer", .integer), ("number", .integer), ("number", .double):
            true
        case ("integer", .double(let value)): value.rounded() == value
        default: false
        }
    }

    private func fits(_ node: TomlNode, _ schema: Any) -> Bool {
        guard let schema = schema as? [String: Any] else { return false }
        var inner = self
        inner.faults = []
        inner.check(node, schema, "")
        return inner.faults.isEmpty
    }

    private mutating func checkCombination(
        _ node: TomlNode, _ keyword: String, _ schema: [String: Any], _ path: String
    ) {
        let parts = schema[keyword] as? [Any] ?? []
        let count = parts.count { fits(node, $0) }
        switch keyword {
        case "allOf": expect(count == parts.count, keyword, path)
        case "anyOf": expect(count >= 1, keyword, path)
        case "oneOf": expect(count == 1, keyword, path)
        default: expect(!fits(node, schema[keyword] as Any), keyword, path)
        }
    }

    private mutating func checkText(_ node: TomlNode, _ keyword: String, _ schema: [String: Any], _ path: String) {
        guard let text = node.string else { return }
        if let length = schema[keyword] as? Int {
            return expect(text.unicodeScalars.count >= length, keyword, path)
        }
        let range = NSRange(location: 0, length: text.utf16.count)
        let pattern = try? NSRegularExpression(pattern: schema[keyword] as? String ?? "(")
        expect(pattern?.firstMatch(in: text, range: range) != nil, keyword, path)
    }

    private mutating func checkNumber(_ node: TomlNode, _ keyword: String, _ schema: [String: Any], _ path: String) {
        guard let number = node.number, let bound = (schema[keyword] as? NSNumber)?.doubleValue else { return }
        expect(keyword == "minimum" ? number >= bound : number <= bound, keyword, path)
    }

    private mutating func checkList(_ node: TomlNode, _ keyword: String, _ schema: [String: Any], _ path: String) {
        guard case .array(let nodes) = node.value else { return }
        if keyword == "minItems" { return expect(nodes.count >= schema[keyword] as? Int ?? 0, keyword, path) }
        for (index, node) in nodes.enumerated() {
            check(node, schema[keyword] as? [String: Any] ?? [:], "\(path)/\(index)")
        }
    }

    private mutating func checkTable(_ node: TomlNode, _ keyword: String, _ schema: [String: Any], _ path: String) {
        guard let entries = node.entries else { return }
        let keys = Set(entries.map(\.key))
        switch keyword {
        case "required": expect(keys.isSuperset(of: schema[keyword] as? [String] ?? []), keyword, path)
        case "minProperties": expect(keys.count >= schema[keyword] as? Int ?? 0, keyword, path)
        case "dependentRequired":
            for (key, others) in schema[keyword] as? [String: [String]] ?? [:] where keys.contains(key) {
                expect(keys.isSuperset(of: others), keyword, "\(path)/\(key)")
            }
        default:
            let known = Set((schema["properties"] as? [String: Any] ?? [:]).keys)
            for entry in entries where !known.contains(entry.key) {
                guard let other = schema[keyword] as? [String: Any] else {
                    expect(false, keyword, "\(path)/\(entry.key)")
                    continue
                }
                check(entry.node, other, "\(path)/\(entry.key)")
            }
        }
    }

    private mutating func checkProperties(_ node: TomlNode, _ schema: [String: Any], _ path: String) {
        guard let properties = schema["properties"] as? [String: [String: Any]] else { return }
        for entry in node.entries ?? [] {
            if let inner = properties[entry.key] { check(entry.node, inner, "\(path)/\(entry.key)") }
        }
    }
}

extension TomlNode {
    /// A text; dates are texts in JSON.
    fileprivate var string: String? {
        switch value {
        case .string(let text), .dateTime(let text): text
        default: nil
        }
    }

    fileprivate var number: Double? {
        switch value {
        case .integer(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }
}

import Foundation

/// Judges JSON by a JSON Schema (draft 2020-12), for the keywords that the schemas of the wire use. A keyword that it does
/// not know is a fault of its own, so that none is passed over.
package struct JSONSchemaCheck {
    private let schema: [String: Any]

    package struct NoSchema: Error {}

    package init(_ schema: [UInt8]) throws {
        guard let root = try JSONSerialization.jsonObject(with: Data(schema)) as? [String: Any] else {
            throw NoSchema()
        }
        self.schema = root
    }

    /// What does not fit, one sentence each with the path of the value.
    package func faults(of json: [UInt8]) throws -> [String] {
        let value = try JSONSerialization.jsonObject(with: Data(json), options: .fragmentsAllowed)
        return Self.faults(value, schema, "")
    }

    /// The same, with every member that the schema says nothing of: readers may pass it over, whoever writes it must name it.
    package func faults(ofWritten json: [UInt8]) throws -> [String] {
        try JSONSchemaCheck(closed: schema).faults(of: json)
    }

    private init(closed schema: [String: Any]) { self.schema = Self.closed(schema) as? [String: Any] ?? [:] }

    private static func closed(_ schema: Any) -> Any {
        if let list = schema as? [Any] { return list.map(closed) }
        guard var object = schema as? [String: Any] else { return schema }
        object = object.mapValues(closed)
        if object["properties"] is [String: Any], object["additionalProperties"] == nil {
            object["additionalProperties"] = false
        }
        return object
    }

    private static func faults(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
        var faults: [String] = []
        for keyword in schema.keys.sorted() {
            switch keyword {
            case "$schema", "title", "description": break
            case "type" where !isOfType(value, schema["type"] as? String ?? ""): faults.append("\(path): type")
            case "const" where schema["const"] as? String != value as? String: faults.append("\(path): const")
            case "enum" where !((schema["enum"] as? [String])?.contains { $0 == value as? String } ?? false):
                faults.append("\(path): enum")
            case "pattern": faults += pattern(value, schema["pattern"] as? String ?? "", path)
            case "maxLength"
            where (value as? String)?.unicodeScalars.count ?? 0 > (schema["maxLength"] as? NSNumber)?.intValue ?? 0:
                faults.append("\(path): maxLength")
            case "minLength"
            where (value as? String)?.unicodeScalars.count ?? .max < (schema["minLength"] as? NSNumber)?.intValue ?? 0:
                faults.append("\(path): minLength")
            case "maxItems" where (value as? [Any])?.count ?? 0 > (schema["maxItems"] as? NSNumber)?.intValue ?? 0:
                faults.append("\(path): maxItems")
            case "minProperties"
            where (value as? [String: Any])?.count ?? .max < (schema["minProperties"] as? NSNumber)?.intValue ?? 0:
                faults.append("\(path): minProperties")
            case "minimum"
            where (value as? NSNumber)?.doubleValue ?? 0 < (schema["minimum"] as? NSNumber)?.doubleValue ?? 0:
                faults.append("\(path): minimum")
            case "maximum"
            where (value as? NSNumber)?.doubleValue ?? 0 > (schema["maximum"] as? NSNumber)?.doubleValue ?? 0:
                faults.append("\(path): maximum")
            case "anyOf":
                let shapes = schema["anyOf"] as? [[String: Any]] ?? []
                if !shapes.contains(where: { Self.faults(value, $0, path).isEmpty }) { faults.append("\(path): anyOf") }
            case "items":
                for (index, element) in (value as? [Any] ?? []).enumerated() {
                    faults += Self.faults(element, schema["items"] as? [String: Any] ?? [:], "\(path)/\(index)")
                }
            case "required":
                for name in schema["required"] as? [String] ?? [] where (value as? [String: Any])?[name] == nil {
                    faults.append("\(path): \(name) is missing")
                }
            case "properties", "additionalProperties": break
            case "type", "const", "enum", "minimum", "maximum", "maxLength", "minLength", "maxItems", "minProperties":
                break
            default: faults.append("\(path): the keyword \(keyword) is not known")
            }
        }
        return faults + members(value, schema, path)
    }

    private static func pattern(_ value: Any, _ pattern: String, _ path: String) -> [String] {
        guard let text = value as? String, text.range(of: pattern, options: .regularExpression) != nil else {
            return ["\(path): pattern"]
        }
        return []
    }

    private static func members(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
        guard let members = value as? [String: Any] else { return [] }
        let properties = schema["properties"] as? [String: Any] ?? [:]
        var faults: [String] = []
        for (name, member) in members.sorted(by: { $0.key < $1.key }) {
            if let shape = properties[name] as? [String: Any] {
                faults += Self.faults(member, shape, "\(path)/\(name)")
            } else if let shape = schema["additionalProperties"] as? [String: Any] {
                faults += Self.faults(member, shape, "\(path)/\(name)")
            } else if schema["additionalProperties"] as? Bool == false {
                faults.append("\(path): \(name) must not be there")
            }
        }
        return faults
    }

    private static func isOfType(_ value: Any, _ type: String) -> Bool {
        let number = value as? NSNumber
        // A truth value is a number there, too.
        let isTruth = number.map { isBool($0) } ?? false
        return switch type {
        case "string": value is String
        case "null": value is NSNull
        case "array": value is [Any]
        case "object": value is [String: Any]
        case "boolean": isTruth
        case "number": number != nil && !isTruth
        case "integer": number.map { !isTruth && $0.doubleValue == $0.doubleValue.rounded() } ?? false
        default: false
        }
    }

    private static func isBool(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
}

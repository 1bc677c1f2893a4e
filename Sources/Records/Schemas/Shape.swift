import Basis

/// The shape of a JSON value, of which its JSON Schema is written.
indirect enum Shape: Sendable {
    case text
    /// Of at most so many bytes of UTF-8, and `least` characters. A schema counts characters, of which none is shorter than a
    /// byte.
    case bounded(bytes: Int, least: Int = 0)
    /// By a regular expression.
    case pattern(String)
    case word([String])
    case integer(ClosedRange<Int64>?)
    case number
    case truth
    /// UTC milliseconds.
    case instant
    case list(Shape, most: Int? = nil)
    /// A receiver passes over members that are not here, unless `isClosed`; one that `isFilled` has at least one.
    case object([Member], isClosed: Bool = false, isFilled: Bool = false)
    /// An object whose names are not known before, all with values of one shape.
    case map(Shape)
    case nullable(Shape)
    case either([Shape])
    case anything
    case constant(String)
    case none

    struct Member: Sendable {
        var name: String
        var shape: Shape
        var isRequired: Bool
        var meaning: String

        init(_ name: String, _ shape: Shape, isRequired: Bool = true, _ meaning: String = "") {
            self.name = name
            self.shape = shape
            self.isRequired = isRequired
            self.meaning = meaning
        }
    }

    /// A whole file: JSON Schema, draft 2020-12, indented.
    func file(title: String) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("$schema", "https://json-schema.org/draft/2020-12/schema")
            json.member("title", title)
            write(to: &json)
        }
        return json.indented
    }

    private func write(to json: inout JSONWriter) {
        switch self {
        case .text: json.member("type", "string")
        case .bounded(let bytes, let least):
            json.member("type", "string")
            if least > 0 { json.member("minLength", Int64(least)) }
            json.member("maxLength", Int64(bytes))
        case .pattern(let pattern):
            json.member("type", "string")
            json.member("pattern", pattern)
        case .word(let words):
            json.member("type", "string")
            json.key("enum")
            json.array { json in for word in words { json.value(word) } }
        case .constant(let word): json.member("const", word)
        case .integer(let range):
            json.member("type", "integer")
            if let range {
                json.member("minimum", range.lowerBound)
                json.member("maximum", range.upperBound)
            }
        case .instant:
            json.member("type", "integer")
            json.member("minimum", SourceTimeFormat.plausible.lowerBound)
            json.member("maximum", SourceTimeFormat.plausible.upperBound - 1)
        case .number: json.member("type", "number")
        case .truth: json.member("type", "boolean")
        case .none: json.member("type", "null")
        case .anything: break
        case .list(let element, let most):
            json.member("type", "array")
            if let most { json.member("maxItems", Int64(most)) }
            json.key("items")
            json.object { element.write(to: &$0) }
        case .map(let value):
            json.member("type", "object")
            json.key("additionalProperties")
            json.object { value.write(to: &$0) }
        case .nullable(let shape): Self.write(anyOf: [shape, .none], to: &json)
        case .either(let shapes): Self.write(anyOf: shapes, to: &json)
        case .object(let members, let isClosed, let isFilled):
            Self.write(members, isClosed: isClosed, to: &json)
            if isFilled { json.member("minProperties", Int64(1)) }
        }
    }

    private static func write(anyOf shapes: [Shape], to json: inout JSONWriter) {
        json.key("anyOf")
        json.array { json in
            for shape in shapes { json.object { shape.write(to: &$0) } }
        }
    }

    private static func write(_ members: [Member], isClosed: Bool, to json: inout JSONWriter) {
        json.member("type", "object")
        json.key("properties")
        json.object { json in
            for member in members {
                json.key(member.name)
                json.object { json in
                    if !member.meaning.isEmpty { json.member("description", member.meaning) }
                    member.shape.write(to: &json)
                }
            }
        }
        json.key("required")
        json.array { json in for member in members where member.isRequired { json.value(member.name) } }
        if isClosed { json.member("additionalProperties", false) }
    }
}

extension KeyTable {
    /// A JSON Schema (draft 2020-12) of files of this table, indented, with a line end. It says what the checker says as
    /// far as a schema can; what tables owe to each other, and what is inside rules, it cannot.
    package var schema: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("$schema", "https://json-schema.org/draft/2020-12/schema")
            json.member("title", name)
            writeSchema(to: &json)
            json.key("$defs")
            json.object { json in
                if ([self] + nested.map(\.table)).contains(where: \.hasText) {
                    json.key(Self.textDefinition)
                    Self.writeText(to: &json)
                }
                for place in nested {
                    json.key(place.table.name)
                    json.object { place.table.writeSchema(to: &$0) }
                }
            }
        }
        return json.indented
    }

    fileprivate static let textDefinition = "text-by-language"

    /// A text without control characters.
    fileprivate static let plainText = "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"

    private var hasText: Bool { keys.contains { if case .text = $0.type { true } else { false } } }

    private static func writeText(to json: inout JSONWriter) {
        json.object { json in
            json.key("anyOf")
            json.array { json in
                json.object { KeyType.string.writeSchema(to: &$0) }
                json.object { json in
                    let keys = Language.allCases.map { KeySpec($0.rawValue, .string, required: $0 == .en, text: "") }
                    KeyTable("", text: "", keys: keys).writeSchema(to: &json)
                }
            }
        }
    }

    private func writeSchema(to json: inout JSONWriter) {
        if !text.isEmpty { json.member("description", text) }
        json.member("type", "object")
        json.key("properties")
        json.object { json in
            for key in keys {
                json.key(key.name)
                json.object { key.writeSchema(to: &$0, isFilled: rules.contains(.filled(key.name))) }
            }
        }
        let required = keys.filter(\.required).map(\.name)
        if !required.isEmpty { json.strings("required", required) }
        json.member("additionalProperties", false)
        writeRules(to: &json)
    }

    private func writeRules(to json: inout JSONWriter) {
        let dependent = rules.compactMap { if case .needs(let key, let other) = $0 { (key, other) } else { nil } }
        if !dependent.isEmpty {
            json.key("dependentRequired")
            json.object { json in for (key, other) in dependent { json.strings(key, [other]) } }
        }
        let groups = rules.filter { rule in
            switch rule {
            case .one, .some: true
            case .needs, .filled: false
            }
        }
        guard !groups.isEmpty else { return }
        json.key("allOf")
        json.array { json in for group in groups { json.object { group.writeGroup(to: &$0) } } }
    }
}

extension KeyRule {
    /// `oneOf` and `anyOf` over the keys that may be required; "none of them" is one more way where none need stand.
    fileprivate func writeGroup(to json: inout JSONWriter) {
        guard case .one(let keys, let isRequired) = self else {
            json.key("anyOf")
            json.array { json in for key in self.keys { json.object { $0.strings("required", [key]) } } }
            return
        }
        json.key("oneOf")
        json.array { json in
            for key in keys { json.object { $0.strings("required", [key]) } }
            guard !isRequired else { return }
            json.object { json in
                json.key("not")
                json.object { json in
                    json.key("anyOf")
                    json.array { json in for key in keys { json.object { $0.strings("required", [key]) } } }
                }
            }
        }
    }
}

extension KeySpec {
    fileprivate func writeSchema(to json: inout JSONWriter, isFilled: Bool) {
        if !text.isEmpty { json.member("description", text) }
        type.writeSchema(to: &json)
        if isFilled {
            if case .map = type { json.member("minProperties", 1) } else { json.member("minItems", 1) }
        }
        if let standard {
            json.key("default")
            standard.write(to: &json)
        }
    }
}

extension KeyType {
    fileprivate func writeSchema(to json: inout JSONWriter) {
        switch self {
        case .string: json.type("string", pattern: KeyTable.plainText)
        case .text: json.member("$ref", "#/$defs/" + KeyTable.textDefinition)
        case .identifier: json.type("string", pattern: "^[A-Za-z0-9._-]{1,64}$")
        case .integer(let range):
            json.type("integer")
            if range.lowerBound != .min { json.member("minimum", range.lowerBound) }
            if range.upperBound != .max { json.member("maximum", range.upperBound) }
        case .number(let range):
            let greatest = Double.greatestFiniteMagnitude
            json.type("number")
            if range.lowerBound != -greatest { json.member("minimum", range.lowerBound) }
            if range.upperBound != greatest { json.member("maximum", range.upperBound) }
        case .bool: json.type("boolean")
        case .duration:
            json.type("string", pattern: "^([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$")
            json.member("minLength", 2)
        case .oneOf(let words): json.strings("enum", words)
        case .zone: json.type("string", pattern: "^UTC$|/")
        case .notation(let notation): json.type("string", pattern: notation.pattern)
        case .list(let element): json.array("items", of: element)
        case .listOfTables(let table): json.array("items", of: .table(table))
        case .map(let element):
            json.type("object")
            json.key("additionalProperties")
            json.object { element.writeSchema(to: &$0) }
        case .table(let table): json.member("$ref", "#/$defs/\(table.name)")
        }
    }
}

extension JSONWriter {
    fileprivate mutating func type(_ name: String, pattern: String? = nil) {
        member("type", name)
        if let pattern { member("pattern", pattern) }
    }

    fileprivate mutating func array(_ key: String, of element: KeyType) {
        type("array")
        self.key(key)
        object { element.writeSchema(to: &$0) }
    }

    fileprivate mutating func strings(_ key: String, _ texts: [String]) {
        self.key(key)
        array { json in for text in texts { json.value(text) } }
    }
}

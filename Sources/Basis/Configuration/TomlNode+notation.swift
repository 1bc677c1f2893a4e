extension TomlNode.Value {
    /// The value as it would stand in a TOML file, on one line.
    package var toml: String {
        switch self {
        case .string(let text): Self.quoted(text)
        case .integer(let value): String(value)
        case .double(let value): String(value)
        case .bool(let value): String(value)
        case .dateTime(let text): text
        case .array(let nodes): "[" + nodes.map(\.value.toml).joined(separator: ", ") + "]"
        case .table(let entries):
            "{ " + entries.map { "\(Self.key($0.key)) = \($0.node.value.toml)" }.joined(separator: ", ") + " }"
        }
    }

    private static func key(_ name: String) -> String {
        let isBare = name.utf8.allSatisfy { byte in
            let character = Unicode.Scalar(byte)
            return character.properties.isASCIIHexDigit || ("a"..."z").contains(character)
                || ("A"..."Z").contains(character) || character == "_" || character == "-"
        }
        return isBare && !name.isEmpty ? name : quoted(name)
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\0"..<" ", "\u{7F}":
                let digits = String(scalar.value, radix: 16, uppercase: true)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// Writes the value as JSON.
    package func write(to json: inout JSONWriter) {
        switch self {
        case .string(let text), .dateTime(let text): json.value(text)
        case .integer(let value): json.value(value)
        case .double(let value): json.value(value)
        case .bool(let value): json.value(value)
        case .array(let nodes): json.array { json in for node in nodes { node.value.write(to: &json) } }
        case .table(let entries):
            json.object { json in
                for entry in entries {
                    json.key(entry.key)
                    entry.node.value.write(to: &json)
                }
            }
        }
    }
}

/// A value that fits its type, read as what it is. To read it as something else is a programming error and traps.
package struct ValueReader: Sendable {
    package let node: TomlNode
    package let type: KeyType
    /// The key it belongs to, for the message of a trap.
    let key: String

    package var place: Place { node.place }

    /// Strings, identifiers, words, zones and notations.
    package var string: String {
        guard case .string(let text) = node.value else { mismatch("a string") }
        return text
    }

    package var text: LocalizedText {
        switch node.value {
        case .string(let text): return LocalizedText(text)
        case .table:
            guard case .string(let en) = node["en"]?.value else { mismatch("a text") }
            guard case .string(let zh) = node["zh"]?.value else { return LocalizedText(en) }
            return LocalizedText(en, zh: zh)
        default: mismatch("a text")
        }
    }

    package var integer: Int {
        guard case .integer(let value) = node.value, case .integer = type else { mismatch("an integer") }
        return value
    }

    package var number: Double {
        switch node.value {
        case .integer(let value): return Double(value)
        case .double(let value): return value
        default: mismatch("a number")
        }
    }

    package var bool: Bool {
        guard case .bool(let value) = node.value else { mismatch("a bool") }
        return value
    }

    package var duration: Duration {
        guard case .duration = type, let duration = DurationText.parse(string) else { mismatch("a duration") }
        return duration
    }

    /// A word of `oneOf`, whose words must all be raw values of `T`.
    package func choice<T: RawRepresentable<String>>(as type: T.Type = T.self) -> T {
        guard let choice = T(rawValue: string) else { mismatch("\(T.self)") }
        return choice
    }

    package var table: TableReader {
        guard case .table(let table) = type else { mismatch("a table") }
        return TableReader(checked: node, table)
    }

    package var tables: [TableReader] {
        guard case .listOfTables(let table) = type, case .array(let nodes) = node.value else { mismatch("tables") }
        return nodes.map { TableReader(checked: $0, table) }
    }

    package var list: [ValueReader] {
        guard case .list(let element) = type, case .array(let nodes) = node.value else { mismatch("a list") }
        return nodes.map { ValueReader(node: $0, type: element, key: key) }
    }

    package var map: [MapEntry] {
        guard case .map(let element) = type, let entries = node.entries else { mismatch("a map") }
        return entries.map { entry in
            let value = ValueReader(node: entry.node, type: element, key: entry.key)
            return MapEntry(key: entry.key, keyPlace: entry.keyPlace, value: value)
        }
    }

    private func mismatch(_ wanted: String) -> Never {
        preconditionFailure("\(key) is \(type.name) in the table of keys, not \(wanted)")
    }
}

/// An entry of a table with free keys.
package struct MapEntry: Sendable {
    package let key: String
    package let keyPlace: Place
    package let value: ValueReader
}

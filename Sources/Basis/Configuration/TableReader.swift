/// Typed access to a table that fits its table of keys.
///
/// `init` checks the whole tree, so that reading cannot fail. What is left to the owner is the meaning: references
/// between tables and the like, reported with `Problems` at `place`, `place(of:)` and `ValueReader.place`.
/// To ask for a key that is not in the table of keys, or for another type than its, is a programming error and traps.
package struct TableReader: Sendable {
    package let node: TomlNode
    package let table: KeyTable

    /// Throws all that does not fit in shape: unknown and missing keys, wrong types, values out of range.
    package init(_ root: TomlNode, _ table: KeyTable) throws(ConfigurationError) {
        var check = ShapeCheck()
        check.check(root, table, title: "the top level of \(table.name)")
        try check.problems.throwIfAny()
        self.init(checked: root, table)
    }

    init(checked node: TomlNode, _ table: KeyTable) {
        self.node = node
        self.table = table
    }

    /// Where the table stands: its header.
    package var place: Place { node.place }

    /// Where the value of `key` stands; where the table stands when the key is absent.
    package func place(of key: String) -> Place { value(key)?.place ?? place }

    /// Whether the file itself has `key`.
    package func has(_ key: String) -> Bool { node[spec(key).name] != nil }

    /// The value of `key`, or its default; nil when there is neither.
    package func value(_ key: String) -> ValueReader? {
        let spec = spec(key)
        if let node = node[key] { return ValueReader(node: node, type: spec.type, key: key) }
        return spec.standard.map { ValueReader(node: TomlNode($0, place: place), type: spec.type, key: key) }
    }

    private func spec(_ key: String) -> KeySpec {
        guard let spec = table[key] else { preconditionFailure("no key \(key) in the table of keys \(table.name)") }
        return spec
    }

    private func required(_ key: String) -> ValueReader {
        guard let value = value(key) else {
            preconditionFailure("\(key) of \(table.name) is neither required nor has a default: ask for an optional")
        }
        return value
    }
}

/// Values of keys that are required or have a default.
extension TableReader {
    package func string(_ key: String) -> String { required(key).string }
    package func text(_ key: String) -> LocalizedText { required(key).text }
    package func integer(_ key: String) -> Int { required(key).integer }
    package func number(_ key: String) -> Double { required(key).number }
    package func bool(_ key: String) -> Bool { required(key).bool }
    package func duration(_ key: String) -> Duration { required(key).duration }
    package func choice<T: RawRepresentable<String>>(_ key: String, as type: T.Type = T.self) -> T {
        required(key).choice()
    }
    package func table(_ key: String) -> TableReader { required(key).table }
}

/// Values of keys that may be absent: nil then, and no elements for lists.
extension TableReader {
    package func optionalString(_ key: String) -> String? { value(key)?.string }
    package func optionalText(_ key: String) -> LocalizedText? { value(key)?.text }
    package func optionalInteger(_ key: String) -> Int? { value(key)?.integer }
    package func optionalNumber(_ key: String) -> Double? { value(key)?.number }
    package func optionalBool(_ key: String) -> Bool? { value(key)?.bool }
    package func optionalDuration(_ key: String) -> Duration? { value(key)?.duration }
    package func optionalChoice<T: RawRepresentable<String>>(_ key: String, as type: T.Type = T.self) -> T? {
        value(key)?.choice()
    }
    package func optionalTable(_ key: String) -> TableReader? { value(key)?.table }
    package func tables(_ key: String) -> [TableReader] { value(key)?.tables ?? [] }
    package func list(_ key: String) -> [ValueReader] { value(key)?.list ?? [] }
    package func strings(_ key: String) -> [String] { list(key).map(\.string) }
    package func map(_ key: String) -> [MapEntry] { value(key)?.map ?? [] }
}

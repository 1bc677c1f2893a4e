/// The keys that may stand in one table of a configuration file.
package struct KeyTable: Sendable {
    /// As in the table's header, without brackets: "machine". Of the root: "plant.toml".
    package let name: String
    /// What the table is for, in one sentence.
    package let text: String
    package let keys: [KeySpec]
    /// What the keys owe to each other.
    package let rules: [KeyRule]

    package init(_ name: String, text: String, keys: [KeySpec], rules: [KeyRule] = []) {
        self.name = name
        self.text = text
        self.keys = keys
        self.rules = rules
    }

    package subscript(key: String) -> KeySpec? { keys.first { $0.name == key } }

    /// What is wrong with this table itself, for the tests of its owner: a key twice, a default or an example that does
    /// not fit its type, a required key with a default, a rule about a key that is not there.
    package var faults: [String] {
        var faults: [String] = []
        var seen: Set<String> = []
        for key in keys {
            if !seen.insert(key.name).inserted { faults.append("\(name): \(key.name) stands twice") }
            if key.required, key.standard != nil { faults.append("\(name): \(key.name) is required and has a default") }
            faults += key.faults.map { "\(name): \($0)" }
        }
        for key in rules.flatMap(\.keys) where self[key] == nil { faults.append("\(name): a rule names \(key)") }
        return faults
    }
}

/// One key of a table.
package struct KeySpec: Sendable {
    package let name: String
    package let type: KeyType
    package let required: Bool
    /// What may stand there, in words, where the type alone does not say it.
    package let allowed: String?
    /// What holds when the key is absent; nil when nothing does.
    package let standard: TomlNode.Value?
    /// A value as it could stand in a file, in TOML; nil where the type itself gives one.
    package let example: String?
    /// What the key is for, with its unit, in one sentence.
    package let text: String

    package init(
        _ name: String, _ type: KeyType, required: Bool = false, allowed: String? = nil,
        default standard: TomlNode.Value? = nil, example: String? = nil, text: String
    ) {
        self.name = name
        self.type = type
        self.required = required
        self.allowed = allowed
        self.standard = standard
        self.example = example
        self.text = text
    }

    fileprivate var faults: [String] {
        var faults: [String] = []
        if let standard { faults += Self.faults(TomlNode(standard, place: Place(file: "default")), self) }
        if let example { faults += sampleFaults(example) }
        switch type {
        case .table(let table), .listOfTables(let table): faults += table.faults
        default: break
        }
        return faults
    }

    private func sampleFaults(_ sample: String) -> [String] {
        do throws(ConfigurationError) {
            let root = try TomlDocument.parse(text: Array("\(name) = \(sample)".utf8), file: "example")
            return root[name].map { Self.faults($0, self) } ?? ["\(name) has no example"]
        } catch {
            return [error.description]
        }
    }

    private static func faults(_ node: TomlNode, _ key: KeySpec) -> [String] {
        var check = ShapeCheck()
        check.check(node, key, in: "the table of keys")
        return check.problems.kept.map(\.description)
    }
}

extension KeySpec {
    /// A value as it could stand in a file, in TOML: the example, else the default, else what the type gives; nil where
    /// nothing does, and for tables.
    package var sample: String? { example ?? standard?.toml ?? type.sample }
}

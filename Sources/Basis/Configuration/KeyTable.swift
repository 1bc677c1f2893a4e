/// The keys that may stand in one table of a configuration file.
package struct KeyTable: Sendable {
    /// As in the table's header, without brackets: "machine". Of the root: "plant.toml".
    package let name: String
    /// What the table is for, in one sentence.
    package let text: String
    package let keys: [KeySpec]

    package init(_ name: String, text: String, keys: [KeySpec]) {
        self.name = name
        self.text = text
        self.keys = keys
    }

    package subscript(key: String) -> KeySpec? { keys.first { $0.name == key } }

    /// What is wrong with this table itself, for the tests of its owner: a key twice, a default that does not fit its
    /// type, a required key with a default.
    package var faults: [String] {
        var faults: [String] = []
        var seen: Set<String> = []
        for key in keys {
            if !seen.insert(key.name).inserted { faults.append("\(name): \(key.name) stands twice") }
            if key.required, key.standard != nil { faults.append("\(name): \(key.name) is required and has a default") }
            faults += key.faults.map { "\(name): \($0)" }
        }
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
    /// What the key is for, with its unit, in one sentence.
    package let text: String

    package init(
        _ name: String, _ type: KeyType, required: Bool = false, allowed: String? = nil,
        default standard: TomlNode.Value? = nil, text: String
    ) {
        self.name = name
        self.type = type
        self.required = required
        self.allowed = allowed
        self.standard = standard
        self.text = text
    }

    fileprivate var faults: [String] {
        var faults: [String] = []
        if let standard {
            var check = ShapeCheck()
            check.check(TomlNode(standard, place: Place(file: "default")), self, in: "the table of keys")
            faults += check.problems.kept.map(\.description)
        }
        switch type {
        case .table(let table), .listOfTables(let table): faults += table.faults
        default: break
        }
        return faults
    }
}

extension KeyTable {
    /// The reference of files of this table, in Markdown: a section a table, a row a key. Same table, same text.
    package var markdown: String {
        var sections = [Self.section("", self)]
        sections += nested.map { Self.section("## `\($0.header)`\n\n", $0.table) }
        return sections.joined(separator: "\n")
    }

    private static func section(_ heading: String, _ table: KeyTable) -> String {
        var lines = [heading + table.text, ""]
        lines += ["| Key | Value | Default | Meaning | Example |", "|---|---|---|---|---|"]
        for key in table.keys {
            let name = key.required ? "**`\(key.name)`**" : "`\(key.name)`"
            let standard = key.standard.map { "`\($0.toml)`" } ?? (key.required ? "required" : "")
            let example = key.example ?? (key.standard == nil ? key.sample : nil)
            let cells = [name, key.valueWords, standard, key.text, example.map { "`\($0)`" } ?? ""]
            lines.append("| " + cells.map(escaped).joined(separator: " | ") + " |")
        }
        let rules = table.rules.map { "* \($0.words)" }
        if !rules.isEmpty { lines += [""] + rules }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A cell of a table ends at a bar.
    private static func escaped(_ text: String) -> String { text.replacing("|", with: "\\|") }
}

extension KeySpec {
    fileprivate var valueWords: String {
        switch type {
        case .table(let table): "[`[\(table.name)]`](#\(Self.anchor(table.name)))"
        case .listOfTables(let table): "[`[[\(table.name)]]`](#\(Self.anchor(table.name)))"
        case .oneOf(let words): words.map { "`\($0)`" }.joined(separator: ", ")
        case .list(of: .oneOf(let words)): "a list of " + words.map { "`\($0)`" }.joined(separator: ", ")
        default:
            if let allowed = allowed ?? type.allowed { "\(type.name): \(allowed)" } else { type.name }
        }
    }

    /// As Markdown viewers make it from a heading: letters, digits, `-` and `_` stay.
    private static func anchor(_ name: String) -> String {
        name.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    }
}

extension KeyRule {
    fileprivate var words: String {
        func list(_ keys: [String]) -> String { keys.map { "`\($0)`" }.joined(separator: ", ") }
        return switch self {
        case .one(let keys, let isRequired): "\(isRequired ? "Exactly" : "At most") one of \(list(keys))."
        case .some(let keys): "At least one of \(list(keys))."
        case .needs(let key, let other): "`\(key)` needs `\(other)`."
        case .filled(let key): "`\(key)` is not empty."
        }
    }
}

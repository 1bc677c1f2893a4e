import Basis

/// A `plant.toml` to begin with: one line, one machine, one topic, and every key that there is, with what it is for.
///
/// It is made from the table of keys, so it has them all. As it is it is right; what is to be changed are ids and topic.
package enum PlantStarter {
    /// - Parameter zone: the site's time zone, an IANA name.
    package static func text(zone: String) -> String {
        var lines = opening
        for key in PlantKeys.file.keys where key.name == KeySpec.include.name {
            lines += [""] + entry(key, value: nil)
        }
        for key in PlantKeys.file.keys {
            switch key.type {
            case .table(let table): lines += section(table, header: "[\(table.name)]", zone)
            case .listOfTables(let table): lines += section(table, header: "[[\(table.name)]]", zone)
            default: break
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What a message is like that the file explains as it stands.
    static let message = """
        {"ts": "2025-11-26T14:00:00Z", "run": true, "parts": 17, "oil": 41.5}
        """

    private static let opening = [
        "# What the messages of a plant mean. \"# \" begins an explanation; \"#\" without a space a key that does not hold",
        "# until you take the # away. A key that is not among these is refused, with its place and what is allowed there.",
        "#",
        "# To do: the id of the site, lines and machines with their ids, and the topic of your messages. As it stands, the file",
        "# reads messages on my-plant/press-4/status such as",
        "#",
        "#   \(message)",
        "#",
        "# An id has 1 to 64 of A-Z a-z 0-9 . _ - and stays as it is; a name is a text, or one in each language, as",
        "# { en = \"Press 4\", zh = \"压机 4\" }; a span of time is \"250ms\", \"5s\", \"1h30m\" or \"8d\".",
        "#",
        "# Try it: floortui hub --broker mqtt://BROKER:1883 --plant THIS-FILE --store ./store",
    ]

    /// The keys that hold, in each table that holds; those of other tables are all switched off. nil: the key's example.
    private static func chosen(_ table: String, _ zone: String) -> [[String: String?]] {
        func word(_ text: String) -> String { TomlNode.Value.string(text).toml }
        return switch table {
        case "site": [["id": nil, "time_zone": word(zone)]]
        case "line": [["id": nil]]
        case "machine": [["id": nil, "line": nil, "silence_limit": nil]]
        case "source": [["id": nil, "topic": nil, "time": nil, "time_format": nil, "members": nil]]
        case "rule":
            [
                ["state": word("producing"), "when": word("run == true")],
                ["state": word("stopped"), "when": word("run == false")],
            ]
        default: []
        }
    }

    private static func section(_ table: KeyTable, header: String, _ zone: String) -> [String] {
        let blocks = chosen(table.name, zone)
        var lines = ["", rule(table.name)] + Prose.lines(table.text)
        lines += ["", (blocks.isEmpty ? "#" : "") + header]
        for key in table.keys { lines += entry(key, value: blocks.first.flatMap { value(of: key, in: $0) }) }
        for block in blocks.dropFirst() {
            lines += ["", header]
            for key in table.keys { lines += value(of: key, in: block).map { ["\(key.name) = \($0)"] } ?? [] }
        }
        return lines
    }

    private static func value(of key: KeySpec, in block: [String: String?]) -> String? {
        block[key.name].map { $0 ?? sample(of: key) }
    }

    private static func rule(_ title: String) -> String {
        "# ---- \(title) " + String(repeating: "-", count: max(0, 112 - title.count))
    }

    /// What the key is for, and the key itself; switched off where `value` is nil.
    private static func entry(_ key: KeySpec, value: String?) -> [String] {
        var text = key.text
        if let standard = key.standard { text += "; default: \(standard.toml)" }
        if let allowed = key.allowed ?? (key.type.isSaidOnce ? nil : key.type.allowed) {
            text += ". Allowed: \(allowed)"
        }
        return Prose.lines(text) + [value.map { "\(key.name) = \($0)" } ?? "#\(key.name) = \(sample(of: key))"]
    }

    private static func sample(of key: KeySpec) -> String {
        if let example = key.example { return example }
        if case .table(let table) = key.type { return sample(of: table) }
        return key.sample ?? "\"\""
    }

    /// An inline table with every key, of those that exclude each other the last, which is the one that needs no level
    /// of the topic.
    private static func sample(of table: KeyTable) -> String {
        let others = table.rules.flatMap { rule -> [String] in
            if case .one(let keys, _) = rule { Array(keys.dropLast()) } else { [] }
        }
        let members = table.keys.filter { !others.contains($0.name) }.map { "\($0.name) = \(sample(of: $0))" }
        return "{ " + members.joined(separator: ", ") + " }"
    }
}

extension KeyType {
    /// Whether the opening tells what is allowed, or the table itself does.
    fileprivate var isSaidOnce: Bool {
        switch self {
        case .identifier, .text, .duration, .table, .listOfTables: true
        default: false
        }
    }
}

/// Explanations as comments of bounded width.
private enum Prose {
    static func lines(_ text: String, width: Int = 118) -> [String] {
        var lines: [String] = []
        var line = "#"
        for word in text.split(separator: " ") {
            if line.count + 1 + word.count > width {
                lines.append(line)
                line = "#"
            }
            line += " " + word
        }
        return lines + [line]
    }
}

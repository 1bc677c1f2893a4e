package import Basis

/// Theme files: `name = "…"`, and a table for each role below `[roles]`:
/// `critical = { fg = "#ff5f5f", bg = "black", attributes = ["bold"], fg16 = "bright-red" }`.
extension Theme {
    private static let look = KeyTable(
        "look", text: "How a role looks.",
        keys: [
            KeySpec(
                "fg", .notation(colorNotation), example: "\"#ff5f5f\"",
                text: "The colour of the text; without it that of the ground."),
            KeySpec(
                "bg", .notation(colorNotation), example: "\"236\"",
                text: "The colour behind it; without it the terminal's own."),
            KeySpec(
                "attributes", .list(of: .oneOf(Attributes.names)), example: "[\"bold\"]",
                text: "What else makes it stand out."),
            KeySpec(
                "fg16", .notation(colorNotation), example: "\"red\"",
                text: "The colour of the text on terminals of 16 and 8 colours; without it the nearest to fg."),
            KeySpec(
                "bg16", .notation(colorNotation), example: "\"black\"",
                text: "The colour behind it on terminals of 16 and 8 colours; without it the nearest to bg."),
        ])

    /// What a theme file may hold, for checks, schema and documentation.
    package static let keys = KeyTable(
        "theme", text: "Colours and attributes of all roles.",
        keys: [
            KeySpec(
                "name", .string, required: true, example: "\"night\"", text: "The name by which the theme is chosen."),
            KeySpec(
                "summary", .text, example: "\"For the night shift.\"", text: "What the theme is for, in a few words."),
            KeySpec(
                "grounds", .list(of: .notation(colorNotation)), example: "[\"#000000\"]",
                text: "The terminals' own grounds on which the theme must read, where it paints none itself."),
            KeySpec(
                "roles",
                .table(KeyTable("roles", text: "One key a role, none left out; {} looks like text.", keys: roleKeys)),
                required: true, text: "How each role looks."),
        ])

    private static let roleKeys = Role.allCases.map { role in
        KeySpec(
            role.name, .table(look), required: true,
            allowed: "\(role.name) = { fg = \"#rrggbb\", bg = \"236\", attributes = [\"bold\"] }, each as needed",
            text: role.purpose)
    }

    private static let colorNotation = Notation(
        "a colour", allowed: "\"#rrggbb\", \"0\" to \"255\", or " + Color.names.joined(separator: " "),
        pattern:
            "^(#[0-9A-Fa-f]{6}|0*([01]?[0-9]?[0-9]|2[0-4][0-9]|25[0-5])|grey|gray|\(Color.names.joined(separator: "|")))$"
    ) { Color($0) == nil ? Notation.Fault("\(Quoted($0))") : nil }

    /// Reads a theme; throws every place that is wrong: unknown and missing roles, and what `ThemeLint` finds.
    package init(_ root: TomlNode) throws(ConfigurationError) {
        let file = try TableReader(root, Self.keys)
        let roles = file.table("roles")
        var looks: [Role: Look] = [:]
        for role in Role.allCases {
            let look = roles.table(role.name)
            func color(_ key: String) -> Color? { look.optionalString(key).flatMap { Color($0) } }
            var attributes: Attributes = []
            for name in look.strings("attributes") {
                if let bit = Attributes.names.firstIndex(of: name) { attributes.insert(Attributes(rawValue: 1 << bit)) }
            }
            looks[role] = Look(color("fg"), on: color("bg"), attributes, basic: color("fg16"), on: color("bg16"))
        }
        self.init(
            name: file.string("name"), summary: file.optionalText("summary") ?? LocalizedText(""),
            grounds: file.strings("grounds").compactMap { Color($0) }, looks)
        var problems = Problems()
        for fault in ThemeLint.faults(in: self) {
            problems.report(roles.place(of: fault.role.name), fault.message, allowed: fault.allowed)
        }
        try problems.throwIfAny()
    }

    /// The theme as a file, to begin another one from.
    package var toml: String {
        var text = summary.en.isEmpty ? "" : "# \(summary.en)\n"
        text += "# fg, bg: a colour name, \"0\" to \"255\", or \"#rrggbb\"; fg16, bg16: where a terminal has 16 or 8.\n"
        text += "# attributes: \(Attributes.names.joined(separator: " ")).\n"
        text += "name = \"\(name)\"\n"
        if !summary.en.isEmpty {
            text += "summary = { en = \"\(summary.en)\", zh = \"\(summary[.zh])\" }\n"
        }
        if !grounds.isEmpty {
            text += "grounds = [" + grounds.map { "\"\($0)\"" }.joined(separator: ", ") + "]\n"
        }
        text += "\n[roles]\n"
        for role in Role.allCases { text += "# \(role.purpose)\n\(role.name) = \(Self.toml(self[role]))\n" }
        return text
    }

    private static func toml(_ look: Look) -> String {
        var parts: [String] = []
        func add(_ key: String, _ color: Color?) { if let color { parts.append("\(key) = \"\(color)\"") } }
        add("fg", look.foreground)
        add("bg", look.background)
        if !look.attributes.isEmpty {
            parts.append("attributes = [" + look.attributes.names.map { "\"\($0)\"" }.joined(separator: ", ") + "]")
        }
        add("fg16", look.basicForeground)
        add("bg16", look.basicBackground)
        return parts.isEmpty ? "{}" : "{ " + parts.joined(separator: ", ") + " }"
    }
}

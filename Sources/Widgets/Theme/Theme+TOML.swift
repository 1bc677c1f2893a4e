package import Basis

/// Theme files: `name = "…"`, and a table a role below `[roles]`:
/// `critical = { fg = "#ff5f5f", bg = "black", attributes = ["bold"] }`.
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
        ])

    /// What a theme file may hold, for checks, schema and documentation.
    package static let keys = KeyTable(
        "theme", text: "Colours and attributes of all roles.",
        keys: [
            KeySpec(
                "name", .string, required: true, example: "\"night\"", text: "The name by which the theme is chosen."),
            KeySpec(
                "roles",
                .table(KeyTable("roles", text: "One key a role; what is absent looks like text.", keys: roleKeys)),
                required: true, text: "How each role looks."),
        ])

    private static let roleKeys = Role.allCases.map { role in
        KeySpec(role.name, .table(look), text: "How `\(role.name)` looks.")
    }

    private static let colorNotation = Notation(
        "a colour", allowed: "\"#rrggbb\", \"0\" to \"255\", or " + Color.names.joined(separator: " "),
        pattern:
            "^(#[0-9A-Fa-f]{6}|0*([01]?[0-9]?[0-9]|2[0-4][0-9]|25[0-5])|grey|gray|\(Color.names.joined(separator: "|")))$"
    ) { Color($0) == nil ? Notation.Fault("\(Quoted($0))") : nil }

    /// Reads a theme; throws every place that is wrong, unknown roles included.
    package init(_ root: TomlNode) throws(ConfigurationError) {
        let file = try TableReader(root, Self.keys)
        let roles = file.table("roles")
        var looks: [Role: Look] = [:]
        for role in Role.allCases {
            guard let look = roles.optionalTable(role.name) else { continue }
            var attributes: Attributes = []
            for name in look.strings("attributes") {
                if let bit = Attributes.names.firstIndex(of: name) { attributes.insert(Attributes(rawValue: 1 << bit)) }
            }
            looks[role] = Look(
                look.optionalString("fg").flatMap { Color($0) }, on: look.optionalString("bg").flatMap { Color($0) },
                attributes)
        }
        self.init(name: file.string("name"), looks)
    }
}

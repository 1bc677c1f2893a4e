import Basis

/// Every key of `terminal.toml`. What is not here is refused.
enum TerminalKeys {
    static let file = KeyTable(
        "terminal.toml", text: "What a dashboard is connected to, and how it looks.",
        keys: [
            .include,
            KeySpec(
                "broker", .string, allowed: "mqtt://host:port", default: .string("mqtt://127.0.0.1:1883"),
                text: "the address of the MQTT broker"),
            KeySpec(
                "site", .identifier, example: "\"my-plant\"",
                text: "the site that is shown; default: the one that is heard first"),
            KeySpec(
                "language", .choice(of: TerminalSettings.LanguageChoice.self), default: .string("auto"),
                text: "the language; auto goes by the locale"),
            KeySpec(
                "theme", .identifier, example: "\"default\"",
                text: "the name of the theme; default: the one for the terminal's colours"),
            KeySpec(
                "glyphs", .choice(of: TerminalSettings.Glyphs.self), default: .string("auto"),
                text: "the characters for frames and signs; auto goes by the locale"),
        ])
}

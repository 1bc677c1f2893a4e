import Basis
import Telemetry
import Widgets

/// Every key of `terminal.toml`. What is not here is refused.
enum TerminalKeys {
    static let file = KeyTable(
        "terminal.toml", text: "What a dashboard is connected to, and how it looks.",
        keys: [
            .include,
            KeySpec(
                "broker", .string, allowed: "mqtt://host:port or mqtts://host:port",
                default: .string("mqtt://127.0.0.1:1883"),
                text: "the address of the MQTT broker"),
            KeySpec(
                "ca", .string, allowed: "the path of a PEM file", example: "\"/etc/floortui/ca.pem\"",
                text: "whose certificates we trust, with mqtts; default: what this system trusts"),
            KeySpec(
                "cert", .string, allowed: "the path of a PEM file", example: "\"terminal.pem\"",
                text: "our own certificate, where the broker wants one; needs key"),
            KeySpec(
                "key", .string, allowed: "the path of a PEM file that only its owner can read, without a passphrase",
                example: "\"terminal.key\"",
                text: "the private key of cert"),
            KeySpec("user", .string, example: "\"terminal\"", text: "who we are, for the broker"),
            KeySpec(
                "password_file", .string, allowed: "the path of a file that only its owner can read",
                example: "\"password\"",
                text: "the file whose first line is the password of user; default: $\(BrokerAccess.passwordVariable)"),
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
                "glyphs", .choice(of: Glyphs.Choice.self), default: .string("auto"),
                text:
                    "the characters for frames and signs; auto goes by the locale, and by the columns that the terminal says signs take"
            ),
        ])
}

import Basis
import Telemetry

/// What `terminal.toml` says about one dashboard.
struct TerminalSettings: Hashable, Sendable {
    enum LanguageChoice: String, Hashable, Sendable, CaseIterable { case auto, en, zh }

    enum Glyphs: String, Hashable, Sendable, CaseIterable { case auto, unicode, ascii }

    var broker: BrokerURL
    /// nil: the site that is heard first.
    var site: String?
    var language: LanguageChoice
    /// nil: the one for the terminal's colours.
    var theme: String?
    var glyphs: Glyphs
}

/// Reads `terminal.toml`.
enum TerminalFile {
    /// Reads the file at `path` and those that it includes; throws all that is wrong, each with its place. Does I/O.
    static func load(path: String) throws(ConfigurationError) -> TerminalSettings {
        try settings(try ConfigurationTree.load(path).root)
    }

    /// Reads a text; `file` is the name that places carry. An empty text gives what holds without a file.
    static func read(text: [UInt8], file: String) throws(ConfigurationError) -> TerminalSettings {
        try settings(try ConfigurationTree.load(files: [ConfigurationTree.File(name: file, bytes: text)]).root)
    }

    private static func settings(_ root: TomlNode) throws(ConfigurationError) -> TerminalSettings {
        let table = try TableReader(root, TerminalKeys.file)
        let broker: BrokerURL
        do throws(ConnectionError) { broker = try BrokerURL(table.string("broker")) } catch {
            throw ConfigurationError(table.place(of: "broker"), error.description)
        }
        return TerminalSettings(
            broker: broker, site: table.optionalString("site"), language: table.choice("language"),
            theme: table.optionalString("theme"), glyphs: table.choice("glyphs"))
    }
}

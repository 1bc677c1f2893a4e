import Basis
import Glibc
import Telemetry
import Widgets

/// What `terminal.toml` says about one dashboard.
struct TerminalSettings: Hashable, Sendable {
    enum LanguageChoice: String, Hashable, Sendable, CaseIterable { case auto, en, zh }

    var broker: BrokerURL
    /// What the broker asks for.
    var access = BrokerAccess()
    /// nil: the site that is heard first.
    var site: String?
    var language: LanguageChoice
    /// nil: the one for the terminal's colours.
    var theme: String?
    var glyphs: Glyphs.Choice
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

    /// Where a person's own file lies, or would; nil without a home.
    static var standardPath: String? {
        Environment.folder("XDG_CONFIG_HOME", orHome: ".config").map { $0 + "/terminal.toml" }
    }

    /// The file of the command line, which must be there, else the person's own; nil where there is none.
    static func path(_ given: String?) -> String? {
        given ?? standardPath.flatMap { Glibc.access($0, F_OK) == 0 ? $0 : nil }
    }

    private static func settings(_ root: TomlNode) throws(ConfigurationError) -> TerminalSettings {
        let table = try TableReader(root, TerminalKeys.file)
        let broker: BrokerURL
        do throws(ConnectionError) { broker = try BrokerURL(table.string("broker")) } catch {
            throw ConfigurationError(table.place(of: "broker"), error.description)
        }
        return TerminalSettings(
            broker: broker, access: try access(table, broker), site: table.optionalString("site"),
            language: table.choice("language"),
            theme: table.optionalString("theme"), glyphs: table.choice("glyphs"))
    }

    private static func access(_ table: TableReader, _ broker: BrokerURL) throws(ConfigurationError) -> BrokerAccess {
        let access = BrokerAccess(
            authorityFile: path(table, "ca"), certificateFile: path(table, "cert"), keyFile: path(table, "key"),
            user: table.optionalString("user"), passwordFile: path(table, "password_file"))
        for (key, other) in [("cert", "key"), ("key", "cert"), ("password_file", "user")]
        where table.has(key) && !table.has(other) {
            throw ConfigurationError(table.place(of: key), "\"\(key)\" is of no use without \"\(other)\"; give both")
        }
        return access
    }

    /// Where it is relative, from the folder of the file that names it.
    private static func path(_ table: TableReader, _ key: String) -> String? {
        guard let path = table.optionalString(key) else { return nil }
        let file = table.place(of: key).file
        guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return path }
        return file[...slash] + path
    }
}

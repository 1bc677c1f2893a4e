import ArgumentParser
import Basis
import Glibc
import Telemetry
import Widgets

extension Language: ExpressibleByArgument {}

/// How screens look: the command line over `terminal.toml` over what holds without either.
struct LookOptions: ParsableArguments {
    @Option(
        name: [.customLong("lang"), .customLong("language")],
        help: ArgumentHelp(
            "en or zh. Default: language in terminal.toml, else by $LC_ALL, $LC_MESSAGES or $LANG.",
            valueName: "language"))
    var lang: Language?

    @Option(
        help: "The theme's name. Default: theme in terminal.toml.", completion: .custom { _, _, _ in ThemeFiles.names })
    var theme: String?

    @Flag(help: "Plain ASCII, whatever the locale says; as glyphs = \"ascii\" in terminal.toml.")
    var ascii = false

    @Flag(help: "Signs as they are, also where the terminal does not say how wide they are.")
    var unicode = false

    @Option(
        help: "The terminal.toml to use. Default: ~/.config/floortui/terminal.toml, where there is one.",
        completion: .file(extensions: ["toml"]))
    var config: String?

    func validate() throws {
        guard !ascii || !unicode else { throw ValidationError("--ascii or --unicode, not both") }
    }

    /// What `terminal.toml` says; nil where there is none.
    func terminalFile() throws(ConfigurationError) -> TerminalSettings? {
        guard let path = TerminalFile.path(config) else { return nil }
        return try TerminalFile.load(path: path)
    }

    /// - Parameter file: what `terminal.toml` says; nil where there is none.
    func look(_ file: TerminalSettings?) -> Look {
        let chosen: Language? =
            switch file?.language {
            case .en: .en
            case .zh: .zh
            case .auto, nil: nil
            }
        let source = LookWatch.Source(
            file: config ?? TerminalFile.standardPath, settings: file, theme: theme ?? file?.theme,
            fixesTheme: theme != nil,
            fixesLanguage: lang != nil)
        return Look(
            language: lang ?? chosen ?? .ofEnvironment, source: source,
            glyphs: ascii ? .ascii : unicode ? .unicode : file?.glyphs ?? .auto)
    }
}

/// Of commands that take over the terminal.
struct ColorOptions: ParsableArguments {
    @Flag(name: .customLong("no-color"), help: "No colours, as with NO_COLOR in the environment.")
    var noColor = false
}

/// How screens look, once all have been asked.
struct Look: Hashable {
    var language: Language
    /// The theme that is asked for, and what a dashboard follows while it runs.
    var source: LookWatch.Source
    var glyphs: Glyphs.Choice

    /// nil: the default one.
    var theme: String? { source.theme }

    /// What is printed: nothing measures the signs there.
    var printedGlyphs: Glyphs { glyphs == .ascii ? .ascii : .unicode }

    /// For a screen that is printed as text, in the characters of the locale.
    mutating func followLocale() {
        language = Output.language(language)
        if !Output.isUTF8 { glyphs = .ascii }
    }
}

extension DashboardSettings {
    init(broker: BrokerURL, site: String?, look: Look) {
        self.init(
            broker: broker, site: site, language: look.language, lookSource: look.source, glyphs: look.glyphs)
    }
}

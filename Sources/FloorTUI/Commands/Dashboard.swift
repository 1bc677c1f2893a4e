import ArgumentParser
import Basis
import Glibc
import Telemetry
import Widgets

extension Language: ExpressibleByArgument {}

/// `floortui`: the dashboard.
struct Dashboard: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The dashboard: what every machine does, live.")

    @Option(help: "The broker, as mqtt://host:1883. Default: that of terminal.toml, else this machine.")
    var broker: String?

    @Option(help: "The site, where hubs of several speak on the broker.")
    var site: String?

    @OptionGroup var look: LookOptions

    @Option(help: "The terminal.toml to use. Default: ~/.config/floortui/terminal.toml, where there is one.")
    var config: String?

    func run() throws {
        TerminalSignals.block()
        try runDashboard(try failing { try settings() })
    }

    private func settings() throws -> DashboardSettings {
        let file = try terminalFile()
        let language: Language =
            look.lang
            ?? (file?.language == .zh ? .zh : file?.language == .en ? .en : .ofEnvironment)
        var settings = DashboardSettings(
            broker: try broker.map { try BrokerURL($0) } ?? file?.broker ?? BrokerURL(host: "127.0.0.1"),
            site: site ?? file?.site, language: language, theme: look.theme ?? file?.theme)
        settings.forceASCII = look.ascii || file?.glyphs == .ascii
        settings.lookSource = LookWatch.Source(
            file: terminalPath, settings: file, theme: settings.theme, fixesTheme: look.theme != nil,
            fixesLanguage: look.lang != nil)
        return settings
    }

    private func terminalFile() throws -> TerminalSettings? {
        guard let path = terminalPath, config != nil || access(path, F_OK) == 0 else { return nil }
        return try TerminalFile.load(path: path)
    }

    /// That of the command line, else the person's own, which need not exist; nil without a home.
    private var terminalPath: String? {
        config ?? Environment.folder("XDG_CONFIG_HOME", orHome: ".config").map { $0 + "/terminal.toml" }
    }
}

/// How screens look.
struct LookOptions: ParsableArguments {
    @Option(help: "en or zh. Default: that of terminal.toml, else of $LANG.")
    var lang: Language?

    @Option(help: "The theme's name.")
    var theme: String?

    @Flag(help: "Plain ASCII, whatever the locale says.")
    var ascii = false
}

import Basis
import Glibc
import Telemetry
import Widgets

/// What a dashboard is started with: the command line over `terminal.toml` over what holds without either.
struct DashboardSettings {
    var broker: BrokerURL
    /// What the broker asks for.
    var access = BrokerAccess()
    /// nil: that of the first hub that is heard.
    var site: String?
    var language: Language
    /// The terminal's locale has Chinese characters.
    var hasChinese = true
    /// The theme, and the files that are followed.
    var lookSource = LookWatch.Source()
    var glyphs = Glyphs.Choice.auto
    var useColor = true
    /// Where this account's terminals keep what was typed, and their log; nil without a home.
    var stateFolder = Environment.stateFolder
}

extension Language {
    static var ofEnvironment: Language { of { Environment[$0] } }

    /// The language of `$LC_ALL`, `$LC_MESSAGES` or `$LANG`: Chinese where it begins with `zh`, but not on the Linux
    /// console, which has no such characters. What draws them there and has the same name is told with `--lang zh`.
    static func of(_ variable: (String) -> String?) -> Language {
        let value = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(variable).first { !$0.isEmpty }
        return value?.hasPrefix("zh") == true && variable("TERM") != "linux" ? .zh : .en
    }
}

/// Variables of the environment.
enum Environment {
    /// nil when it is not set.
    static subscript(name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// Where what is to stay lies, as that of terminals; nil without a home.
    static var stateFolder: String? { folder("XDG_STATE_HOME", orHome: ".local/state") }

    /// A folder of the XDG base directory specification, with our own below it; nil without a home.
    static func folder(_ variable: String, orHome path: String) -> String? {
        if let base = Self[variable], base.hasPrefix("/") { return base + "/floortui" }
        return Self["HOME"].flatMap { $0.hasPrefix("/") ? "\($0)/\(path)/floortui" : nil }
    }
}

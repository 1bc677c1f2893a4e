import Basis
import Glibc
import Telemetry

/// What a dashboard is started with: the command line over `terminal.toml` over what holds without either.
struct DashboardSettings {
    var broker: BrokerURL
    /// What the broker asks for.
    var access = BrokerAccess()
    /// nil: that of the first hub that is heard.
    var site: String?
    var language: Language
    var theme: String?
    var forceASCII = false
    var useColor = true
}

extension Language {
    /// The language of `$LC_ALL`, `$LC_MESSAGES` or `$LANG`: Chinese where it begins with `zh`.
    static var ofEnvironment: Language {
        let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
        let value = names.lazy.compactMap { Environment[$0] }.first { !$0.isEmpty }
        return value?.hasPrefix("zh") == true ? .zh : .en
    }
}

/// Variables of the environment.
enum Environment {
    /// nil when it is not set.
    static subscript(name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// A folder of the XDG base directory specification, with our own below it; nil without a home.
    static func folder(_ variable: String, orHome path: String) -> String? {
        if let base = Self[variable], base.hasPrefix("/") { return base + "/floortui" }
        return Self["HOME"].flatMap { $0.hasPrefix("/") ? "\($0)/\(path)/floortui" : nil }
    }
}

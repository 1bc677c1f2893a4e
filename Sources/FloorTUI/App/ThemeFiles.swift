import Basis
import Glibc
import Widgets

/// Finds themes by name: those built in, and files of the person or of the installation.
enum ThemeFiles {
    /// - Parameter name: nil: the standard one.
    /// - Throws: `CommandFailure` that names what there is, or what is wrong in the file.
    static func theme(named name: String?) throws(CommandFailure) -> Theme {
        guard let name else { return .standard }
        if let theme = [Theme.standard, .monochrome].first(where: { $0.name == name }) { return theme }
        for folder in folders where access("\(folder)/\(name).toml", R_OK) == 0 {
            do throws(ConfigurationError) {
                return try Theme(try loadConfiguration("\(folder)/\(name).toml"))
            } catch {
                throw CommandFailure(error)
            }
        }
        throw CommandFailure(
            .badConfiguration,
            "there is no theme \"\(name)\"; known: default, monochrome, and files in \(folders.joined(separator: ", "))"
        )
    }

    private static var folders: [String] {
        let own = Environment.folder("XDG_CONFIG_HOME", orHome: ".config").map { $0 + "/themes" }
        return (own.map { [$0] } ?? []) + SharedFiles.folders("themes")
    }
}

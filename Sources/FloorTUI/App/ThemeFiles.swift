import Basis
import Glibc
import Widgets

/// Finds themes by name: files of the person first, then those built in, then files of the installation.
enum ThemeFiles {
    struct Found {
        var theme: Theme
        /// The file that it stands in; nil for one that is built in.
        var path: String?
    }

    /// - Parameter name: nil: the default one, dark or light by `$COLORFGBG`.
    /// - Throws: `CommandFailure` that names what there is, or what is wrong in the file.
    static func theme(named name: String?) throws(CommandFailure) -> Theme { try find(name).theme }

    /// As `theme(named:)`, with the place where it was found.
    static func find(_ name: String?) throws(CommandFailure) -> Found {
        let name = name ?? Theme.defaultName
        if let own = ownFolder, let path = file(name, in: own) { return try read(path) }
        if let theme = Theme.builtIn(name, onLightGround: Theme.isLightGround(colorFGBG: Environment["COLORFGBG"])) {
            return Found(theme: theme)
        }
        for folder in folders { if let path = file(name, in: folder) { return try read(path) } }
        let places = folders.joined(separator: ", ")
        throw CommandFailure(
            .badConfiguration,
            "there is no theme \"\(name)\"; known: \(names.joined(separator: ", ")); files in \(places)")
    }

    /// What can be asked for: the built-in ones in their order, then those in files.
    static var names: [String] {
        let builtIn = Theme.builtIn.map(\.name)
        let files = Set(folders.flatMap(names(in:))).subtracting(builtIn).subtracting([Theme.defaultName])
        return builtIn + files.sorted()
    }

    private static func names(in folder: String) -> [String] {
        guard let listing = opendir(folder) else { return [] }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let file = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            let name = file.hasSuffix(".toml") ? String(file.dropLast(5)) : ""
            if isName(name) { names.append(name) }
        }
        return names
    }

    /// A name never leads out of a folder.
    private static func isName(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix(".") && name.utf8.allSatisfy { $0 != UInt8(ascii: "/") && $0 >= 0x20 }
    }

    private static func file(_ name: String, in folder: String) -> String? {
        let path = "\(folder)/\(name).toml"
        return isName(name) && access(path, R_OK) == 0 ? path : nil
    }

    private static func read(_ path: String) throws(CommandFailure) -> Found {
        do throws(ConfigurationError) {
            return Found(theme: try Theme(try loadConfiguration(path)), path: path)
        } catch {
            throw CommandFailure(error)
        }
    }

    private static var ownFolder: String? {
        Environment.folder("XDG_CONFIG_HOME", orHome: ".config").map { $0 + "/themes" }
    }

    private static var folders: [String] {
        (ownFolder.map { [$0] } ?? []) + SharedFiles.folders("themes")
    }
}

import Basis
import Glibc
import Widgets

/// Which theme a dashboard has, and what becomes of it when its file or `terminal.toml` is edited.
///
/// An edit counts whole or not at all: what was in force stays when it is broken. One thread; files are only looked at
/// in `check`, and read only when they are others than before.
struct LookWatch {
    /// Where the look comes from.
    struct Source: Hashable {
        /// The `terminal.toml` that is followed, which need not exist; nil: none is.
        var file: String?
        /// What it said at the start; nil where there was none.
        var settings: TerminalSettings?
        /// The theme that is asked for at the start; nil: the default one.
        var theme: String?
        /// The command line's word, over which the file's does not count.
        var fixesTheme = false
        var fixesLanguage = false
    }

    private let source: Source
    private var settings: TerminalSettings?
    private(set) var theme: Theme
    /// As it was asked for.
    private(set) var name: String
    private var themeFile: String?
    /// `terminal.toml` and what it includes.
    private var settingFiles: [String]
    private var stamps: [FileSign?] = []
    private var settingsFault: String?
    private var themeFault: String?
    /// A language that the file was given since the last `takeLanguage`.
    private var language: Language?

    /// - Throws: when the theme cannot be had.
    init(_ source: Source) throws(CommandFailure) {
        let found = try ThemeFiles.find(source.theme)
        self.source = source
        settings = source.settings
        theme = found.theme
        themeFile = found.path
        name = source.theme ?? found.theme.name
        settingFiles = source.file.map { [$0] } ?? []
        if let file = source.file, let tree = try? ConfigurationTree.load(file) {
            settingFiles = tree.files.map(\.name)
        }
        stamps = currentStamps
    }

    /// What is not in force, and why, one sentence each: `terminal.toml` first.
    var faults: [String] { [settingsFault, themeFault].compactMap { $0 } }

    /// Whether `terminal.toml` says something else than at the start that counts only from the next one.
    private(set) var needsRestart = false

    /// Takes another theme; the old one stays when that cannot be had.
    mutating func choose(_ name: String) throws(CommandFailure) {
        let found = try ThemeFiles.find(name)
        theme = found.theme
        themeFile = found.path
        self.name = name == Theme.defaultName ? found.theme.name : name
        themeFault = nil
        stamps = currentStamps
    }

    /// Reads again what was edited. Returns whether anything is to be shown anew.
    mutating func check() -> Bool {
        let now = currentStamps
        guard now != stamps else { return false }
        let isOther = now.prefix(settingFiles.count) != stamps.prefix(settingFiles.count)
        if isOther { readSettings() }
        readTheme()
        stamps = currentStamps
        return true
    }

    /// The language that the file was given, once.
    mutating func takeLanguage() -> Language? {
        defer { language = nil }
        return language
    }

    private var currentStamps: [FileSign?] { (settingFiles + [themeFile ?? ""]).map { FileSign(path: $0) } }

    private mutating func readSettings() {
        guard let file = source.file, access(file, F_OK) == 0 else {
            settingsFault = nil
            return
        }
        do throws(ConfigurationError) {
            let files = try ConfigurationTree.load(file).files.map(\.name)
            let new = try TerminalFile.load(path: file)
            let old = settings
            if new.theme != old?.theme, !source.fixesTheme { try take(new.theme) }
            if new.language != old?.language ?? .auto, !source.fixesLanguage { language = new.language.language }
            settings = new
            settingFiles = files
            settingsFault = nil
            needsRestart = needsRestart || Self.isOther(new, source.settings)
        } catch {
            settingsFault = Self.sentence(error)
        }
    }

    /// A theme that `terminal.toml` names and that cannot be had makes the edit a broken one.
    private mutating func take(_ theme: String?) throws(ConfigurationError) {
        do throws(CommandFailure) {
            try choose(theme ?? Theme.defaultName)
        } catch {
            let root = try source.file.map { path throws(ConfigurationError) in try ConfigurationTree.load(path).root }
            let place = root?["theme"]?.place ?? Place(file: source.file ?? "")
            throw ConfigurationError(place, error.description)
        }
    }

    /// In what is read at the start alone.
    private static func isOther(_ new: TerminalSettings, _ old: TerminalSettings?) -> Bool {
        guard let old else { return false }
        var same = old
        same.theme = new.theme
        same.language = new.language
        return same != new
    }

    private mutating func readTheme() {
        do throws(CommandFailure) {
            let found = try ThemeFiles.find(name)
            theme = found.theme
            themeFile = found.path
            themeFault = nil
        } catch {
            themeFault = Self.short(error.description)
        }
    }

    private static func sentence(_ error: ConfigurationError) -> String {
        error.problems.first.map { short($0.description) } ?? short(error.description)
    }

    /// The first line, its file without the folders: who edits it knows them.
    static func short(_ text: String) -> String {
        let line = text.prefix { $0 != "\n" }
        let place = line.prefix { $0 != " " }
        return String((place.lastIndex(of: "/").map { line[line.index(after: $0)...] }) ?? line)
    }
}

extension TerminalSettings.LanguageChoice {
    /// The language that is meant.
    var language: Language {
        switch self {
        case .auto: .ofEnvironment
        case .en: .en
        case .zh: .zh
        }
    }
}

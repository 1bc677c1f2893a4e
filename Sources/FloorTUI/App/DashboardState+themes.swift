import Basis
import Widgets

/// What the dashboard knows of themes: the loop around it has the files.
struct ThemeChoice: Hashable {
    struct Entry: Hashable {
        var name: String
        /// nil for a theme that is not built in.
        var summary: LocalizedText?
    }

    var entries = Theme.builtIn.map { Entry(name: $0.name, summary: $0.summary) }
    /// The one that is on.
    var current = Theme.standard.name
    /// What is not in force though a file says so, and why.
    var faults: [String] = []
    /// `terminal.toml` says something that counts from the next start.
    var needsRestart = false

    /// The built-in ones and `others`.
    mutating func know(_ names: [String]) {
        entries = names.map { name in
            Entry(name: name, summary: Theme.builtIn.first { $0.name == name }?.summary)
        }
    }
}

/// The themes as a list to choose from: each is shown while it is selected.
struct ThemeList {
    var list: List
    /// What comes back with Esc.
    let before: String

    init(_ choice: ThemeChoice, _ phrases: Phrases) {
        list = List(
            choice.entries.map { entry in
                let isOn = entry.name == choice.current
                let word = isOn ? phrases[.themeOn] : ""
                let summary = entry.summary?[phrases.language] ?? phrases[.themeFile]
                return List.Item(entry.name, detail: [word, summary].filter { !$0.isEmpty }.joined(separator: " · "))
            })
        before = choice.current
        list.position.selected = choice.entries.firstIndex { $0.name == choice.current } ?? 0
    }
}

extension DashboardState {
    /// `:theme NAME`; without a name the list.
    mutating func theme(_ name: String) -> [Effect] {
        guard !name.isEmpty else {
            cover = .themes(ThemeList(themes, phrases))
            return []
        }
        guard name == Theme.defaultName || themes.entries.contains(where: { $0.name == name }) else {
            let known = themes.entries.map(\.name).joined(separator: ", ")
            message = "\(phrases[.unknownTheme]) \(name). \(phrases[.known]) \(known)"
            return []
        }
        return [.theme(name)]
    }

    mutating func handle(_ key: Key, _ themes: ThemeList) -> [Effect] {
        var themes = themes
        switch themes.list.handle(key) {
        case .moved:
            cover = .themes(themes)
            return [.theme(themes.list.items[themes.list.position.selected].text)]
        case .chosen(let index):
            cover = nil
            return [.theme(themes.list.items[index].text)]
        case .ignored:
            guard key == .escape || key == .character("q") else { return [] }
            cover = nil
            return [.theme(themes.before)]
        }
    }

    /// What the person should know of files that were edited.
    var lookNotices: [Banner] {
        var notices = themes.faults.map { Banner("\(phrases[.notInForce]) \($0)", .warning) }
        if notices.isEmpty, themes.needsRestart { notices.append(Banner(phrases[.fromNextStart], .notice)) }
        return notices
    }

    /// Draws the list over the screen.
    func draw(_ themes: ThemeList, in canvas: Canvas) {
        var list = themes.list
        let names = list.items.map(\.text.columns).max() ?? 0
        let details = list.items.map(\.detail.columns).max() ?? 0
        let size = Size(names + details + 8, list.items.count + 2)
        let inside = Overlay(phrases[.themes], size: size).draw(in: canvas)
        list.draw(in: inside)
        for y in 0..<min(inside.height, list.items.count - list.position.top) {
            let way = [Key](repeating: .down, count: list.position.top + y)
            inside.row(y).target([.home] + way + [.enter])
        }
    }
}

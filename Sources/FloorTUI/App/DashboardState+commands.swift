import Basis
import Records
import Widgets

extension DashboardState {
    /// The commands of `:` and what may follow them.
    enum Command: String, CaseIterable {
        case floor, machine, outbox, filter, lang, theme, mouse, help, quit
    }

    func commandLine(_ text: String) -> InputLine {
        var line = InputLine(text)
        line.candidates = candidates(text)
        return line
    }

    /// Whole lines that begin with what was typed.
    func candidates(_ text: String) -> [String] {
        let parts = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let command = Command(rawValue: parts[0]) else {
            return Command.allCases.map(\.rawValue).filter { $0.hasPrefix(text) }
        }
        let choices: [String] =
            switch command {
            case .machine:
                picture.rows.lazy.map(\.machine).filter { $0.lowercased().hasPrefix(parts[1].lowercased()) }
                    .prefix(50).map { $0 }
            case .lang: Language.allCases.map(\.rawValue).filter { $0.hasPrefix(parts[1]) }
            case .theme: themes.entries.map(\.name).filter { $0.hasPrefix(parts[1]) }
            case .floor, .outbox, .filter, .mouse, .help, .quit: []
            }
        return choices.map { "\(parts[0]) \($0)" }
    }

    mutating func run(_ text: String, _ context: ScreenContext) -> [Effect] {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard let word = parts.first else { return [] }
        let rest = parts.count > 1 ? parts[1].trimmingBlanks : ""
        switch Command(rawValue: word) {
        case .outbox: outboxScreen = OutboxScreen()
        case .floor:
            outboxScreen = nil
            machine = nil
            return [.watch(nil)]
        case .machine:
            guard let id = picture.rows.first(where: { $0.machine.lowercased() == rest.lowercased() })?.machine else {
                message = "\(phrases[.unknownMachine]) \(rest)"
                return []
            }
            outboxScreen = nil
            floor.select(id, context)
            return open(id)
        case .filter: floor.setFilter(rest)
        case .lang:
            guard let language = Language(rawValue: rest) else {
                message = "\(phrases[.unknownCommand]) lang en, lang zh"
                return []
            }
            phrases.language = language
        case .theme: return theme(rest)
        case .mouse: return toggleMouse()
        case .help:
            cover = .help(
                HelpOverlay(phrases[.keys], keys, in: [.floor, .machine, .outbox, .everywhere]) { phrases($0) })
        case .quit: cover = .leave
        case nil: message = "\(phrases[.unknownCommand]) \(Command.allCases.map(\.rawValue).joined(separator: ", "))"
        }
        return []
    }
}

import Basis
import Records
import Widgets

extension DashboardState {
    /// The commands of `:` and what may follow them.
    enum Command: String, CaseIterable {
        case floor, machine, pareto, oee, alarms, rates, audit, trend, cycles, outbox, filter, lang, theme, mouse, help,
            quit
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
            case .machine, .audit, .cycles: machines(parts[1])
            case .pareto, .oee, .alarms, .rates: lines(parts[1]) + machines(parts[1])
            case .trend: trends(parts[1])
            case .lang: Language.allCases.map(\.rawValue).filter { $0.hasPrefix(parts[1]) }
            case .theme: themes.entries.map(\.name).filter { $0.hasPrefix(parts[1]) }
            case .floor, .outbox, .filter, .mouse, .help, .quit: []
            }
        return choices.map { "\(parts[0]) \($0)" }
    }

    /// At most so many are offered.
    private static let mostCandidates = 50

    private func machines(_ start: String) -> [String] {
        let start = start.lowercased()
        return picture.rows.lazy.map(\.machine).filter { $0.lowercased().hasPrefix(start) }
            .prefix(Self.mostCandidates).map { $0 }
    }

    private func lines(_ start: String) -> [String] {
        let start = start.lowercased()
        return picture.lines.map(\.id).filter { $0.lowercased().hasPrefix(start) }
    }

    /// Values of the machine that is looked at, then machines; behind the name of one its values.
    private func trends(_ start: String) -> [String] {
        let parts = start.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if parts.count == 2, let id = picture.rows.first(where: { $0.machine == parts[0] })?.machine {
            return values(parts[1], of: id).map { "\(id) \($0)" }
        }
        return values(start, of: machine?.machine) + machines(start)
    }

    private func values(_ start: String, of machine: String?) -> [String] {
        guard let machine, let document = picture.machines[machine]?.document else { return [] }
        return document.tags.map(\.id).filter { $0.hasPrefix(start) }.prefix(Self.mostCandidates).map { $0 }
    }

    mutating func run(_ text: String, _ context: ScreenContext) -> [Effect] {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard let word = parts.first else { return [] }
        let rest = parts.count > 1 ? parts[1].trimmingBlanks : ""
        switch Command(rawValue: word) {
        case .outbox: return show(.outbox)
        case .floor: return show(.floor)
        case .machine:
            guard !rest.isEmpty else { return noMachine() }
            guard let id = machine(named: rest) else { return [] }
            floor.select(id, context)
            return open(id)
        case .pareto: return show(.pareto, named: rest)
        case .oee: return show(.oee, named: rest)
        case .alarms: return show(.alarms, named: rest)
        case .rates:
            let effects = show(.alarms, named: rest)
            guard let scope = (pages.last as? AlarmScreen)?.scope, message == nil else { return effects }
            showRates(scope)
            return effects
        case .audit: return show(.audit, named: rest)
        case .trend: return trend(rest, context)
        case .cycles:
            guard let id = rest.isEmpty ? machine?.machine : machine(named: rest) else { return noMachine() }
            let effects = machine?.machine == id ? [] : open(id)
            pages = [CyclesScreen(machine: id)]
            return effects
        case .filter:
            guard canFilter else {
                message = phrases[.noFilterHere]
                return []
            }
            setFilter(rest)
        case .lang:
            guard let language = Language(rawValue: rest) else {
                message = "\(phrases[.languages]) lang en, lang zh"
                return []
            }
            speak(language)
        case .theme: return theme(rest)
        case .mouse: return toggleMouse()
        case .help:
            let here = contexts.dropLast().filter { ![.floor, .machine, .outbox].contains($0) }
            cover = .help(help(in: here + [.floor, .machine, .outbox, .everywhere]))
        case .quit: return ask()
        case nil: message = "\(phrases[.unknownCommand]) \(Command.allCases.map(\.rawValue).joined(separator: ", "))"
        }
        return []
    }

    /// The machine of that name, whatever the case of its letters; where there is none, it is said.
    private mutating func machine(named name: String) -> String? {
        let found = picture.rows.first { $0.machine.lowercased() == name.lowercased() }?.machine
        if found == nil { message = unknown(phrases[.unknownMachine], name, picture.rows.map(\.machine)) }
        return found
    }

    /// That there is none of that name, and which there are.
    private func unknown(_ words: String, _ name: String, _ known: [String]) -> String {
        "\(words) \(name). \(phrases[.known]) \(Spelling.list(known, limit: 20))"
    }

    private mutating func noMachine() -> [Effect] {
        if message == nil { message = phrases[.whichMachine] }
        return []
    }

    /// A screen of a line or a machine; without a name as its digit opens it.
    private mutating func show(_ screen: ScreenName, named name: String) -> [Effect] {
        if name.isEmpty { return show(screen) }
        if let line = picture.lines.first(where: { $0.id.lowercased() == name.lowercased() }), screen != .audit {
            return show(screen, .line(line.id))
        }
        guard let id = machine(named: name) else {
            guard screen != .audit else { return [] }
            let known = picture.lines.map(\.id) + picture.rows.map(\.machine)
            message = unknown(phrases[.unknownPlace], name, known)
            return []
        }
        return show(screen, .machine(id))
    }

    /// `tag`, `MACHINE` or `MACHINE tag`; a value of the machine that is looked at comes before a machine of that name.
    private mutating func trend(_ text: String, _ context: ScreenContext) -> [Effect] {
        if let id = machine?.machine, let page = TrendScreen(machine: id, tag: text, context) {
            pages = [page]
            return []
        }
        guard !text.isEmpty else { return noMachine() }
        let parts = text.split(separator: " ", maxSplits: 1).map { String($0).trimmingBlanks }
        guard let id = machine(named: parts.first ?? text) else {
            if let own = machine?.machine { message = unknown(phrases[.unknownValue], text, values("", of: own)) }
            return []
        }
        let tag = parts.count > 1 ? parts[1] : ""
        let page = TrendScreen(machine: id, tag: tag, context)
        // What values a machine has that is not looked at comes with its document.
        if page == nil, !tag.isEmpty, picture.machines[id] != nil {
            message = unknown(phrases[.unknownValue], tag, values("", of: id))
            return []
        }
        let effects = machine?.machine == id ? [] : open(id)
        pages = [page ?? TrendScreen(machine: id, tag: tag)]
        return effects
    }
}

package import Basis
import Records
import Store
import Widgets

/// Everything that a dashboard shows and how keys change it. No terminal, no network, no clock of its own.
package struct DashboardState {
    /// What the loop around it has to do.
    enum Effect: Hashable {
        /// Watch this machine; nil: none any more.
        case watch(String?)
        case redraw
        /// Give the terminal to the shell until it says to go on.
        case suspend
        /// Show everything in this theme.
        case theme(String)
        /// Look which themes there are now: files come while the dashboard runs.
        case findThemes
        case takeMouse(Bool)
        /// Ask the hub; the number comes back with the answer.
        case ask(QuestionBoard.Asking)
        case outbox(OutboxChange)
        case quit
    }

    /// What lies over the screen and takes the keys.
    enum Cover {
        case help(HelpOverlay)
        case filter(InputLine)
        case command(InputLine)
        /// Whether to leave; what lay there before comes back for whoever stays.
        indirect case leave(over: Cover?, ButtonRow)
        case themes(ThemeList)
        case form(FormDialog)
        case entry(OutboxDetail)
    }

    var picture = PlantPicture()
    package var link = LinkState.connecting(nil)
    var hubTrouble = HubTrouble()
    var clockOffset: Duration?
    var speed = 1.0
    var phrases: Phrases
    /// The terminal's locale has Chinese characters; without them question marks would stand for all of it.
    var hasChinese = true
    let keys: KeyMap<Action, KeyContext>
    var floor = FloorScreen()
    /// The machine that is looked at; nil: the Floor is.
    var machine: MachineScreen?
    /// What lies over the Floor or the machine, the last on top.
    var pages: [any ScreenPage] = []
    /// What was asked of the hub for the screens, and its answers.
    var board = QuestionBoard()
    /// The outbox is looked at, over floor and machine.
    var outboxScreen: OutboxScreen?
    package var outbox = OutboxPicture()
    /// Drafts of an earlier start have been offered.
    var hasOfferedDrafts = false
    /// This terminal's clock, and where keys of commands come from.
    var clock: @Sendable () -> Instant = { .now }
    var newKey: @Sendable () -> String = { CommandKey.new(at: .now).text }
    var cover: Cover?
    /// What is wanted of an alarm and waits to be looked at again; any key ends that.
    var wish: AlarmWish?
    /// A word about the last command, until the next key or for some seconds.
    var message: String?
    /// The same, and since when it is there.
    var seenMessage: (text: String, since: ContinuousClock.Instant)?
    var themes = ThemeChoice()
    /// Clicks and the wheel come here, not to the terminal's own selection.
    var takesMouse = true

    package init(language: Language) { self.init(language: language, keys: .standard) }

    init(language: Language, keys: KeyMap<Action, KeyContext>) {
        phrases = Phrases(language: language)
        self.keys = keys
    }

    func context(_ now: Instant?) -> ScreenContext {
        ScreenContext(
            picture: picture, link: link, now: now, terminalNow: clock(), phrases: phrases, board: board, outbox: outbox
        )
    }

    var contexts: [KeyContext] {
        let place: KeyContext = machine == nil ? .floor : .machine
        return [outboxScreen != nil ? .outbox : pages.last?.keyContext ?? place, .everywhere]
    }

    // MARK: Keys

    mutating func handle(_ key: Key, now: Instant?) -> [Effect] {
        (message, wish) = (nil, nil)
        if key == .control("c") { return ask() }
        if cover != nil { return handleCover(key, now) }
        let context = context(now)
        switch keys.action(for: key, in: contexts) {
        case let action?: return perform(action, key, context)
        case nil: return handleScreen(key, nil, context)
        }
    }

    /// Asks whether to leave.
    mutating func ask() -> [Effect] {
        if case .leave = cover { return [] }
        let effects = saveDraft()
        cover = .leave(
            over: cover,
            ButtonRow([.init("stay", "Esc \(phrases[.stay])"), .init("leave", "y \(phrases[.leave])")]))
        return effects
    }

    private mutating func handleScreen(_ key: Key, _ action: Action?, _ context: ScreenContext) -> [Effect] {
        if outboxScreen != nil {
            handleOutbox(key, context)
            return []
        }
        if let last = pages.indices.last {
            return follow(pages[last].handle(key, action, context), of: key, context)
        }
        if let outcome = machine?.handle(key, action, context) { return follow(outcome, of: key, context) }
        switch floor.handle(key, context) {
        case .open(let id): return open(id)
        case .ignored: tellUnused(key)
        case .changed: break
        }
        return []
    }

    /// Shows all in another language, where the terminal has its characters.
    mutating func speak(_ language: Language) {
        guard language != .zh || hasChinese else { return message = phrases[.noChineseHere] }
        phrases.language = language
    }

    mutating func tellUnused(_ key: Key) {
        let name = if case .unknown = key { phrases[.thisKey] } else { key.description }
        // Help has the keys of the screen below what lies over it.
        message = "\(name) \(phrases[cover == nil ? .noSuchKey : .noSuchKeyInForm])"
    }

    private mutating func perform(_ action: Action, _ key: Key, _ context: ScreenContext) -> [Effect] {
        switch action {
        // These belong to what is looked at.
        case .open, .pane, .move, .oee, .cycles, .earlier, .later, .window, .scope, .measure, .rates:
            return handleScreen(key, action, context)
        case .tiles: floor.toggleTiles(context)
        case .screen(let name): return show(name)
        case .back: return back()
        case .filter: cover = .filter(InputLine(pages.last?.filter ?? floor.filter))
        case .command:
            cover = .command(commandLine(""))
            return [.findThemes]
        case .help: cover = .help(help(in: contexts))
        case .quit: return ask()
        case .language: speak(phrases.language == .en ? .zh : .en)
        case .next, .previous:
            return pages.isEmpty ? step(action == .next ? 1 : -1, context) : handleScreen(key, action, context)
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        case .mouse: return toggleMouse()
        case .explain: openStop(.explainStop, context)
        case .split: openStop(.splitStop, context)
        case .acknowledge: careForAlarm(.acknowledgeAlarm, context)
        case .shelve: careForAlarm(.shelveAlarm, context)
        case .unshelve: careForAlarm(.unshelveAlarm, context)
        case .note: careForAlarm(.noteAlarm, context)
        }
        return []
    }

    mutating func open(_ id: String) -> [Effect] {
        pages = []
        machine = MachineScreen(machine: id)
        return [.watch(id)]
    }

    private mutating func back() -> [Effect] {
        if outboxScreen != nil {
            outboxScreen = nil
            return []
        }
        if let filter = pages.last?.filter, !filter.isEmpty {
            setFilter("")
            return []
        }
        if pages.popLast() != nil { return [] }
        guard machine != nil else {
            floor.filter = ""
            return []
        }
        machine = nil
        return [.watch(nil)]
    }

    private mutating func step(_ step: Int, _ context: ScreenContext) -> [Effect] {
        guard let machine else { return [] }
        let neighbour = machine.neighbour(step, context)
        guard neighbour != machine.machine else { return [] }
        floor.select(neighbour, context)
        return open(neighbour)
    }

    // MARK: What lies over the screen

    /// Whether to leave. A held Enter must not end it: staying is what it finds.
    private mutating func answer(_ key: Key, _ before: Cover?, _ answers: ButtonRow) -> [Effect] {
        var answers = answers
        let outcome = answers.handle(key == .tab ? .right : key == .backTab ? .left : key)
        if outcome == .pressed("leave") || key == .character("y") || key == .character("q") { return [.quit] }
        let stays = outcome == .pressed("stay") || key == .escape || key == .character("n")
        cover = stays ? before : .leave(over: before, answers)
        return []
    }

    private mutating func handleCover(_ key: Key, _ now: Instant?) -> [Effect] {
        switch cover {
        case .help(var help):
            let outcome = help.handle(key)
            cover = .help(help)
            if case .chosen(let key) = outcome {
                cover = nil
                return handle(key, now: now)
            }
            if outcome == .closed { cover = nil }
        case .filter(var line):
            let outcome = line.handle(key)
            if outcome == .cancelled { line.set("") }
            if outcome == .full { tellLeftOut(1) }
            setFilter(line.text)
            cover = outcome == .submitted || outcome == .cancelled ? nil : .filter(line)
        case .command(var line):
            switch line.handle(key) {
            case .submitted:
                cover = nil
                return run(line.text, context(now))
            case .cancelled: cover = nil
            case .changed:
                // What Tab put there is one of them: it goes through all that were there for what was typed.
                if line.candidate == nil { line.candidates = candidates(line.text) }
                cover = .command(line)
            case .full: tellLeftOut(1)
            case .moved, .ignored: cover = .command(line)
            }
        case .leave(let before, let answers): return answer(key, before, answers)
        case .themes(let themes): return handle(key, themes)
        case .form(let dialog): return handle(key, dialog, context(now))
        case .entry(let detail): return handle(key, detail, context(now))
        case nil: break
        }
        return []
    }
}

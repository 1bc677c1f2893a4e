import Widgets

/// What a key can do.
enum Action: Hashable, Sendable {
    case open, back, filter, command, help, quit, pane, move, language, next, previous, redraw, mouse, suspend, explain
}

/// Where keys act.
enum KeyContext: Hashable, Sendable {
    case everywhere, floor, machine, outbox
}

extension KeyMap<Action, KeyContext> {
    /// The keys as shipped. `label` and `help` are names of phrases.
    static var standard: KeyMap {
        func binding(_ keys: [Key], _ action: Action, _ context: KeyContext, _ label: Phrase, _ help: Phrase) -> Binding
        {
            Binding(keys, action, in: context, label: label.rawValue, help: help.rawValue)
        }
        // The list that is looked at takes them.
        let moves: [Key] = [.up, .down, .pageUp, .pageDown, .home, .end]
        return KeyMap([
            binding(moves, .move, .floor, .move, .helpMove),
            binding([.enter], .open, .floor, .open, .helpOpen),
            binding([.tab, .backTab], .pane, .floor, .pane, .helpPane),
            binding([.character("s")], .explain, .floor, .reasonKey, .helpReason),
            binding([.escape], .back, .floor, .back, .helpBack),
            binding([.character("/")], .filter, .floor, .filterKey, .helpFilter),
            binding(moves, .move, .machine, .move, .helpMove),
            binding([.tab, .backTab], .pane, .machine, .panes, .helpPanes),
            binding([.character("s")], .explain, .machine, .reasonKey, .helpReason),
            binding([.escape, .backspace], .back, .machine, .back, .helpBack),
            binding([.right, .character("n")], .next, .machine, .next, .helpNext),
            binding([.left, .character("p")], .previous, .machine, .previous, .helpPrevious),
            binding(moves, .move, .outbox, .move, .helpMove),
            binding([.enter], .open, .outbox, .open, .helpOpenEntry),
            binding([.escape, .backspace], .back, .outbox, .back, .helpBack),
            binding([.character(":")], .command, .everywhere, .commandKey, .helpCommand),
            binding([.character("L")], .language, .everywhere, .helpLanguage, .helpLanguage),
            binding([.character("M")], .mouse, .everywhere, .helpMouse, .helpMouse),
            binding([.control("l")], .redraw, .everywhere, .helpRedraw, .helpRedraw),
            binding([.control("z")], .suspend, .everywhere, .helpSuspend, .helpSuspend),
            binding([.character("q")], .quit, .everywhere, .quitKey, .helpQuit),
            binding([.character("?")], .help, .everywhere, .helpKey, .helpHelp),
        ])
    }
}

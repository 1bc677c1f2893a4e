extension Action {
    /// How soon its hint gives way where the last line has no room for all; 0 stays longest. Help and the way back stay, then
    /// what the screen is there for; help has all others.
    func hintPriority(in context: KeyContext) -> Int {
        switch self {
        case .help, .back: 0
        case .open: 1
        case .explain, .shelve: 2
        case .acknowledge: context == .alarms ? 2 : 3
        // After it the other is easily guessed.
        case .earlier: 3
        case .oee, .filter, .measure, .split: 3
        case .command, .cycles, .pane, .rates: 4
        case .window, .scope, .next, .tiles: 5
        case .quit, .later, .previous: 6
        case .unshelve, .note: 7
        case .move, .language, .redraw, .mouse, .suspend, .screen: 8
        }
    }

    /// Help has them; the last line has no room for them.
    var isUnhinted: Bool {
        switch self {
        case .move, .language, .redraw, .mouse, .suspend, .screen: true
        default: false
        }
    }
}

extension Action {
    /// How soon its hint gives way where the last line has no room for all; 0 stays longest. What leads to everything else
    /// and back stays, then what the screen is there for.
    func hintPriority(in context: KeyContext) -> Int {
        switch self {
        case .help, .quit, .command, .back: 0
        case .open: 1
        case .explain, .shelve: 2
        case .acknowledge: context == .alarms ? 2 : 3
        // After it the other is easily guessed.
        case .earlier: 2
        case .oee, .filter, .measure: 3
        case .cycles, .pane, .rates: 4
        case .window, .scope, .next, .tiles: 5
        case .later, .previous, .split: 6
        case .move, .language, .redraw, .mouse, .suspend, .screen, .note, .unshelve: 7
        }
    }

    /// Help has them; the last line has no room for them.
    var isUnhinted: Bool {
        switch self {
        case .move, .language, .redraw, .mouse, .suspend, .screen, .note, .unshelve: true
        default: false
        }
    }
}

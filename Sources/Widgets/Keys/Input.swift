/// One thing that a terminal sent.
package enum Input: Hashable, Sendable {
    case key(Key)
    case mouse(Mouse)
    /// Text that was pasted, as it came: make it safe before it is shown.
    case paste(String)
    case answer(TerminalAnswer)
}

/// One report of the mouse.
package struct Mouse: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// A button other than the left one, or a release, does nothing.
        case press, other, wheelUp, wheelDown
    }

    package var kind: Kind
    package var at: Point

    package init(_ kind: Kind, at: Point) {
        self.kind = kind
        self.at = at
    }

    /// - Parameters:
    ///   - code: as xterm numbers buttons and modifiers.
    ///   - column, row: from 1.
    init(code: Int, column: Int, row: Int, isRelease: Bool) {
        let kind: Kind =
            switch code & ~0b11100 {
            case 0 where !isRelease: .press
            case 64: .wheelUp
            case 65: .wheelDown
            default: .other
            }
        self.init(kind, at: Point(max(0, column - 1), max(0, row - 1)))
    }
}

/// What a terminal answers when it is asked; never a key, however late it comes.
package enum TerminalAnswer: Hashable, Sendable {
    /// Where the cursor is, from 1 (CPR).
    case cursor(row: Int, column: Int)
    /// A private mode (DECRPM); 0: it is not known, 1: set, 2: reset, 3 and 4: always so.
    case mode(Int, state: Int)
    /// It has taken all that came before the question (DSR).
    case ready
}

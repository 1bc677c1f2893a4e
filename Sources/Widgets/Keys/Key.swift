/// One press of a key, as every terminal can tell it.
package enum Key: Hashable, Sendable {
    /// What was typed; the space bar is `" "`.
    case character(Character)
    /// Control and a lower-case letter or one of `@ \ ] ^ _`.
    case control(Character)
    case enter, escape, tab, backTab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    /// F1 to F12, for which there is nothing to do, but a name.
    case function(Int)
    /// A key that has no name here; its number is the terminal's, or 0.
    case unknown(Int)
}

extension Key: CustomStringConvertible {
    /// The name for help and hints: `Enter`, `^C`, `a`.
    package var description: String {
        switch self {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .control(let letter): "^" + letter.uppercased()
        case .enter: "Enter"
        case .escape: "Esc"
        case .tab: "Tab"
        case .backTab: "Shift-Tab"
        case .backspace: "Backspace"
        case .delete: "Del"
        case .insert: "Ins"
        case .up: "↑"
        case .down: "↓"
        case .left: "←"
        case .right: "→"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .function(let number): "F\(number)"
        case .unknown(let code): "key \(code)"
        }
    }
}

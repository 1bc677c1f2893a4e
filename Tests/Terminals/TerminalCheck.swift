/// What is looked at in each terminal, by the names of the checks in CONTRIBUTING.
enum TerminalCheck: String, CaseIterable {
    case sizes = "A2"
    case kind = "A5"
    case noColor = "A6"
    case bytes = "A7"
    case frames = "A10"
    case end = "A11"
    case stop = "A12"
    case noTerminal = "A14"
    case cost = "A16"
    case paste = "A32"
    case mouse = "A33"
    case cursor = "A34"

    /// For the table's head.
    var meaning: String {
        switch self {
        case .sizes: "a smaller size is as a fresh start, 20×5 says what is needed, then all is there again"
        case .kind: "all is where xterm-256color has it, in colours that it has; or refused with a sentence and 1"
        case .noColor: "NO_COLOR: no colour is sent"
        case .bytes: "no byte from 0x80 where the locale is not UTF-8"
        case .frames: "whole frames (mode 2026) begin and end in pairs, and only where the terminal has them"
        case .end: "TERM gives the terminal back within a second, and is what it ended by"
        case .stop: "stopped, the terminal is the shell's; continued, all is drawn again"
        case .noTerminal: "stdin that is no terminal: one sentence, and 1"
        case .cost: "the next row costs at most 300 bytes"
        case .paste: "pasted text is no keys"
        case .mouse: "a click selects a row, where the terminal has a mouse"
        case .cursor: "the cursor is on the selected row"
        }
    }
}

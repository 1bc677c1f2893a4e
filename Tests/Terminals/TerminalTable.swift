import DemoPlant
import Foundation
import TestSupport

/// `make terminals`: the program in every kind of terminal and every locale, and what holds there.
@main
struct TerminalTable {
    private static let terminals: [String?] = [
        "xterm-256color", "xterm-direct", "xterm", "linux", "vt100", "screen", "tmux-256color", "rxvt-unicode-256color",
        "dumb", "nonsense", nil,
    ]
    private static let locales = ["C.UTF-8", "C", "de_DE.ISO-8859-1", "nonsense"]

    static func main() throws {
        let titles = TerminalCheck.allCases.map(\.rawValue)
        tell(row("terminal", "locale", titles))
        var hasFailed = false
        for term in terminals {
            for locale in locales {
                let results = try TerminalTrial(term: term, locale: locale).run()
                hasFailed = hasFailed || results.values.contains(false)
                let cells = TerminalCheck.allCases.map { results[$0].map { $0 ? "pass" : "FAIL" } ?? "-" }
                tell(row(term ?? "(unset)", locale, cells))
            }
        }
        tell("-: does not apply there")
        exit(hasFailed ? 1 : 0)
    }

    /// A line at a time, for it takes a while.
    private static func tell(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    private static func row(_ terminal: String, _ locale: String, _ cells: [String]) -> String {
        let names =
            terminal.padding(toLength: 23, withPad: " ", startingAt: 0)
            + locale.padding(toLength: 18, withPad: " ", startingAt: 0)
        return cells.reduce(names) { $0 + $1.padding(toLength: 10, withPad: " ", startingAt: 0) }
    }
}

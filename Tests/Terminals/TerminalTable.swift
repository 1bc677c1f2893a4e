import DemoPlant
import Foundation
import TestHall
import TestSupport

/// `make terminals`: the program, on a broker with machines, in every kind of terminal and every locale, and which of the
/// terminal checks hold there. It is their short form; the tests by these names look closer.
@main
struct TerminalTable {
    private static let terminals: [String?] = [
        "xterm-256color", "xterm-direct", "xterm", "linux", "vt100", "screen", "tmux-256color", "rxvt-unicode-256color",
        "dumb", "nonsense", nil,
    ]

    static func main() throws {
        let latin1 = try Latin1Locale()
        let locales = [
            TerminalTrial.Locale("C.UTF-8"), TerminalTrial.Locale("C"),
            TerminalTrial.Locale(Latin1Locale.name, latin1.environment), TerminalTrial.Locale("nonsense"),
        ]
        let hall = try VirtualHall(lines: 2, machines: 4)
        for check in TerminalCheck.allCases { tell("\(check.rawValue.padding(5))\(check.meaning)") }
        tell("\n" + row("terminal", "locale", TerminalCheck.allCases.map(\.rawValue)))
        var hasFailed = false
        for term in terminals {
            for locale in locales {
                let results = try TerminalTrial(hall: hall, term: term, locale: locale).run()
                hasFailed = hasFailed || results.values.contains(false)
                let cells = TerminalCheck.allCases.map { results[$0].map { $0 ? "pass" : "FAIL" } ?? "-" }
                tell(row(term ?? "(unset)", locale.name, cells))
            }
        }
        tell("-: does not apply there")
        exit(hasFailed ? 1 : 0)
    }

    /// A line at a time, for it takes a while.
    private static func tell(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    private static func row(_ terminal: String, _ locale: String, _ cells: [String]) -> String {
        cells.reduce(terminal.padding(23) + locale.padding(18)) { $0 + $1.padding(6) }
    }
}

extension String {
    fileprivate func padding(_ width: Int) -> String { padding(toLength: width, withPad: " ", startingAt: 0) }
}

import Glibc

/// Whether somebody can see a dashboard, and press its keys.
enum TerminalCheck {
    /// - Parameter instead: what to do without a terminal.
    static func require(orElse instead: String) throws(CommandFailure) {
        let names = [(STDIN_FILENO, "stdin"), (STDOUT_FILENO, "stdout")].filter { isatty($0.0) == 0 }.map(\.1)
        guard !names.isEmpty else { return }
        throw CommandFailure(
            .failed,
            "the dashboard needs a terminal, and \(names.joined(separator: " and ")) is none: "
                + "start it in a terminal, over SSH with ssh -t, or \(instead)")
    }
}

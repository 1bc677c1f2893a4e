import Glibc

/// Whether somebody can see a dashboard, and press its keys.
enum TerminalCheck {
    /// - Parameter instead: what to do without a terminal.
    static func require(orElse instead: String) throws(CommandFailure) {
        let names = [(STDIN_FILENO, "stdin"), (STDOUT_FILENO, "stdout")].filter { isatty($0.0) == 0 }.map(\.1)
        guard !names.isEmpty else { return }
        let what = names.count == 2 ? "neither stdin nor stdout is one" : "\(names[0]) is none"
        throw CommandFailure(
            .failed,
            "the dashboard needs a terminal, and \(what): "
                + "start it in a terminal, over SSH with ssh -t, or \(instead)")
    }
}

import CTerminal

/// The signals that the waiting thread of a terminal takes as events.
package enum TerminalSignals {
    /// First thing in `main`, before any other thread starts: they all inherit it, so that SIGINT, SIGTERM, SIGHUP,
    /// SIGQUIT and SIGWINCH only ever arrive in `nextEvents`. Child processes inherit it too: unblock them there.
    package static func block() { cterm_block_signals() }
}

/// Why there is no terminal, in a sentence for the person who started the program.
package struct TerminalError: Error, Hashable, CustomStringConvertible {
    package let description: String
}

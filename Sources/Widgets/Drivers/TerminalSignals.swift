import CTerminal

/// The signals that the waiting thread of a terminal takes as events.
package enum TerminalSignals {
    /// First thing in `main`, before any other thread starts: they all inherit it, so that SIGINT, SIGTERM, SIGHUP,
    /// SIGQUIT and SIGWINCH only ever arrive in `nextEvents`. Child processes inherit it too: unblock them there.
    package static func block() { cterm_block_signals() }

    /// Last thing, the terminal given back: ends the process by the signal that asked for it, so that whoever started it
    /// sees why it ended. Does nothing where none did.
    package static func end(by signal: Int32?) {
        if let signal { cterm_end_by(signal) }
    }
}

/// Why there is no terminal, in a sentence for the person who started the program.
package struct TerminalError: Error, Hashable, CustomStringConvertible {
    package let description: String
}

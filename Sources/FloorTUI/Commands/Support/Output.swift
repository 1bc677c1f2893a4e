import Glibc

/// Where a command's words go: results to stdout, all else to stderr.
enum Output {
    /// A result. Quietly ends the program when nobody reads it any more, as in `floortui show … | head`.
    static func result(_ text: String, terminator: String = "\n") {
        write(Array((text + terminator).utf8), to: STDOUT_FILENO)
    }

    static func result(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

    static func message(_ text: String) { write(Array((text + "\n").utf8), to: STDERR_FILENO) }

    /// Whether somebody watches stderr, so that progress is worth showing.
    static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

    /// Columns of the terminal that results go to; nil where they go to a file or another program.
    static var terminalWidth: Int? {
        var size = winsize()
        guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
            size.ws_col > 0
        else { return nil }
        return Int(size.ws_col)
    }

    /// A line that the next one overwrites.
    static func progress(_ text: String) { write(Array("\r\u{1B}[K\(text)".utf8), to: STDERR_FILENO) }

    private static func write(_ bytes: [UInt8], to descriptor: CInt) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            if written <= 0 {
                if descriptor == STDOUT_FILENO { exit(errno == EPIPE ? 0 : CommandFailure.Code.failed.rawValue) }
                return
            }
            rest = rest.dropFirst(written)
        }
    }
}

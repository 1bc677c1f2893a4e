import Basis
import Glibc
import Widgets

/// Where a command's words go: results to stdout, all else to stderr. Text follows the locale as screens do: where that is
/// not UTF-8 it is English, in ASCII, whatever reads it. Words of others may stand in any text, a topic or a path: they reach
/// a terminal as `SanitizedText` leaves them. Bytes are data for programs, and go out as they are.
enum Output {
    /// The locale has all characters.
    static let isUTF8 = CursesTerminal.takeLocale()

    /// The language of text: the wanted one where the locale has its characters, else English, which is said.
    static func language(_ wanted: Language) -> Language {
        guard wanted == .zh, !isUTF8 else { return wanted }
        message(Phrases(language: .en)[.noChineseHere])
        return .en
    }

    /// A result. Quietly ends the program when nobody reads it any more, as in `floortui show … | head`.
    static func result(_ text: String, terminator: String = "\n") { write(shown(text + terminator), to: STDOUT_FILENO) }

    /// A drawing with its own colours, of cells that are harmless already.
    static func drawing(_ text: String) { write(inLocale(text), to: STDOUT_FILENO) }

    static func result(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

    /// A result for programs and files: UTF-8 in every locale.
    static func data(_ text: String, terminator: String = "\n") { result(Array((text + terminator).utf8)) }

    static func message(_ text: String) { write(shown(text + "\n"), to: STDERR_FILENO) }

    private static func shown(_ text: String) -> [UInt8] { inLocale(text.harmless) }

    private static func inLocale(_ text: String) -> [UInt8] { Array((isUTF8 ? text : text.ascii).utf8) }

    /// Whether somebody watches stderr, so that progress is worth showing.
    static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

    /// Behind the words of what goes on without end, where somebody sees them.
    static var howToEnd: String { isWatched ? "; Ctrl-C ends it" : "" }

    /// Columns of the terminal that results go to; nil where they go to a file or another program.
    static var terminalWidth: Int? {
        var size = winsize()
        guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
            size.ws_col > 0
        else { return nil }
        return Int(size.ws_col)
    }

    /// A line that the next one overwrites.
    static func progress(_ text: String) { write(Array("\r\u{1B}[K".utf8) + shown(text), to: STDERR_FILENO) }

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

extension String {
    /// Without what could move a cursor, end a line, hide or reorder text; however long.
    var onOneLine: String {
        // U+FFFD, which stands for what is replaced, takes three bytes.
        SanitizedText(self, limit: max(8, 3 * utf8.count)).text
    }

    /// Its lines, and what tabs part in them, each without what could move a cursor, hide or reorder text.
    fileprivate var harmless: String { parts("\n") { line in line.parts("\t") { $0.onOneLine } } }

    private func parts(_ separator: Unicode.Scalar, _ change: (String) -> String) -> String {
        unicodeScalars.split(separator: separator, omittingEmptySubsequences: false)
            .map { change(String($0)) }.joined(separator: String(separator))
    }
}

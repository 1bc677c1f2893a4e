import Basis
import Glibc
import Widgets

/// Looks at this process's terminal, and gives it back as it was.
enum TerminalProbe {
    /// - Parameter glyphs: what `terminal.toml` says.
    static func facts(_ glyphs: Glyphs.Choice) -> TerminalFacts {
        var facts = TerminalFacts()
        facts.glyphs = glyphs
        facts.isTerminal = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
        facts.term = Environment["TERM"]
        facts.entry = facts.term.flatMap(entry)
        facts.size = facts.isTerminal ? size() : nil
        facts.localeName =
            ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { Environment[$0] }.first { !$0.isEmpty } ?? ""
        facts.isLocaleThere = setlocale(LC_CTYPE, "") != nil
        // As the screens take it.
        facts.isUTF8 = CursesTerminal.takeLocale()
        facts.noColor = Environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        facts.colorTerm = Environment["COLORTERM"]
        if facts.isTerminal, let entry = facts.entry, entry.canMoveCursor {
            // As dashboards do: other terminals are not asked, and where the locale has no signs none is drawn.
            let measures = facts.isUTF8 && entry.isOfXtermKind
            let answers = answers(measures: measures)
            facts.synchronized = answers.synchronized
            if measures { facts.signs = answers.signs }
        }
        return facts
    }

    private static func entry(_ term: String) -> TerminfoEntry? {
        for path in TerminfoEntry.paths(term, variable: { Environment[$0] }) {
            if let bytes = SmallFile.read(path), let entry = TerminfoEntry(bytes) { return entry }
        }
        return nil
    }

    private static func size() -> Size? {
        var window = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
            return nil
        }
        return Size(Int(window.ws_col), Int(window.ws_row))
    }

    /// Asks for mode 2026 (DECRQM), where the cursor is after the signs that dashboards measure, and after both what every
    /// terminal answers (DA1): what has not come by then does not come.
    private static func answers(measures: Bool) -> TerminalAnswers {
        guard let raw = RawTerminal() else { return TerminalAnswers([]) }
        defer { raw.restore() }
        raw.write("\u{1B}[?2026$p")
        if measures { raw.write("\r\(CursesTerminal.probe)\u{1B}[6n\r\u{1B}[K") }
        raw.write("\u{1B}[c")
        var bytes: [UInt8] = []
        let end = ContinuousClock.now + .seconds(1)
        while !TerminalAnswers(bytes).isWhole, let more = raw.read(until: end), !more.isEmpty { bytes += more }
        return TerminalAnswers(bytes)
    }
}

/// What a terminal answered so far to the three questions.
struct TerminalAnswers: Hashable {
    var synchronized = TerminalFacts.Synchronized.silent
    var signs = TerminalFacts.Signs.silent
    /// The last one is answered.
    var isWhole = false

    init(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        isWhole = text.contains(/\u{1B}\[\?[0-9;]*c/)
        if let answer = text.firstMatch(of: /\u{1B}\[\?2026;([0-9]+)\$y/) {
            // 1 set, 2 reset: it is known; 0 not known, 3 and 4 cannot be changed.
            synchronized = ["1", "2"].contains(answer.1) ? .supported : .unsupported
        } else if isWhole {
            synchronized = .unsupported
        }
        guard let answer = text.firstMatch(of: /\u{1B}\[[0-9]+;([0-9]+)R/), let column = Int(answer.1) else { return }
        signs =
            switch CursesTerminal.SignWidth(ofProbe: column - 1) {
            case .narrow: .narrow
            case .wide: .wide
            case nil: .silent
            }
    }
}

/// The terminal without echo and lines, as long as a question or a look at keys takes.
final class RawTerminal {
    private var before = termios()

    /// nil when stdin is no terminal.
    init?() {
        guard tcgetattr(STDIN_FILENO, &before) == 0 else { return nil }
        var raw = before
        cfmakeraw(&raw)
        // Lines that are written still begin at the left.
        raw.c_oflag = before.c_oflag
        guard tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0 else { return nil }
    }

    /// Gives it back; what was typed and not read is dropped, so that answers that come late are not taken for commands.
    func restore() { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before) }

    func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.write(STDOUT_FILENO, bytes, bytes.count)
    }

    /// What came; empty when its input ended; nil when nothing came in time.
    func read(until end: ContinuousClock.Instant) -> [UInt8]? {
        var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        let wait = max(.zero, end - .now)
        guard poll(&input, 1, CInt(clamping: wait.wholeMilliseconds)) > 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(STDIN_FILENO, &bytes, bytes.count)
        return Array(bytes.prefix(max(0, count)))
    }
}

/// Files that the system keeps small.
enum SmallFile {
    /// At most 64 KB; nil where there is none that can be read.
    static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        return count < 0 ? nil : Array(bytes.prefix(count))
    }

    /// A number that stands in it alone; nil for a word, such as `max`.
    static func number(_ path: String) -> Int? {
        read(path).flatMap { Int(String(decoding: $0, as: UTF8.self).filter { !$0.isWhitespace }) }
    }
}

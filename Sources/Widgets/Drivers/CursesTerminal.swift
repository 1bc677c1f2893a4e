import CTerminal
import Glibc

/// The terminal on stdin and stdout, driven by ncurses. One at a time, one thread: the initial one.
///
/// Call `TerminalSignals.block()` first. Whatever ends the program, also a crash, gives the terminal back.
package final class CursesTerminal: Terminal {
    package struct Options {
        package var theme = Theme.standard
        /// Colours are never used when false, nor when NO_COLOR is set.
        package var useColor = true
        /// ASCII even where the locale is UTF-8.
        package var forceASCII = false
        /// Where stderr goes while the terminal is in use; nil leaves it.
        package var errorLog: String?
        /// Descriptors that wake `nextEvents` while they are readable; whoever reads them makes them unreadable.
        package var wakeDescriptors: [CInt] = []

        package init() {}
    }

    package private(set) var size: Size
    package let glyphs: Glyphs
    package let depth: ColorDepth
    package var theme: Theme {
        didSet {
            palette = CursesPalette(theme: theme, depth: depth)
            shown = nil
        }
    }

    let wakeDescriptors: [CInt]
    let signals: Int32
    var decoder: KeyDecoder
    var isGone = false
    /// When a change of size is told: a little after the last one of a storm, or a while after its first.
    var resizing: (settles: ContinuousClock.Instant, latest: ContinuousClock.Instant)?
    private var palette: CursesPalette
    private var shown: CellGrid?
    private var shownCursor: Frame.Cursor?
    private var buffer: [cterm_cell] = []
    /// A frame that the terminal was too slow to take.
    private(set) var postponed: (grid: CellGrid, cursor: Frame.Cursor?)?

    package init(_ options: Options = Options()) throws(TerminalError) {
        let isUTF8 = cterm_set_locale() == 1
        glyphs = isUTF8 && !options.forceASCII ? .unicode : .ascii
        let noColor = unsafe getenv("NO_COLOR").map { unsafe $0.pointee != 0 } ?? false
        try Self.check(cterm_open(options.useColor && !noColor ? 1 : 0))
        if let path = options.errorLog {
            let code = unsafe cterm_redirect_errors(path)
            guard code == 0 else {
                cterm_close()
                throw TerminalError(
                    description: "cannot write the log \(path): \(unsafe String(cString: strerror(code)))")
            }
        }
        let colors = cterm_colors()
        depth =
            colors >= 1 << 24
            ? .true
            : colors >= 256
                ? .palette256
                : colors >= 16
                    ? .palette16
                    : colors >= 8 ? .palette8 : .none
        theme = options.theme
        palette = CursesPalette(theme: options.theme, depth: depth)
        wakeDescriptors = options.wakeDescriptors
        signals = cterm_open_signals()
        decoder = KeyDecoder(sequences: Self.keySequences())
        size = Self.currentSize()
    }

    deinit {
        close()
        if signals >= 0 { cterm_close_descriptor(signals) }
    }

    /// Gives the terminal back; nothing may be drawn after it. Happens by itself at the end of the program too.
    package func close() {
        cterm_close()
        isGone = true
    }

    private static func check(_ result: Int32) throws(TerminalError) {
        let name = unsafe getenv("TERM").map { unsafe String(cString: $0) } ?? ""
        switch Int(result) {
        case Int(CTERM_OK): return
        case Int(CTERM_NO_TTY):
            throw TerminalError(description: "this needs a terminal: stdin or stdout is a file or a pipe")
        case Int(CTERM_UNKNOWN):
            let what = name.isEmpty ? "TERM is not set" : "TERM is \"\(name)\", which this system does not know"
            throw TerminalError(description: "\(what); set it to what the terminal is, for example TERM=xterm-256color")
        default:
            throw TerminalError(
                description: "TERM is \"\(name)\", a terminal without a movable cursor; nothing can be drawn")
        }
    }

    private static func currentSize() -> Size {
        var width: Int32 = 0
        var height: Int32 = 0
        unsafe cterm_size(&width, &height)
        return Size(Int(width), Int(height))
    }

    func followSize() {
        var width: Int32 = 0
        var height: Int32 = 0
        unsafe cterm_window_size(&width, &height)
        guard width > 0, height > 0 else { return }
        cterm_resize(width, height)
        size = Self.currentSize()
    }

    package func repaint() {
        shown = nil
        cterm_repaint()
    }

    package func draw(_ frame: Frame) {
        postponed = nil
        let grid = glyphs == .ascii ? frame.grid.ascii : frame.grid
        guard !isGone, grid != shown || frame.cursor != shownCursor else { return }
        var output = [cterm_wait_entry(fd: STDOUT_FILENO, events: 2)]
        // A slow link must not hold up the keys: the frame waits, and a newer one takes its place.
        if unsafe cterm_wait(&output, 1, 0) == 0 {
            postponed = (grid, frame.cursor)
        } else {
            show(grid, frame.cursor)
        }
    }

    func drawPostponed() {
        guard let (grid, cursor) = postponed else { return }
        postponed = nil
        if grid.size == size { show(grid, cursor) }
    }

    private func show(_ grid: CellGrid, _ cursor: Frame.Cursor?) {
        for run in GridDiff.runs(from: shown, to: grid) {
            buffer.removeAll(keepingCapacity: true)
            for x in run.columns { buffer.append(palette.cell(grid[x, run.y])) }
            unsafe cterm_put(Int32(run.columns.lowerBound), Int32(run.y), buffer, Int32(buffer.count))
        }
        let at = cursor?.at ?? Point(-1, -1)
        cterm_show(Int32(at.x), Int32(at.y), cursor?.isVisible == true ? 1 : 0)
        shown = grid
        shownCursor = cursor
    }

    /// What this terminal's keys send, by terminfo.
    private static func keySequences() -> [[UInt8]: Key] {
        let names: [(String, Key)] = [
            ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home), ("kend", .end),
            ("kpp", .pageUp), ("knp", .pageDown), ("kich1", .insert), ("kdch1", .delete), ("kcbt", .backTab),
            ("kent", .enter), ("kbs", .backspace),
        ]
        var sequences: [[UInt8]: Key] = [:]
        for (name, key) in names {
            var text = [CChar](repeating: 0, count: 32)
            let length = unsafe cterm_capability(name, &text, 32)
            // Single bytes are known anyway, and must not hide Esc.
            if length > 1 { sequences[text.prefix(Int(length)).map { UInt8(bitPattern: $0) }] = key }
        }
        return sequences
    }
}

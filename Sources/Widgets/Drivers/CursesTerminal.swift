import Basis
import CTerminal
import Glibc

/// The terminal on stdin and stdout, driven by ncurses. One at a time, one thread: the initial one.
///
/// Call `TerminalSignals.block()` first. Whatever ends the program, also a crash, gives the terminal back.
package final class CursesTerminal: Terminal {
    package struct Options {
        package var theme = Theme.standard
        /// False leaves the mouse to the terminal from the start.
        package var takesMouse = true
        /// Colours are never used when false, nor when NO_COLOR is set.
        package var useColor = true
        package var glyphs = Glyphs.Choice.auto
        /// Where stderr goes while the terminal is in use; nil leaves it.
        package var errorLog: String?
        /// Name and version, for the line that a crash leaves in that log.
        package var program = ""
        /// Descriptors that wake `nextEvents` while they are readable; whoever reads them makes them unreadable.
        package var wakeDescriptors: [CInt] = []

        package init() {}
    }

    package private(set) var size: Size
    package private(set) var glyphs: Glyphs
    package let depth: ColorDepth
    package var theme: Theme {
        didSet {
            palette = CursesPalette(theme: theme, depth: depth)
            shown = nil
        }
    }

    package var takesMouse: Bool {
        didSet {
            guard takesMouse != oldValue else { return }
            cterm_report_mouse(takesMouse ? 1 : 0)
            shownCursor = nil
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
    var postponed: (grid: CellGrid, cursor: Frame.Cursor?)?
    /// The kernel does not take all of the last frame yet.
    private(set) var isFull = false
    /// Until when the terminal's word is awaited that it has shown what it got; nil: it has. What lies between it and
    /// here keeps seconds of output on a slow link, so that the kernel alone does not tell how far it is.
    private(set) var readyBy: ContinuousClock.Instant?
    /// It answers such questions.
    private var isAnswering = false
    /// Bytes since it last said so.
    private var unanswered = 0
    /// When the questions were sent; nil where none are.
    private var askedAt: ContinuousClock.Instant?
    /// Until when the first frame waits for the width of signs, so that they do not change under the eyes; nil: not.
    var measuredBy: ContinuousClock.Instant?
    /// What came while answers were waited for.
    var held: [Event] = []
    /// The terminal has said where its cursor is after the probe.
    private var isProbed = false
    /// The terminal shows whole frames (mode 2026).
    private var isSynchronized = false
    /// nil: not known.
    private(set) var signs: SignWidth?
    let isASCII: Bool
    /// The locale has all characters.
    package let isUTF8: Bool

    package init(_ options: Options = Options()) throws(TerminalError) {
        isUTF8 = Self.takeLocale()
        isASCII = !isUTF8 || options.glyphs == .ascii
        signs = options.glyphs == .unicode ? .narrow : nil
        glyphs = isASCII || signs == nil ? .ascii : .unicode
        takesMouse = options.takesMouse
        let noColor = unsafe getenv("NO_COLOR").map { unsafe $0.pointee != 0 } ?? false
        try Self.check(cterm_open(options.useColor && !noColor ? 1 : 0))
        if let path = options.errorLog {
            let code = unsafe cterm_redirect_errors(path, options.program)
            guard code == 0 else {
                cterm_close()
                throw TerminalError(
                    description: "cannot write the log \(path): \(String(cError: code))")
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
        if takesMouse { cterm_report_mouse(1) }
        cterm_report_paste()
        ask()
    }

    deinit {
        close()
        if signals >= 0 { cterm_close_descriptor(signals) }
    }

    /// Gives the terminal back; nothing may be drawn after it. Happens by itself at the end of the program too.
    package func close() {
        takeAnswers()
        cterm_close()
        isGone = true
    }

    /// Takes the character set of the environment for this process; returns whether it is UTF-8.
    package static func takeLocale() -> Bool { cterm_set_locale() == 1 }

    private static let setTERM = "set it to what the terminal is, for example TERM=xterm-256color"

    private static func check(_ result: Int32) throws(TerminalError) {
        let name = unsafe getenv("TERM").map { unsafe String(cString: $0) } ?? ""
        switch Int(result) {
        case Int(CTERM_OK): return
        case Int(CTERM_NO_TTY):
            throw TerminalError(description: "this needs a terminal: stdin or stdout is a file or a pipe")
        case Int(CTERM_UNKNOWN):
            let what = name.isEmpty ? "TERM is not set" : "TERM is \"\(name)\", which this system does not know"
            throw TerminalError(description: "\(what); \(setTERM)")
        default:
            throw TerminalError(
                description:
                    "TERM is \"\(name)\", a terminal without a movable cursor: nothing can be drawn; \(setTERM)")
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
        let grid = drawable(frame.grid)
        guard !isGone, grid != shown || frame.cursor != shownCursor else { return }
        // A slow link must not hold up the keys: the frame waits, and a newer one takes its place.
        if isFull || readyBy != nil || measuredBy != nil {
            postponed = (grid, frame.cursor)
        } else {
            show(grid, frame.cursor)
        }
    }

    /// The terminal takes more: the rest of a frame, then the newest that waits.
    func goOn() {
        isFull = cterm_flush() == 0
        if let readyBy, readyBy <= .now {
            // It does not answer any more: then it is not asked any more.
            self.readyBy = nil
            isAnswering = false
        }
        if let measuredBy, measuredBy <= .now { self.measuredBy = nil }
        guard !isFull, readyBy == nil, measuredBy == nil, let (grid, cursor) = postponed else { return }
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
        unanswered += Int(
            cterm_show(Int32(at.x), Int32(at.y), cursor?.isVisible == true ? 1 : 0, isSynchronized ? 1 : 0))
        if isAnswering, unanswered >= Self.mostUnanswered {
            cterm_ask_ready()
            unanswered = 0
            readyBy = .now + .seconds(10)
        }
        isFull = cterm_flush() == 0
        shown = grid
        shownCursor = cursor
    }

    // MARK: Questions

    /// So many bytes are sent before the terminal is asked whether it has come so far.
    private static let mostUnanswered = 1024
    /// What the person waits for answers at most when leaving; links around the world take half of it.
    static let answerDelay = Duration.milliseconds(500)
    /// A terminal that answers within this is not at the other end of a slow link.
    private static let localDelay = Duration.milliseconds(60)
    /// What the first frame waits for the width of signs at most: links between continents and of 1,200 bytes a second take
    /// less, and who answers nothing pays it once.
    private static let measureDelay = Duration.milliseconds(200)

    private func ask() {
        guard cterm_is_modern() == 1 else { return }
        if isASCII { cterm_ask(nil) } else { unsafe cterm_ask(Self.probe) }
        isFull = cterm_flush() == 0
        askedAt = .now
        if !isASCII, signs == nil { measuredBy = .now + Self.measureDelay }
    }

    /// Stopped and continued: the answer to what was asked before went to somebody else.
    func forgetQuestion() { (readyBy, unanswered) = (nil, 0) }

    /// A question is on its way: its answer would be typed to whoever has the terminal by then.
    var isAnswerDue: Bool {
        if readyBy != nil { return true }
        guard let askedAt, !isProbed else { return false }
        return ContinuousClock.now - askedAt < Self.answerDelay
    }

    /// Takes an answer in, however late. Returns whether frames are to be drawn anew.
    func take(_ answer: TerminalAnswer) -> Bool {
        guard let askedAt else { return false }
        // Over a link that slow the bytes of one key may come as far apart.
        let delay = ContinuousClock.now - askedAt
        if !isProbed, delay > Self.localDelay { decoder.escapeDelay = min(delay * 2, KeyDecoder.sequenceDelay) }
        switch answer {
        case .mode(2026, let state):
            isSynchronized = state == 1 || state == 2
            return false
        case .cursor(row: 1, let column) where !isASCII && !isProbed:
            isProbed = true
            isAnswering = true
            return measured(width: column - 1)
        case .ready:
            readyBy = nil
            isAnswering = true
            goOn()
            return false
        default: return false
        }
    }

    /// - Parameter width: columns that the probe took.
    private func measured(width: Int) -> Bool {
        // What the person says counts more.
        guard signs == nil else { return false }
        measuredBy = nil
        signs = SignWidth(ofProbe: width)
        guard signs != nil else {
            goOn()
            return false
        }
        if signs == .narrow { glyphs = .unicode }
        let isDrawn = shown != nil || postponed != nil
        postponed = nil
        if shown != nil, signs == .wide { repaint() }
        return isDrawn
    }
}

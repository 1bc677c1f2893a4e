import TestSupport
import Testing

/// What is written to a terminal of 8 columns and 4 rows, and the rows and the cursor that must come of it, by the
/// meaning of each function in ECMA-48 or, where it has none there, in xterm's control sequences.
struct EmulatorCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: String
    let rows: [String]
    let cursor: (x: Int, y: Int)

    init(_ name: String, _ bytes: String, _ rows: [String], _ x: Int, _ y: Int) {
        testDescription = name
        self.bytes = bytes
        self.rows = rows + Array(repeating: "", count: 4 - rows.count)
        cursor = (x, y)
    }

    static let filled = "aaaaaaaa\r\nbbbbbbbb\r\ncccccccc\r\ndddddddd"

    static let all: [EmulatorCase] = moves + edits + scrolls + characters

    static let moves = [
        EmulatorCase(
            "CUP counts from 1, and without numbers is home", "\u{1B}[3;4Hx\u{1B}[Hy", ["y", "", "   x"], 1, 0),
        EmulatorCase(
            "CUU, CUF, CUD and CUB move by their count", "\u{1B}[3;3H\u{1B}[2A\u{1B}[3Cx\u{1B}[Bx\u{1B}[5Dx",
            ["     x", "  x   x"], 3, 1),
        EmulatorCase("a motion stops at the edges", "\u{1B}[99;99H\u{1B}[99Ax\u{1B}[99Dy", ["y      x"], 1, 0),
        EmulatorCase("HPA and VPA set one coordinate", "ab\u{1B}[5Gc\u{1B}[3dd", ["ab  c", "", "     d"], 6, 2),
        EmulatorCase("CNL and CPL go to a line's begin", "ab\u{1B}[2Ec\u{1B}[Fd", ["ab", "d", "c"], 1, 1),
        EmulatorCase("DECSC and DECRC keep the place", "ab\u{1B}7\u{1B}[4;1Hx\u{1B}8c", ["abc", "", "", "x"], 3, 0),
        EmulatorCase("tabs stand at every eighth column", "a\tb", ["a      b"], 7, 0),
        EmulatorCase("HTS, TBC and CBT", "\u{1B}[3g\u{1B}[1;4H\u{1B}H\r\tx\u{1B}[Zy", ["   y"], 4, 0),
        EmulatorCase("BS, CR, LF", "abc\u{8}x\ny\rz", ["abx", "z  y"], 1, 1),
    ]

    static let edits = [
        EmulatorCase("ED 0 erases from the cursor on", filled + "\u{1B}[2;3H\u{1B}[J", ["aaaaaaaa", "bb"], 2, 1),
        EmulatorCase(
            "ED 1 erases up to the cursor", filled + "\u{1B}[3;3H\u{1B}[1J", ["", "", "   ccccc", "dddddddd"], 2, 2),
        EmulatorCase("ED 2 erases all and moves nothing", filled + "\u{1B}[2;3H\u{1B}[2J", [], 2, 1),
        EmulatorCase(
            "EL 0, 1 and 2", filled + "\u{1B}[1;4H\u{1B}[K\u{1B}[2;4H\u{1B}[1K\u{1B}[3;4H\u{1B}[2K",
            ["aaa", "    bbbb", "", "dddddddd"], 3, 2),
        EmulatorCase("ECH erases in place", "abcdefgh\u{1B}[1;3H\u{1B}[3X", ["ab   fgh"], 2, 0),
        EmulatorCase("ICH pushes to the right", "abcdefgh\u{1B}[1;3H\u{1B}[2@", ["ab  cdef"], 2, 0),
        EmulatorCase("DCH pulls from the right", "abcdefgh\u{1B}[1;3H\u{1B}[2P", ["abefgh"], 2, 0),
        EmulatorCase("IRM inserts while set", "abc\u{1B}[1;2H\u{1B}[4hxy\u{1B}[4lz", ["axyzc"], 4, 0),
        EmulatorCase("REP repeats the last character", "ab\u{1B}[3b", ["abbbb"], 5, 0),
        EmulatorCase("half a wide character left over is blank", "中文\u{1B}[1;2H\u{1B}[X", ["  文"], 1, 0),
        EmulatorCase("DCH through a wide character", "a中bc\u{1B}[1;3H\u{1B}[P", ["a bc"], 2, 0),
        EmulatorCase("a character over half of a wide one", "中文\u{1B}[1;2Hx", [" x文"], 2, 0),
    ]

    static let scrolls = [
        EmulatorCase(
            "a line feed at the bottom scrolls", filled + "\r\nx", ["bbbbbbbb", "cccccccc", "dddddddd", "x"], 1, 3),
        EmulatorCase(
            "RI at the top scrolls down", filled + "\u{1B}[H\u{1B}Mx", ["x", "aaaaaaaa", "bbbbbbbb", "cccccccc"], 1, 0),
        EmulatorCase(
            "IL and DL move the rows below", filled + "\u{1B}[2;1H\u{1B}[L\u{1B}[4;1H\u{1B}[M",
            ["aaaaaaaa", "", "bbbbbbbb"], 0, 3),
        EmulatorCase("SU and SD", filled + "\u{1B}[2S\u{1B}[T", ["", "cccccccc", "dddddddd"], 7, 3),
        EmulatorCase(
            "a region bounds what scrolls, and homes", filled + "\u{1B}[2;3rx\u{1B}[3;1H\r\ny",
            ["xaaaaaaa", "cccccccc", "y", "dddddddd"], 1, 2),
        EmulatorCase(
            "IL ends at the region", filled + "\u{1B}[1;3r\u{1B}[2;1H\u{1B}[L",
            ["aaaaaaaa", "", "bbbbbbbb", "dddddddd"], 0, 1),
        EmulatorCase(
            "below a region a line feed never scrolls", filled + "\u{1B}[1;2r\u{1B}[4;1H\nx",
            ["aaaaaaaa", "bbbbbbbb", "cccccccc", "xddddddd"], 1, 3),
    ]

    static let characters = [
        EmulatorCase("the last column waits before it wraps", "abcdefgh", ["abcdefgh"], 7, 0),
        EmulatorCase("the next character wraps", "abcdefghi", ["abcdefgh", "i"], 1, 1),
        EmulatorCase("a motion in between forgets the wrap", "abcdefgh\u{1B}[1Dx", ["abcdefxh"], 7, 0),
        EmulatorCase("without DECAWM the last column is overwritten", "\u{1B}[?7labcdefghij", ["abcdefgj"], 7, 0),
        EmulatorCase("a wide character never splits", "abcdefg中", ["abcdefg", "中"], 2, 1),
        EmulatorCase("a mark joins the character before it", "ae\u{301}b", ["ae\u{301}b"], 3, 0),
        EmulatorCase("a mark joins also in the last column", "abcdefge\u{301}", ["abcdefge\u{301}"], 7, 0),
        EmulatorCase("line drawing by G0 and by SO", "\u{1B}(0lqk\u{1B}(Bq\u{1B})0\u{E}x\u{F}x", ["┌─┐q│x"], 6, 0),
        EmulatorCase(
            "strings are not shown", "a\u{1B}]0;title\u{7}b\u{1B}P1$r\u{1B}\\c\u{1B}_x\u{1B}\\d", ["abcd"], 4, 0),
        EmulatorCase("CAN ends a sequence", "a\u{1B}[12\u{18}b", ["ab"], 2, 0),
        EmulatorCase("a control inside a sequence acts at once", "abc\u{1B}[2\rCx", ["abx"], 3, 0),
    ]
}

@Suite("The emulated terminal")
struct TerminalEmulatorTests {
    @Test("each function does what its standard says", arguments: EmulatorCase.all)
    func function(_ wanted: EmulatorCase) {
        var screen = TerminalEmulator(ScreenSize(8, 4))
        screen.feed(wanted.bytes)
        #expect(screen.lines == wanted.rows)
        #expect(screen.cursor.x == wanted.cursor.x && screen.cursor.y == wanted.cursor.y)
        // Byte by byte, as a slow link brings them.
        var slow = TerminalEmulator(ScreenSize(8, 4))
        for byte in wanted.bytes.utf8 { slow.feed(CollectionOfOne(byte)) }
        #expect(slow.cells == screen.cells && slow.cursor == screen.cursor)
    }

    @Test("looks follow SGR, in the forms of 8, 16, 256 and all colours")
    func rendition() {
        var screen = TerminalEmulator(ScreenSize(20, 2))
        screen.feed(
            "\u{1B}[1;31;42ma\u{1B}[22;93mb\u{1B}[38;5;200;48;2;1;2;3mc\u{1B}[38:2::4:5:6md\u{1B}[39;49me\u{1B}[3;4;7mf\u{1B}[mg"
        )
        #expect(screen.cell(0, 0).pen == Pen(foreground: .palette(1), background: .palette(2), attributes: [.bold]))
        #expect(screen.cell(1, 0).pen == Pen(foreground: .palette(11), background: .palette(2)))
        #expect(screen.cell(2, 0).pen == Pen(foreground: .palette(200), background: .rgb(1, 2, 3)))
        #expect(screen.cell(3, 0).pen == Pen(foreground: .rgb(4, 5, 6), background: .rgb(1, 2, 3)))
        #expect(screen.cell(4, 0).pen == Pen())
        #expect(screen.cell(5, 0).pen == Pen(attributes: [.italic, .underline, .reverse]))
        #expect(screen.cell(6, 0).pen == Pen())
        #expect(screen.unknown.isEmpty)
    }

    @Test("erased cells take the background of the moment, and no other look")
    func backgroundErase() {
        var screen = TerminalEmulator(ScreenSize(4, 1))
        screen.feed("\u{1B}[1;37;44m\u{1B}[2J")
        #expect(screen.cell(3, 0).pen == Pen(background: .palette(4)))
    }

    @Test("the alternate screen leaves the main one, its cursor and its looks as they were")
    func alternate() {
        var screen = TerminalEmulator(ScreenSize(8, 4))
        screen.feed("ab\u{1B}[?1049h\u{1B}[?25l\u{1B}[31m\u{1B}[3;3Hxyz")
        #expect(screen.isAlternate && !screen.isCursorVisible && screen.lines[2] == "  xyz")
        screen.feed("\u{1B}[?25h\u{1B}[?1049lc")
        #expect(!screen.isAlternate && screen.isCursorVisible && screen.lines == ["abc", "", "", ""])
        #expect(screen.cell(2, 0).pen == Pen())
    }

    @Test("what it does not know is counted and changes nothing")
    func unknown() {
        var screen = TerminalEmulator(ScreenSize(8, 2))
        screen.feed("a\u{1B}[5y\u{1B}[?777h\u{1B}#8\u{202E}\u{9B}31mb")
        #expect(screen.lines == ["a31mb", ""])
        #expect(screen.unknown == ["CSI y 5": 1, "mode ?777": 1, "ESC #8": 1, "U+202E": 1, "U+9B": 1])
    }

    @Test("bytes that are no UTF-8 show as the replacement character")
    func invalidText() {
        var screen = TerminalEmulator(ScreenSize(8, 1))
        screen.feed([0x61, 0xC3, 0x62, 0xFF, 0x63] as [UInt8])
        #expect(screen.unknown == ["U+FFFD": 2] || screen.lines == ["a\u{FFFD}b\u{FFFD}c"])
    }

    @Test("it answers where the cursor is, what it is, and which modes it has")
    func answers() {
        var screen = TerminalEmulator(ScreenSize(8, 4))
        screen.feed("\u{1B}[2;3H\u{1B}[6n\u{1B}[5n\u{1B}[?2026$p\u{1B}[?9999$p")
        #expect(
            String(decoding: screen.answers, as: UTF8.self) == "\u{1B}[2;3R\u{1B}[0n\u{1B}[?2026;2$y\u{1B}[?9999;0$y")
    }

    @Test("a new size keeps the top left, and half of a wide character becomes blank")
    func resize() {
        var screen = TerminalEmulator(ScreenSize(8, 4))
        screen.feed("ab中d\r\nefgh\r\n\r\nx")
        screen.resize(ScreenSize(3, 2))
        #expect(screen.lines == ["ab", "efg"])
        screen.resize(ScreenSize(8, 3))
        #expect(screen.lines == ["ab", "efg", ""])
    }
}

import Basis
import Testing
import Widgets

@Suite("Headless terminal")
struct HeadlessTerminalTests {
    static func shown(_ glyphs: Glyphs = .unicode) -> HeadlessTerminal {
        let terminal = HeadlessTerminal(Size(10, 2), glyphs: glyphs)
        terminal.draw(
            frame(10, 2, glyphs) { canvas in
                let end = canvas.put("▲", Style(.critical))
                canvas.put("射压 <1", x: end + 1)
                canvas.on(.selection).put("\"a\"", y: 1, Style(.text, .bold))
                canvas.placeCursor(x: 0, y: 1, visible: false)
            })
        return terminal
    }

    @Test("text, and ASCII alone where asked for")
    func text() {
        #expect(Self.shown().grid.text == "▲ 射压 <1\n\"a\"\n")
        #expect(Self.shown(.ascii).grid.text == "! ???? <1\n\"a\"\n")
    }

    @Test("text without a screen is the same in ASCII, as wide as it was, and its controls stay")
    func plainText() {
        #expect("goal ≤ 150, ≥ 2, ≤3".ascii == "goal <=150, >=2, <3", "a bound stays that bound")
        #expect("\r\u{1B}[K▲ 射压 <1\n\"a\"\t–\n".ascii == "\r\u{1B}[K! ???? <1\n\"a\"\t-\n")
        for text in ["e\u{301}é", "\u{FFFD}…", "한글 ① 🏭", ""] {
            #expect(text.ascii.utf8.count == text.columns, "\(text)")
        }
    }

    @Test("the sign between the levels of a title is none of an unknown value in ASCII")
    func levels() {
        let terminal = HeadlessTerminal(Size(10, 1), glyphs: .ascii)
        terminal.draw(frame(10, 1, .ascii) { $0.put("a › b") })
        #expect(terminal.grid.text == "a > b\n")
    }

    @Test("colours as escape sequences, each line ending plain")
    func ansi() {
        let ansi = Self.shown().grid.ansi(.standard, depth: .palette256)
        #expect(
            ansi == "\u{1B}[0;1;38;5;210m▲\u{1B}[0m 射压 <1 \n\u{1B}[0;1;38;5;255;48;5;237m\"a\"\u{1B}[0m       \n")
        let plain = Self.shown().grid.ansi(.standard, depth: .none)
        #expect(plain == "\u{1B}[0;1;4m▲\u{1B}[0m 射压 <1 \n\u{1B}[0;1;7m\"a\"\u{1B}[0m       \n")
    }

    @Test("JSON with what each text means")
    func json() {
        let terminal = Self.shown()
        let json = terminal.grid.json(theme: terminal.theme, cursor: terminal.cursor)
        #expect(json.contains(#""lines":["▲ 射压 <1","\"a\""]"#))
        #expect(json.contains(#"{"x":0,"columns":1,"text":"▲","role":"critical"}"#))
        #expect(json.contains(#""text":"\"a\"","role":"text","ground":"selection","attributes":["bold"]"#))
        #expect(json.contains(#""cursor":{"x":0,"y":1,"visible":false}"#))
    }

    @Test("an SVG picture with escaped text")
    func svg() {
        let svg = Self.shown().grid.svg(.standard)
        #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"))
        #expect(svg.contains(">▲</text>") && svg.contains(" 射压 &lt;1 </text>"))
        #expect(svg.contains("fill=\"#3a3a3a\""))
    }

    @Test("what did not change is not drawn again")
    func unchanged() {
        let terminal = HeadlessTerminal(Size(10, 2))
        let frame = Frame(terminal.size)
        frame.canvas.put("abc")
        terminal.draw(frame)
        #expect(terminal.lastRuns.count == 2)
        frame.begin(terminal.size, glyphs: .unicode)
        frame.canvas.put("abc")
        terminal.draw(frame)
        #expect(terminal.lastRuns.isEmpty)
        frame.begin(terminal.size, glyphs: .unicode)
        frame.canvas.put("abd")
        terminal.draw(frame)
        #expect(terminal.lastRuns == [GridRun(y: 0, columns: 2..<3)])
    }

    @Test("fed keys come in order, of several sizes only the last")
    func events() {
        let terminal = HeadlessTerminal(Size(10, 2))
        terminal.type("ab")
        terminal.resize(to: Size(20, 5))
        terminal.feed(.enter)
        terminal.resize(to: Size(30, 5))
        #expect(
            terminal.nextEvents(deadline: nil) == [
                .key(.character("a")), .key(.character("b")), .key(.enter), .resize(Size(30, 5)),
            ])
        #expect(terminal.nextEvents(deadline: nil).isEmpty)
        #expect(terminal.size == Size(30, 5))
    }
}

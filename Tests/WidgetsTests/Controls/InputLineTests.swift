import Testing
import Widgets

@Suite("Input line")
struct InputLineTests {
    static func typed(_ text: String, limit: Int = 64) -> InputLine {
        var input = InputLine(limit: limit)
        for scalar in text.unicodeScalars { _ = input.handle(.character(Character(scalar))) }
        return input
    }

    @Test("a character with its marks is one step and one deletion")
    func wholeCharacters() {
        var input = Self.typed("e\u{301}工x")
        #expect(input.text == "e\u{301}工x" && input.cursor == 3)
        #expect(input.handle(.backspace) == .changed)
        #expect(input.handle(.backspace) == .changed)
        #expect(input.text == "e\u{301}")
        #expect(input.handle(.backspace) == .changed)
        #expect(input.text.isEmpty)
        #expect(input.handle(.backspace) == .ignored)
    }

    @Test("a side on which more of the text is hidden has a sign")
    func hidden() {
        var input = Self.typed("abcdefghijkl")
        func drawn() -> String {
            let frame = Frame(Size(6, 1))
            input.draw(in: frame.canvas)
            return frame.grid.lines[0]
        }
        #expect(drawn() == "…ijkl")
        _ = input.handle(.home)
        #expect(drawn() == "abcde…")
        input = Self.typed("abc")
        #expect(drawn() == "abc")
    }

    @Test("text goes in at the cursor; words and ends are cut as in a shell")
    func editing() {
        var input = Self.typed("oil at rod")
        #expect(input.handle(.home) == .moved)
        #expect(input.handle(.character("O")) == .changed)
        #expect(input.handle(.delete) == .changed)
        #expect(input.text == "Oil at rod")
        #expect(input.handle(.end) == .moved)
        #expect(input.handle(.control("w")) == .changed)
        #expect(input.text == "Oil at ")
        #expect(input.handle(.control("u")) == .changed)
        #expect(input.text.isEmpty)
        #expect(input.handle(.enter) == .submitted)
        #expect(input.handle(.escape) == .cancelled)
    }

    @Test("what cannot be drawn cannot be typed, nor more than the limit")
    func refusals() {
        #expect(Self.typed("a\u{202E}\u{200D}\u{7}b").text == "ab")
        #expect(Self.typed("\u{301}").text.isEmpty)
        #expect(Self.typed("abcdef", limit: 4).text == "abcd")
        #expect(InputLine("a\u{1B}b").text == "a\u{FFFD}b")
    }

    @Test("Tab goes through the candidates and back")
    func completion() {
        var input = Self.typed("W-")
        input.candidates = ["W-1039", "W-1040"]
        #expect(input.handle(.tab) == .changed)
        #expect(input.text == "W-1039" && input.candidate == 0)
        _ = input.handle(.tab)
        _ = input.handle(.tab)
        #expect(input.text == "W-1039")
        _ = input.handle(.backTab)
        #expect(input.text == "W-1040")
        #expect(lines(12, 2) { input.drawCandidates(in: $0) } == ["  W-1039", "▸ W-1040"])
    }

    @Test(
        "candidates stand beside each other where they are more than rows; what has no room is counted, and Tab turns to it"
    )
    func manyCandidates() {
        var input = Self.typed("W")
        input.candidates = (1...5).map { "W-\($0)" }
        #expect(lines(16, 3) { input.drawCandidates(in: $0) } == ["  W-1    W-4", "  W-2    W-5", "  W-3"])
        #expect(lines(12, 3) { input.drawCandidates(in: $0) } == ["  W-1", "  W-2", "  … 3"])
        for _ in 0..<3 { _ = input.handle(.tab) }
        #expect(lines(12, 3) { input.drawCandidates(in: $0) } == ["▸ W-3", "  W-4", "  … 3"])
    }

    @Test("the cursor is seen and whole characters are shown, however long the text")
    func scrolling() {
        let input = Self.typed("工单工单工单")
        let frame = frame(6, 1) { input.draw(in: $0) }
        #expect(frame.grid.lines == ["…工单"])
        #expect(frame.cursor == Frame.Cursor(at: Point(5, 0), isVisible: true))
        #expect(frame.grid.isWhole)
    }

    @Test("a secret is drawn as stars, an empty line by its placeholder")
    func looks() {
        var input = Self.typed("1234")
        input.isSecret = true
        #expect(lines(8, 1) { input.draw(in: $0) } == ["****"])
        var empty = InputLine()
        empty.placeholder = "order or item"
        #expect(lines(8, 1) { empty.draw(in: $0) } == ["order o…"])
    }
}

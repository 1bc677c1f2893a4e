import TestSupport
import Testing
import Widgets

/// What a terminal sends beside keys.
@Suite("Input that is no key")
struct InputTests {
    static let start = ContinuousClock.now

    private func inputs(_ text: String) -> [Input] {
        var decoder = KeyDecoder()
        return decoder.feed(Array(text.utf8), at: Self.start) + decoder.expire(at: Self.start + .seconds(9))
    }

    @Test(
        "reports of the mouse, in the new form and the old one",
        arguments: [
            ("\u{1B}[<0;10;3M", Mouse(.press, at: Point(9, 2))), ("\u{1B}[<0;10;3m", Mouse(.other, at: Point(9, 2))),
            ("\u{1B}[<64;300;100M", Mouse(.wheelUp, at: Point(299, 99))),
            ("\u{1B}[<69;1;1M", Mouse(.wheelDown, at: Point(0, 0))), ("\u{1B}[<2;1;1M", Mouse(.other, at: Point(0, 0))),
            ("\u{1B}[M *#", Mouse(.press, at: Point(9, 2))), ("\u{1B}[M#qq", Mouse(.other, at: Point(80, 80))),
            ("\u{1B}[Ma!!", Mouse(.wheelDown, at: Point(0, 0))),
        ])
    func mouse(_ text: String, _ mouse: Mouse) {
        #expect(inputs(text) == [.mouse(mouse)])
    }

    @Test("A32: a paste is one text, whatever keys its bytes would be, however it is cut")
    func paste() {
        let bytes = Array("a\u{1B}[200~q:quit\ry\u{1B}[A\u{3}é\u{1B}[201~b".utf8)
        let whole: [Input] = [
            .key(.character("a")), .paste("q:quit\ry\u{1B}[A\u{3}é"), .key(.character("b")),
        ]
        for first in 0...bytes.count {
            var decoder = KeyDecoder()
            var inputs = decoder.feed(bytes[..<first], at: Self.start)
            inputs += decoder.feed(bytes[first...], at: Self.start + .milliseconds(10))
            #expect(inputs == whole, "\(first)")
        }
    }

    @Test("a paste whose end never comes is over after a while; a huge one is cut")
    func endlessPaste() throws {
        var decoder = KeyDecoder()
        #expect(decoder.feed(Array("\u{1B}[200~abc".utf8), at: Self.start).isEmpty)
        #expect(decoder.expire(at: Self.start + .seconds(2)).isEmpty)
        let deadline = try #require(decoder.deadline)
        #expect(decoder.expire(at: deadline) == [.paste("abc")])
        #expect(decoder.deadline == nil)
        let huge = inputs("\u{1B}[200~" + String(repeating: "x", count: 1_000_000) + "\u{1B}[201~y")
        guard case .paste(let text) = huge.first else {
            Issue.record("no paste")
            return
        }
        #expect(text.utf8.count == KeyDecoder.pasteLimit && huge.last == .key(.character("y")))
    }

    @Test("A32: a paste whose end is lost is over within ten seconds though somebody types, and then keys act again")
    func pasteWithoutEnd() throws {
        var decoder = KeyDecoder()
        #expect(decoder.feed(Array("\u{1B}[200~abc".utf8), at: Self.start).isEmpty)
        var typed = 0
        // An arrow that is held down, thirty times a second: what sends most of all that people do.
        for step in 1...300 {
            let now = Self.start + .milliseconds(33 * step)
            let inputs = decoder.expire(at: now)
            if !inputs.isEmpty {
                #expect(inputs == [.paste("abc" + String(repeating: "\u{1B}[B", count: typed))])
                #expect(decoder.feed(Array("\u{1B}[B".utf8), at: now) == [.key(.down)])
                return
            }
            #expect(decoder.feed(Array("\u{1B}[B".utf8), at: now).isEmpty)
            typed += 1
        }
        Issue.record("it is not over")
    }

    @Test("A32: a paste over 1,200 bytes a second, with a pause of four seconds in it, stays one text")
    func slowPaste() {
        var decoder = KeyDecoder()
        var inputs = decoder.feed(Array("\u{1B}[200~".utf8), at: Self.start)
        for step in 1...200 {
            let now = Self.start + .milliseconds(100 * step + (step > 100 ? 4000 : 0))
            inputs += decoder.expire(at: now) + decoder.feed([UInt8](repeating: 0x71, count: 120), at: now)
        }
        inputs += decoder.feed(Array("\u{1B}[201~".utf8), at: Self.start + .seconds(25))
        #expect(inputs == [.paste(String(repeating: "q", count: 24_000))])
    }

    @Test(
        "A10: answers are never keys",
        arguments: [
            ("\u{1B}[?2026;2$y", Input.answer(.mode(2026, state: 2))),
            ("\u{1B}[1;6R", .answer(.cursor(row: 1, column: 6))), ("\u{1B}[0n", .answer(.ready)),
        ] as [(String, Input)])
    func answers(_ text: String, _ answer: Input) {
        #expect(inputs(text) == [answer])
    }

    @Test(
        "A10: answers to questions that were not asked are nothing at all",
        arguments: [
            "\u{1B}[?62;22c", "\u{1B}[>1;10;0c", "\u{1B}[I", "\u{1B}[O", "\u{1B}]11;rgb:0000/0000/0000\u{7}",
            "\u{1B}P1+r436f=323536\u{1B}\\", "\u{1B}P>|term 1.0\u{1B}\\", "\u{1B}[?1u", "\u{1B}[201~", "\u{1B}[?2026;",
            "\u{1B}[12;", "\u{1B}P1+r",
        ])
    func foreignAnswers(_ text: String) {
        #expect(inputs(text).isEmpty)
    }

    @Test(
        "A10: keys right behind a string that nobody ends are keys, however fast they come",
        arguments: ["P1+r", "]11;x"])
    func brokenOff(_ begun: String) {
        var decoder = KeyDecoder()
        var keys = decoder.feed(Array("\u{1B}\(begun)".utf8), at: Self.start).keys
        for step in 1...20 {
            let now = Self.start + .milliseconds(20 * step)
            keys += decoder.expire(at: now).keys + decoder.feed([0x1B], at: now).keys
        }
        #expect(keys.count >= 18 && keys.allSatisfy { $0 == .escape })
    }

    @Test("A32: where an Esc was told too early, the rest of its sequence is still its key and no letters")
    func lateRest() {
        var decoder = KeyDecoder()
        _ = decoder.feed([0x1B], at: Self.start)
        #expect(decoder.expire(at: Self.start + .milliseconds(30)) == [.key(.escape)])
        #expect(decoder.feed(Array("[A".utf8), at: Self.start + .milliseconds(200)) == [.key(.up)])
        _ = decoder.feed([0x1B], at: Self.start + .seconds(1))
        _ = decoder.expire(at: Self.start + .milliseconds(1030))
        #expect(decoder.feed(Array("[".utf8), at: Self.start + .milliseconds(1100)).isEmpty)
        #expect(decoder.expire(at: Self.start + .milliseconds(1500)) == [.key(.character("["))])
        #expect(decoder.feed(Array("[A".utf8), at: Self.start + .seconds(9)).keys.count == 2)
    }
}

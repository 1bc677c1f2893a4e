import Basis
import TestSupport
import Testing

@Suite("The sanitiser")
struct SanitizedTextTests {
    @Test("plain text stays as it is", arguments: ["", "DC-03", "射压不足 · 停机", "Größe 12 µm", "e\u{301}o\u{308}\u{304}"])
    func plain(_ text: String) {
        let clean = SanitizedText(text)
        #expect(clean.text == text)
        #expect(!clean.isAltered && !clean.isTruncated)
    }

    @Test(
        "whatever could move a cursor, hide or reorder text is replaced, and said to be",
        arguments: [
            "\u{1B}[2J", "a\rb", "a\nb", "\u{7F}", "\u{9B}31m", "\u{2028}", "\u{202E}abc", "\u{2066}", "\u{61C}",
            "\u{200B}",
            "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{E0041}", "\u{E000}", "\u{378}", "\u{FE0F}",
            "\u{E0100}", "\u{AD}", "\u{115F}", "\u{3164}", "\u{1F1E9}", "\u{1F3FD}", "1\u{20E3}", "\u{1161}", "\u{34F}",
        ])
    func hostile(_ text: String) {
        let clean = SanitizedText(text)
        #expect(clean.isAltered)
        #expect(clean.text.unicodeScalars.contains("\u{FFFD}"))
        for scalar in clean.text.unicodeScalars {
            #expect(CharacterKind(scalar.value) != .unsafe)
        }
    }

    @Test("noncharacters are never drawn", arguments: [0xFFFE, 0xFFFF, 0xFDD0, 0x1FFFE, 0x10FFFF] as [UInt32])
    func noncharacters(_ scalar: UInt32) {
        #expect(CharacterKind(scalar) == .unsafe)
    }

    @Test("at most two combining marks stay on a base, none without one")
    func marks() {
        #expect(SanitizedText("a\u{301}\u{302}\u{303}\u{304}b").text == "a\u{301}\u{302}\u{FFFD}b")
        #expect(SanitizedText("\u{301}\u{302}b").text == "\u{FFFD}b")
        #expect(SanitizedText("\u{7}\u{301}b").text == "\u{FFFD}b")
    }

    @Test(
        "bytes that are no UTF-8 become U+FFFD", arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE5, 0xB0]])
    func badBytes(_ bytes: [UInt8]) {
        let clean = SanitizedText(bytes: [0x61] + bytes + [0x62])
        #expect(clean.isAltered)
        #expect(clean.text.hasPrefix("a\u{FFFD}") && clean.text.hasSuffix("b"))
    }

    @Test("a replacement character in the source is no alteration")
    func replacementCharacter() {
        #expect(!SanitizedText("a\u{FFFD}b").isAltered)
        #expect(!SanitizedText(bytes: Array("a\u{FFFD}b".utf8)).isAltered)
    }

    @Test("a long text is cut between characters, ends with an ellipsis and fits the limit", arguments: 8...40)
    func limit(_ limit: Int) {
        let text = String(repeating: "工单e\u{301}x", count: 100)
        for clean in [SanitizedText(text, limit: limit), SanitizedText(bytes: Array(text.utf8), limit: limit)] {
            #expect(clean.isTruncated && !clean.isAltered)
            #expect(clean.text.utf8.count <= limit && clean.text.hasSuffix("…"))
            #expect(text.hasPrefix(clean.text.dropLast()))
            #expect(SanitizedText(clean.text, limit: limit) == SanitizedText(clean.text))
        }
    }

    @Test("a text of exactly the limit is whole")
    func exactLimit() {
        #expect(SanitizedText("12345678", limit: 8).text == "12345678")
        #expect(SanitizedText(bytes: Array("1234工".utf8) + [0x38], limit: 8).text == "1234工8")
        #expect(SanitizedText("123456789", limit: 8).text == "12345…")
    }

    @Test("sanitising twice changes nothing, for any bytes", arguments: 0..<4)
    func idempotence(_ seed: Int) {
        var generator = SplitMix(state: UInt64(seed))
        let pieces: [[UInt8]] = [
            "a", "工", "\u{301}", "\u{302}", "\u{200D}", "👩", "🏽", "\u{FE0F}", "\u{1B}[", "\u{9B}", "\u{E0041}",
            "\u{FFFD}",
            "\u{1100}", "\u{1161}", "🇩", "\u{202E}", " ",
        ].map { Array($0.utf8) }
        for _ in 0..<2000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0..<24, using: &generator) {
                if Int.random(in: 0..<3, using: &generator) == 0 {
                    bytes.append(UInt8.random(in: 0...255, using: &generator))
                } else {
                    bytes += pieces.randomElement(using: &generator) ?? []
                }
            }
            let once = SanitizedText(bytes: bytes, limit: 32)
            let twice = SanitizedText(once.text, limit: 32)
            #expect(twice.text == once.text)
            #expect(!twice.isAltered && !twice.isTruncated)
        }
    }
}

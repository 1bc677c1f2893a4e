import TestSupport
import Testing
import Widgets

@Suite("Key decoder")
struct KeyDecoderTests {
    static let start = ContinuousClock.now

    static func keys(_ text: String) -> [Key] {
        var decoder = KeyDecoder()
        let inputs = decoder.feed(Array(text.utf8), at: start)
        return (inputs + decoder.expire(at: start + .seconds(1))).keys
    }

    @Test(
        "the sequences of usual terminals",
        arguments: [
            ("\u{1B}[A", Key.up), ("\u{1B}OA", .up), ("\u{1B}[1;5C", .right), ("\u{1B}[H", .home), ("\u{1B}[4~", .end),
            ("\u{1B}[5~", .pageUp), ("\u{1B}[3~", .delete), ("\u{1B}[Z", .backTab), ("\r", .enter), ("\n", .enter),
            ("\u{1B}OM", .enter), ("\u{1B}Op", .character("0")), ("\u{1B}Oy", .character("9")), ("\t", .tab),
            ("\u{7F}", .backspace), ("\u{8}", .backspace), ("\u{3}", .control("c")), ("\u{1C}", .control("\\")),
            ("\u{0}", .control("@")), ("\u{1B}[15~", .function(5)), ("\u{1B}OP", .function(1)),
            ("\u{1B}[24~", .function(12)), ("\u{1B}[29~", .unknown(29)), ("工", .character("工")), ("\u{1B}", .escape),
        ])
    func sequences(_ text: String, _ key: Key) {
        #expect(Self.keys(text) == [key])
    }

    @Test("any keys come out the same however their bytes are cut")
    func pieces() {
        let bytes = Array("a工\u{1B}[5~\u{1B}OB\u{1B}[1;2Hé\r".utf8)
        let whole: [Key] = [.character("a"), .character("工"), .pageUp, .down, .home, .character("é"), .enter]
        for first in 0...bytes.count {
            for second in first...bytes.count {
                var decoder = KeyDecoder()
                var keys: [Key] = []
                for (index, part) in [bytes[..<first], bytes[first..<second], bytes[second...]].enumerated() {
                    keys += decoder.feed(part, at: Self.start + .milliseconds(10 * index)).keys
                }
                #expect(keys == whole)
            }
        }
    }

    @Test("A32: a lone Esc is known within 50 ms, the rest of a sequence is awaited longer")
    func timing() throws {
        var decoder = KeyDecoder()
        #expect(decoder.feed([0x1B], at: Self.start).isEmpty)
        let deadline = try #require(decoder.deadline)
        #expect(deadline <= Self.start + .milliseconds(50))
        #expect(decoder.expire(at: Self.start).isEmpty)
        #expect(decoder.expire(at: deadline) == [.key(.escape)])
        #expect(decoder.deadline == nil)
        #expect(decoder.feed(Array("\u{1B}[".utf8), at: Self.start).isEmpty)
        #expect(decoder.expire(at: Self.start + .milliseconds(200)).isEmpty)
        #expect(decoder.feed([0x41], at: Self.start + .milliseconds(200)) == [.key(.up)])
    }

    @Test("Esc and a key right after it are two keys")
    func escapeAndKey() {
        #expect(Self.keys("\u{1B}x") == [.escape, .character("x")])
        #expect(Self.keys("\u{1B}\u{1B}[A") == [.escape, .up])
    }

    @Test("the terminal's own sequences come first")
    func ownSequences() {
        var decoder = KeyDecoder(sequences: [Array("\u{1B}[[A".utf8): .insert])
        #expect(decoder.feed(Array("\u{1B}[[A".utf8), at: Self.start) == [.key(.insert)])
    }

    @Test("no bytes break it, and nothing stays pending for ever", arguments: 0..<4)
    func randomBytes(_ seed: Int) {
        var random = SplitMix(state: UInt64(seed))
        var decoder = KeyDecoder()
        var now = Self.start
        for _ in 0..<20_000 {
            let bytes = (0..<random.below(6)).map { _ in random.below(3) == 0 ? UInt8(0x1B) : UInt8(random.below(256)) }
            _ = decoder.feed(bytes, at: now)
            now += .milliseconds(random.below(40))
            _ = decoder.expire(at: now)
        }
        _ = decoder.expire(at: now + .seconds(1))
        _ = decoder.expire(at: now + .seconds(2))
        #expect(decoder.deadline == nil)
    }
}

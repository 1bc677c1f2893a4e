import TestSupport
import Testing

@testable import Basis

@Suite("Hostile TOML")
struct TomlHostileTests {
    private func message(_ text: String) -> String {
        do {
            _ = try TomlDocument.parse(text: Array(text.utf8), file: "a.toml")
            return "no error"
        } catch {
            return error.description
        }
    }

    @Test("more than 1 MB is refused")
    func size() {
        #expect(message(String(repeating: "#", count: 10_000_000)) == "a.toml: larger than 1 MB (10000000 bytes)")
        #expect(message(String(repeating: "#", count: TomlDocument.maximumSize)) == "no error")
    }

    @Test(
        "deep nesting is refused, however it is written",
        arguments: [
            "a = " + String(repeating: "[", count: 100_000),
            "a = " + String(repeating: "[", count: 65) + String(repeating: "]", count: 65),
            "a = " + String(repeating: "{a=", count: 100_000),
            "a" + String(repeating: ".a", count: 100_000) + " = 1",
            "[a" + String(repeating: ".a", count: 100_000) + "]",
            "[[a" + String(repeating: " . a", count: 64) + "]]",
            String(repeating: "x = {\"#\".a.b.'\"'.c = 1, ", count: 2) + "a" + String(repeating: ".a", count: 99_000),
            "a = \"\"\"\"\"\"\nb" + String(repeating: ".a", count: 100_000) + " = 1",
            "a = '''x''''\nb" + String(repeating: ".a", count: 100_000) + " = 1",
            String(repeating: "a.a.a.a = { ", count: 40) + String(repeating: " }", count: 40),
        ])
    func depth(_ text: String) {
        let message = message(text)
        #expect(message != "no error" && !message.contains("TOML_MAX"), "\(message)")
    }

    @Test("nesting up to the limit is read, dots in strings, comments and numbers are no nesting")
    func harmlessDepth() {
        let dots = String(repeating: ".", count: 1000)
        #expect(message("a = " + String(repeating: "[", count: 62) + String(repeating: "]", count: 62)) == "no error")
        #expect(
            message("a = \"\(dots)\" # \(dots)\nb = '\(dots)'\nc = '''\n\(dots)'''\nd = \"\\\"\(dots)\"") == "no error")
        #expect(message("a = [" + String(repeating: "1.5, ", count: 1000) + "]") == "no error")
        #expect(message("[a" + String(repeating: ".a", count: 60) + "]") == "no error")
    }

    @Test("many values on one line, and many tables, are read in time that grows with their number")
    func wide() throws {
        let strings = "a = [" + String(repeating: "\"x\",", count: 200_000) + "]"
        let root = try TomlDocument.parse(text: Array(strings.utf8), file: "a.toml")
        guard case .array(let nodes) = root["a"]?.value else { throw ConfigurationError(Place(file: ""), "no array") }
        #expect(nodes.last?.place.column == 6 + 4 * 199_999)
        #expect(message(String(repeating: "[[a]]\n", count: 150_000)) == "no error")
    }

    @Test("no mutation of a sound text makes the parser trap")
    func mutations() {
        let sound = Array(
            """
            include = ["a.toml"]
            [site]
            id = "x"  # 压铸
            t = { en = "a", zh = '压' }
            when = 2024-05-01T06:00:00.25+02:00
            n = [0x1F, 0b1, 1e9, -inf, nan, 1_000, +3.5]
            [[machine]]
            id.x = \"\"\"\nlong \\u00e9 \"\"\"
            [machine.tags.'a b']
            limit = 12.5
            """.utf8)
        let pieces: [[UInt8]] =
            ["[", "]", "{", "}", "\"\"\"", "'''", "'", ".", "=", ",", "\n", "\\", "#", "_", "1e", "-", "\0"]
            .map { Array($0.utf8) } + [[0xFF], [0xC3], [0xE5, 0x8E]]
        var random = SplitMix(state: 7)
        for _ in 0..<20_000 {
            var text = sound
            for _ in 0...random.below(4) {
                let at = random.below(text.count)
                switch random.below(4) {
                case 0: text.remove(at: at)
                case 1: text.insert(contentsOf: pieces[random.below(pieces.count)], at: at)
                case 2: text[at] = UInt8(random.below(256))
                default:
                    let other = random.below(text.count)
                    text.replaceSubrange(at..<min(at + 3, text.count), with: text[other..<min(other + 5, text.count)])
                }
            }
            if random.below(8) == 0 { text.removeLast(random.below(text.count)) }
            if text.isEmpty { continue }
            if case .success(let root) = Result(catching: { try TomlDocument.parse(text: text, file: "m") }) {
                _ = try? TableReader(root, KeyTableSamples.plant)
            }
        }
    }
}

import Hub
import Testing

struct NamePatternsTests {
    @Test(
        "a star is any text, also none, and wherever it stands; all else stands for itself",
        arguments: [
            ("*", "", true), ("*", "a", true), ("", "", true), ("", "a", false), ("DC-*", "DC-01", true),
            ("DC-*", "DC-", true), ("DC-*", "XDC-01", false), ("*_temp", "die_temp", true),
            ("*_temp", "die_temp_2", false), ("die_*_fix", "die_temp_fix", true), ("die_*_fix", "die_fix", false),
            ("a*b*c", "aXbYbZc", true), ("a*b*c", "acb", false), ("**a**", "xax", true), ("?", "x", false),
            ("温*", "温度", true), ("*度", "温度", true), ("*a*a*a*a*b", String(repeating: "a", count: 200), false),
        ])
    func matches(_ pattern: String, _ name: String, _ isOne: Bool) {
        #expect(NamePatterns([pattern]).matches(name) == isOne)
        #expect(NamePatterns(["no", pattern]).matches(name) == isOne)
    }
}

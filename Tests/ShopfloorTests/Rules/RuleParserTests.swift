import Basis
import Testing

@testable import Shopfloor

/// Tag values by name, and the slots that a parsed rule gave them.
struct RuleFixture: TagValues {
    var slots: [String] = []
    var values: [String: TagValue] = [:]

    func value(of tag: TagSlot) -> TagValue? { values[slots[tag]] }
    func time(of tag: TagSlot) -> Instant? { nil }
    func arrival(of tag: TagSlot) -> Instant? { nil }
    func word(of tag: TagSlot) -> String? { value(of: tag)?.text }

    mutating func parse(_ text: String) throws -> RuleExpression {
        var names = slots
        var timers = 0
        let expression = try RuleParser.parse(text, timers: &timers) { name in
            if let slot = names.firstIndex(of: name) { return slot }
            names.append(name)
            return names.count - 1
        }
        slots = names
        return expression
    }

    mutating func evaluate(_ text: String, cycling: Bool? = nil) throws -> Bool? {
        let expression = try parse(text)
        var timers = HeldTimers(count: 8)
        return expression.evaluate(self, cycling: cycling, timers: &timers, now: Instant(milliseconds: 0))
    }
}

struct RuleParserTests {
    @Test(
        "a rule says true, false or unknown",
        arguments: [
            (#"execution == "ACTIVE""#, true), (#"execution != "ACTIVE""#, false), ("speed > 10", true),
            ("speed <= 10", false), ("speed >= 12.5 and speed < 1.3e1", true), ("door", false), ("not door", true),
            (#"execution in ["READY", "ACTIVE"]"#, true), ("speed in [1, 2]", false), ("unseen", nil),
            ("not unseen", nil), ("unseen > 3", nil), ("unseen > 3 or true", true), ("unseen and false", false),
            ("known(unseen)", false), ("known(speed)", true), ("cycling", true), ("speed > limit", true),
            ("`my tag` == 'a b'", true), ("door == 0", true), ("count", true), (#"speed == "x""#, false),
            (#"speed < "x""#, nil), ("模式 == '自动'", true), ("true and not (false or door)", true),
        ] as [(String, Bool?)])
    func says(_ text: String, _ expected: Bool?) throws {
        var fixture = RuleFixture()
        fixture.values = [
            "execution": .text("ACTIVE"), "speed": .number(12.5), "limit": .number(12), "door": .bool(false),
            "count": .number(3), "my tag": .text("a b"), "模式": .text("自动"),
        ]
        #expect(try fixture.evaluate(text, cycling: true) == expected)
    }

    @Test("and binds tighter than or, not tighter than and")
    func precedence() throws {
        var fixture = RuleFixture()
        #expect(try fixture.parse("a or b and not c") == .any([.truth(0), .all([.truth(1), .not(.truth(2))])]))
    }

    @Test(
        "a fault is named with its place and what is allowed",
        arguments: [
            ("", 0), ("execution =", 10), ("execution == ", 13), ("(a and b", 8), ("a b", 2), ("a for 5", 6),
            ("a for 5x", 7), ("a == 'open", 5), ("a in []", 6), ("a and and b", 6), ("known a", 6), ("a ! b", 2),
        ])
    func faults(_ text: String, _ offset: Int) {
        var fixture = RuleFixture()
        #expect {
            _ = try fixture.parse(text)
        } throws: { error in
            let fault = error as? RuleSyntaxError
            return fault?.offset == offset && fault?.message.isEmpty == false
        }
    }

    @Test("a thousand brackets are refused, not a crash")
    func depth() {
        var fixture = RuleFixture()
        #expect(throws: RuleSyntaxError.self) { _ = try fixture.parse(String(repeating: "(", count: 1000) + "a") }
        #expect(throws: RuleSyntaxError.self) { _ = try fixture.parse(String(repeating: "not ", count: 1000) + "a") }
    }

    @Test(
        "a duration is written as elsewhere, sums and days among it, or with a fraction",
        arguments: [("250ms", 250), ("5s", 5000), ("1h30m", 5_400_000), ("2d", 172_800_000), ("0.5s", 500)]
            as [(String, Int64)]
    )
    func durations(_ text: String, _ milliseconds: Int64) throws {
        var fixture = RuleFixture()
        fixture.values["door"] = .bool(true)
        let rule = try fixture.parse("door for \(text)")
        var timers = HeldTimers(count: 1)
        timers.beginPass()
        _ = rule.evaluate(fixture, cycling: nil, timers: &timers, now: Instant(milliseconds: 0))
        #expect(timers.nextDue == Instant(milliseconds: milliseconds))
    }

    @Test("held for: true only when it has been true without a break for that long")
    func held() throws {
        var fixture = RuleFixture()
        let rule = try fixture.parse("door for 10s")
        var timers = HeldTimers(count: 1)
        func at(_ seconds: Int64, _ isOpen: Bool) -> Bool? {
            fixture.values["door"] = .bool(isOpen)
            timers.beginPass()
            return rule.evaluate(fixture, cycling: nil, timers: &timers, now: Instant(milliseconds: seconds * 1000))
        }
        #expect(at(0, true) == false)
        #expect(timers.nextDue == Instant(milliseconds: 10_000))
        #expect(at(9, false) == false)
        #expect(timers.nextDue == nil)
        #expect(at(12, true) == false)
        #expect(at(21, true) == false)
        #expect(at(22, true) == true)
    }
}

import Basis

/// A fault in the text of a rule.
package struct RuleSyntaxError: Error, Hashable, Sendable {
    /// Characters before the fault, from the start of the text.
    package var offset: Int
    package var message: String
    /// What would be right there; nil when there is nothing to choose from.
    package var allowed: String?

    init(offset: Int, message: String, allowed: String? = nil) {
        self.offset = offset
        self.message = message
        self.allowed = allowed
    }
}

/// Reads rules such as `execution == "ACTIVE" and not (door_open for 10s)`.
///
///     or      = and { "or" and }
///     and     = unary { "and" unary }
///     unary   = "not" unary | primary [ "for" duration ]
///     primary = "(" or ")" | "true" | "false" | "cycling" | "known" "(" tag ")"
///             | tag [ ( "==" | "!=" | "<" | "<=" | ">" | ">=" ) ( literal | tag ) | "in" "[" literal { "," literal } "]" ]
///     tag     = a name of letters, digits, `_`, `.`, `-`, `/`, not beginning with a digit; or any text between backquotes
///     literal = a number, a text in double or single quotes, "true", "false"
package struct RuleParser {
    private var tokens: RuleTokens
    private let slot: (String) -> TagSlot
    private var firstTimer: Int
    private var depth = 0

    private init(_ tokens: RuleTokens, firstTimer: Int, slot: @escaping (String) -> TagSlot) {
        self.tokens = tokens
        self.firstTimer = firstTimer
        self.slot = slot
    }

    /// - Parameters:
    ///   - timers: how many `held for` timers the machine's rules have so far; raised by those of this rule.
    ///   - slot: gives the number of a tag by its name, making one where there is none yet.
    package static func parse(
        _ tokens: RuleTokens, timers: inout Int, slot: @escaping (String) -> TagSlot
    ) throws(RuleSyntaxError) -> RuleExpression {
        var parser = RuleParser(tokens, firstTimer: timers, slot: slot)
        let expression = try parser.disjunction()
        if let rest = parser.tokens.peek {
            throw RuleSyntaxError(
                offset: rest.offset, message: "unexpected \(rest.text)", allowed: "and, or, for, the end")
        }
        timers = parser.firstTimer
        return expression
    }

    /// The same, of a text that is read only once.
    package static func parse(
        _ text: String, timers: inout Int, slot: @escaping (String) -> TagSlot
    ) throws(RuleSyntaxError) -> RuleExpression {
        try parse(try RuleTokens(text), timers: &timers, slot: slot)
    }

    private mutating func disjunction() throws(RuleSyntaxError) -> RuleExpression {
        var parts = [try conjunction()]
        while tokens.take(word: "or") { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func conjunction() throws(RuleSyntaxError) -> RuleExpression {
        var parts = [try unary()]
        while tokens.take(word: "and") { parts.append(try unary()) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func unary() throws(RuleSyntaxError) -> RuleExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 64 else { throw RuleSyntaxError(offset: tokens.offset, message: "nested more than 64 deep") }
        if tokens.take(word: "not") { return .not(try unary()) }
        var expression = try primary()
        while tokens.take(word: "for") {
            let duration = try tokens.duration()
            expression = .held(expression, duration, timer: firstTimer)
            firstTimer += 1
        }
        return expression
    }

    private mutating func primary() throws(RuleSyntaxError) -> RuleExpression {
        if tokens.take(symbol: "(") {
            let inner = try disjunction()
            try tokens.expect(symbol: ")")
            return inner
        }
        if tokens.take(word: "true") { return .constant(true) }
        if tokens.take(word: "false") { return .constant(false) }
        if tokens.take(word: "cycling") { return .cycling }
        if tokens.take(word: "known") {
            try tokens.expect(symbol: "(")
            let tag = slot(try tokens.tag())
            try tokens.expect(symbol: ")")
            return .known(tag)
        }
        return try comparison(of: slot(try tokens.tag()))
    }

    private mutating func comparison(of tag: TagSlot) throws(RuleSyntaxError) -> RuleExpression {
        if tokens.take(word: "in") {
            try tokens.expect(symbol: "[")
            var allowed = [try tokens.literal()]
            while tokens.take(symbol: ",") { allowed.append(try tokens.literal()) }
            try tokens.expect(symbol: "]")
            return .oneOf(tag, allowed)
        }
        guard let comparison = tokens.takeComparison() else { return .truth(tag) }
        if let other = tokens.takeTag() { return .compare(tag, comparison, .tag(slot(other))) }
        return .compare(tag, comparison, .literal(try tokens.literal()))
    }
}

import Basis

/// The words, literals and signs of a rule's text, with the place of each: the same for every machine that it speaks of.
package struct RuleTokens {
    enum Kind: Hashable {
        case word
        case quotedTag
        case number(Double)
        case string(String)
        case duration(Duration)
        case symbol
    }

    struct Token: Hashable {
        var kind: Kind
        var text: String
        /// Characters before it.
        var offset: Int
    }

    private var tokens: [Token] = []
    private var next = 0
    private let length: Int

    package init(_ text: String) throws(RuleSyntaxError) {
        let characters = Array(text)
        length = characters.count
        var scanner = RuleScanner(characters)
        while let token = try scanner.next() { tokens.append(token) }
    }

    var peek: Token? { next < tokens.count ? tokens[next] : nil }

    /// Where the next token begins, or the text ends.
    var offset: Int { peek?.offset ?? length }

    func failure(_ allowed: String) -> RuleSyntaxError {
        let found = peek.map { "unexpected \($0.text)" } ?? "the rule ends too early"
        return RuleSyntaxError(offset: offset, message: found, allowed: allowed)
    }

    mutating func take(word: String) -> Bool { take(.word, word) }

    mutating func take(symbol: String) -> Bool { take(.symbol, symbol) }

    private mutating func take(_ kind: Kind, _ text: String) -> Bool {
        guard let token = peek, token.kind == kind, token.text == text else { return false }
        next += 1
        return true
    }

    mutating func expect(symbol: String) throws(RuleSyntaxError) {
        guard take(symbol: symbol) else { throw failure("\"\(symbol)\"") }
    }

    mutating func takeComparison() -> RuleExpression.Comparison? {
        guard let token = peek, token.kind == .symbol, let comparison = RuleExpression.Comparison(rawValue: token.text)
        else { return nil }
        next += 1
        return comparison
    }

    private static let reserved: Set = ["and", "or", "not", "for", "in", "true", "false", "cycling", "known"]

    mutating func takeTag() -> String? {
        guard let token = peek else { return nil }
        guard token.kind == .quotedTag || token.kind == .word && !Self.reserved.contains(token.text) else { return nil }
        next += 1
        return token.text
    }

    mutating func tag() throws(RuleSyntaxError) -> String {
        guard let tag = takeTag() else {
            throw failure("the name of a tag, \"(\", not, known(tag), cycling, true, false")
        }
        return tag
    }

    mutating func literal() throws(RuleSyntaxError) -> TagValue {
        if take(word: "true") { return .bool(true) }
        if take(word: "false") { return .bool(false) }
        guard let token = peek else { throw failure("a number, a text in quotes, true, false") }
        switch token.kind {
        case .number(let value):
            next += 1
            return .number(value)
        case .string(let value):
            next += 1
            return .text(value)
        default: throw failure("a number, a text in quotes, true, false")
        }
    }

    mutating func duration() throws(RuleSyntaxError) -> Duration {
        guard let token = peek, case .duration(let duration) = token.kind else {
            throw failure("a duration such as 500ms, 10s, 5m, 2h")
        }
        next += 1
        return duration
    }
}

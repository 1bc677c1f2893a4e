import Basis

/// Cuts the text of a rule into tokens.
struct RuleScanner {
    private let characters: [Character]
    private var position = 0

    init(_ characters: [Character]) { self.characters = characters }

    mutating func next() throws(RuleSyntaxError) -> RuleTokens.Token? {
        while position < characters.count, characters[position].isWhitespace { position += 1 }
        guard position < characters.count else { return nil }
        let start = position
        let first = characters[position]
        if first == "\"" || first == "'" { return try string(quote: first, start: start) }
        if first == "`" {
            let name = try quoted(first, start: start)
            return RuleTokens.Token(kind: .quotedTag, text: name, offset: start)
        }
        if first.isASCII && first.isNumber || first == "-" { return try number(start: start) }
        if first.isLetter || first == "_" {
            while position < characters.count, Self.isNamePart(characters[position]) { position += 1 }
            return RuleTokens.Token(kind: .word, text: String(characters[start..<position]), offset: start)
        }
        return try symbol(start: start)
    }

    private static func isNamePart(_ character: Character) -> Bool {
        // Most are ASCII, and asking Unicode about each takes longer than all else that is done with a rule.
        switch character.asciiValue {
        case .some(UInt8(ascii: "a")...UInt8(ascii: "z")), .some(UInt8(ascii: "A")...UInt8(ascii: "Z")),
            .some(UInt8(ascii: "0")...UInt8(ascii: "9")), .some(UInt8(ascii: "_")), .some(UInt8(ascii: ".")),
            .some(UInt8(ascii: "-")), .some(UInt8(ascii: "/")):
            true
        case .some: false
        case nil: character.isLetter || character.isNumber
        }
    }

    private mutating func string(quote: Character, start: Int) throws(RuleSyntaxError) -> RuleTokens.Token {
        let text = try quoted(quote, start: start)
        return RuleTokens.Token(kind: .string(text), text: "\"\(text)\"", offset: start)
    }

    private mutating func quoted(_ quote: Character, start: Int) throws(RuleSyntaxError) -> String {
        guard let end = characters[(start + 1)...].firstIndex(of: quote) else {
            throw RuleSyntaxError(offset: start, message: "the \(quote) is not closed")
        }
        position = end + 1
        return String(characters[(start + 1)..<end])
    }

    private mutating func number(start: Int) throws(RuleSyntaxError) -> RuleTokens.Token {
        position += 1
        while position < characters.count, Self.isNumberPart(characters, position) { position += 1 }
        let digits = String(characters[start..<position])
        let unitStart = position
        if position < characters.count, characters[position].isLetter {
            // Also the sums that durations are elsewhere: 1h30m.
            while position < characters.count, Self.isDurationPart(characters[position]) { position += 1 }
        }
        let unit = String(characters[unitStart..<position])
        guard let value = Double(digits), value.isFinite else {
            throw RuleSyntaxError(offset: start, message: "\(digits) is no number")
        }
        if unit.isEmpty { return RuleTokens.Token(kind: .number(value), text: digits, offset: start) }
        guard let duration = DurationText.parse(digits + unit) ?? Self.fraction(value, of: unit) else {
            throw RuleSyntaxError(offset: unitStart, message: "unknown unit \(unit)", allowed: "ms, s, m, h, d")
        }
        return RuleTokens.Token(kind: .duration(duration), text: digits + unit, offset: start)
    }

    private static func isDurationPart(_ character: Character) -> Bool {
        character.isLetter || character.isASCII && character.isNumber
    }

    /// Such as 0.5s, which durations elsewhere do not know; nil for other units and what no plant waits for.
    private static func fraction(_ value: Double, of unit: String) -> Duration? {
        guard let one = DurationText.parse("1" + unit), value >= 0, value * one.inSeconds < 1e9 else { return nil }
        return .milliseconds(Int64(value * Double(one.wholeMilliseconds)))
    }

    private static func isNumberPart(_ characters: [Character], _ position: Int) -> Bool {
        let character = characters[position]
        if character.isASCII && character.isNumber || character == "." { return true }
        let before = characters[position - 1]
        if character == "e" || character == "E" {
            guard position + 1 < characters.count else { return false }
            let after = characters[position + 1]
            return after.isNumber || after == "-" || after == "+"
        }
        return (character == "-" || character == "+") && (before == "e" || before == "E")
    }

    private mutating func symbol(start: Int) throws(RuleSyntaxError) -> RuleTokens.Token {
        for symbol in ["==", "!=", "<=", ">=", "<", ">", "(", ")", "[", "]", ","]
        where characters[start...].starts(with: symbol) {
            position += symbol.count
            return RuleTokens.Token(kind: .symbol, text: symbol, offset: start)
        }
        throw RuleSyntaxError(
            offset: start, message: "unexpected \(characters[start])",
            allowed: "a tag, a comparison (== != < <= > >=), in, and, or, not, for")
    }
}

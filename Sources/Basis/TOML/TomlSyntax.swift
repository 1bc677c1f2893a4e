/// The parser's messages, said for people who write configuration files.
enum TomlSyntax {
    static func problem(_ message: String, at place: Place) -> Problem {
        let text = plain(message)
        guard let hint = hints.first(where: { text.contains($0.sign) }) else {
            return Problem(place, "not valid TOML: " + text)
        }
        return Problem(place, "not valid TOML: " + (hint.words ?? text), allowed: hint.allowed)
    }

    /// The words without their opening "Error while parsing key-value pair: ".
    private static func plain(_ text: String) -> String {
        let opening = "Error while parsing "
        let text = Quoted.plain(text, limit: 300)
        return text.hasPrefix(opening) ? "in " + text.dropFirst(opening.count) : text
    }

    private struct Hint {
        /// What the parser's message contains.
        let sign: String
        /// nil: the parser's own words are plain enough.
        let words: String?
        let allowed: String
    }

    private static let value = "a text in quotes, a number, true, false, [a list], { a = \"table\" }"

    private static let hints = [
        Hint(
            sign: "unescaped control characters",
            words: "a text is not closed on its line, or holds a control character",
            allowed: "\"…\" or '…' on one line; \\n, \\t and \\uXXXX for other characters"),
        Hint(sign: "could not determine value type", words: "this is no value", allowed: value),
        Hint(sign: "expected value", words: nil, allowed: value),
        Hint(sign: "unknown escape sequence", words: nil, allowed: "\\n, \\t, \\\\, \\\", \\uXXXX, or a text in '…'"),
        Hint(sign: "expected '='", words: nil, allowed: "key = value"),
        Hint(
            sign: "cannot redefine", words: nil,
            allowed: "each key and each [table] once; several of a kind as [[table]]"),
    ]
}

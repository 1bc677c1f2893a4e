extension JSONNode {
    /// The decoded string, made anew at each call; nil when the value is not a string.
    package var string: String? { withUTF8 { String(copying: $0) } }

    /// Calls `body` with the decoded UTF-8 of a string, without allocating unless it holds escapes. nil when the value is
    /// not a string.
    package func withUTF8<R>(_ body: (Span<UInt8>) -> R) -> R? {
        let view = tape.view
        let token = view.tokens[index]
        return token.isText ? view.withUTF8(token, body) : nil
    }

    /// Whether the value is a string of exactly these UTF-8 bytes, byte by byte, without Unicode equivalence.
    package func equals(_ text: Span<UInt8>) -> Bool { tape.view.equals(index, text) }

    /// Whether the value is exactly this string; allocates nothing.
    package func equals(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { unsafe equals($0.span) }
    }
}

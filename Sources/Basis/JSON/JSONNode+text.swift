extension JSONNode {
    private var isText: Bool { token.kind == .string || token.kind == .key }

    /// The decoded string, made anew at each call; nil when the value is not a string.
    package var string: String? { withUTF8 { String(copying: $0) } }

    /// Calls `body` with the decoded UTF-8 of a string, without allocating unless it holds escapes. nil when the value is
    /// not a string.
    package func withUTF8<R>(_ body: (Span<UInt8>) -> R) -> R? {
        let token = token
        guard isText else { return nil }
        if !token.isComplex { return tape.bytes.withSpan(Int(token.offset), Int(token.length), body) }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(Int(token.length))
        decodeEscapes {
            decoded.append($0)
            return true
        }
        return body(decoded.span)
    }

    /// Whether the value is a string of exactly these UTF-8 bytes, byte by byte, without Unicode equivalence.
    package func equals(_ text: Span<UInt8>) -> Bool {
        let token = token
        guard isText else { return false }
        let offset = Int(token.offset)
        let length = Int(token.length)
        if !token.isComplex {
            guard length == text.count else { return false }
            for index in 0..<length where tape.bytes[offset + index] != text[index] { return false }
            return true
        }
        var matched = 0
        let finished = decodeEscapes {
            guard matched < text.count, $0 == text[matched] else { return false }
            matched += 1
            return true
        }
        return finished && matched == text.count
    }

    /// Whether the value is a string of exactly these UTF-8 bytes.
    package func equals(_ text: [UInt8]) -> Bool { equals(text.span) }

    /// Whether the value is exactly this string; allocates nothing.
    package func equals(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { unsafe equals($0.span) }
    }

    /// Passes on the decoded bytes of a string until `take` returns false; then returns false.
    @discardableResult
    private func decodeEscapes(_ take: (UInt8) -> Bool) -> Bool {
        let bytes = tape.bytes
        var at = Int(token.offset)
        let end = at + Int(token.length)
        while at < end {
            guard bytes[at] == UInt8(ascii: "\\") else {
                if !take(bytes[at]) { return false }
                at += 1
                continue
            }
            if bytes[at + 1] == UInt8(ascii: "u") {
                let scalar = escapedScalar(&at)
                for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter where !take(byte) { return false }
            } else {
                if !take(unescaped(bytes[at + 1])) { return false }
                at += 2
            }
        }
        return true
    }

    /// The scalar of `\uXXXX` or of a surrogate pair at `at`, and moves behind it. The scanner has checked them.
    private func escapedScalar(_ at: inout Int) -> Unicode.Scalar {
        func unit(_ start: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 << 4 | UInt32(hexDigit(tape.bytes[start + $1]) ?? 0) }
        }
        let first = unit(at + 2)
        at += 6
        guard first & 0xFC00 == 0xD800 else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        let second = unit(at + 2)
        at += 6
        return Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + (second & 0x3FF)) ?? "\u{FFFD}"
    }

    private func unescaped(_ letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: letter
        }
    }
}

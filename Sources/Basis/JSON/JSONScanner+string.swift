extension JSONScanner {
    /// Reads a string; `at` stands on its opening quote.
    mutating func scanString(_ kind: JSONToken.Kind) throws(JSONError) {
        at += 1
        let start = at
        var hasEscapes = false
        while true {
            skipPlainText()
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                try scanEscape()
            } else if byte >= 0x80 {
                try scanMultibyteScalar()
            } else {
                throw failure(.controlCharacter)
            }
        }
        append(kind, from: start, length: at - start, isComplex: hasEscapes)
        at += 1
    }

    /// Moves to the next quote, backslash, control character or byte above ASCII, eight bytes at a time.
    @inline(__always)
    private mutating func skipPlainText() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        while true {
            let word = bytes.word(at: at)
            // The high bit of each byte tells a hit. A borrow can only fake one above a true one, and the lowest counts.
            let quote = (word ^ (ones &* UInt64(UInt8(ascii: "\"")))) &- ones
            let backslash = (word ^ (ones &* UInt64(UInt8(ascii: "\\")))) &- ones
            let control = word &- (ones &* 0x20)
            let hits = (quote | backslash | control | word) & (ones &* 0x80)
            if hits != 0 {
                at += hits.trailingZeroBitCount / 8
                return
            }
            at += 8
        }
    }

    private mutating func scanEscape() throws(JSONError) {
        at += 1
        switch bytes[at] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            at += 1
        case UInt8(ascii: "u"):
            let start = at - 1
            let unit = try scanHexUnit()
            guard unit & 0xF800 == 0xD800 else { return }
            if at == bytes.count { throw failure(.unexpectedEnd) }
            guard unit < 0xDC00, bytes[at] == UInt8(ascii: "\\") else {
                throw JSONError(reason: .loneSurrogate, offset: start)
            }
            at += 1
            if at == bytes.count { throw failure(.unexpectedEnd) }
            guard bytes[at] == UInt8(ascii: "u"), try scanHexUnit() & 0xFC00 == 0xDC00 else {
                throw JSONError(reason: .loneSurrogate, offset: start)
            }
        default:
            throw failure(.invalidEscape)
        }
    }

    /// The four digits after `\u`; `at` stands on the `u`.
    private mutating func scanHexUnit() throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            at += 1
            guard let digit = hexDigit(bytes[at]) else { throw failure(.invalidEscape) }
            unit = unit << 4 | digit
        }
        at += 1
        return unit
    }

    /// One scalar of two to four bytes, as the Unicode standard's table 3-7 allows them.
    private mutating func scanMultibyteScalar() throws(JSONError) {
        let lead = bytes[at]
        let second: ClosedRange<UInt8>
        let length: Int
        switch lead {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw failure(.invalidUTF8)
        }
        at += 1
        guard second.contains(bytes[at]) else { throw failure(.invalidUTF8) }
        for _ in 2..<length {
            at += 1
            guard bytes[at] & 0xC0 == 0x80 else { throw failure(.invalidUTF8) }
        }
        at += 1
    }
}

/// The value of a hexadecimal digit.
func hexDigit(_ byte: UInt8) -> UInt16? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
}

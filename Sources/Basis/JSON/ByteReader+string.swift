extension ByteReader {
    /// The closing quote of the string whose text starts at `start`.
    @inline(__always)
    func stringEnd(from start: Int) throws(JSONError) -> (end: Int, hasEscapes: Bool) {
        let end = plainTextEnd(from: start)
        return self[end] == UInt8(ascii: "\"") ? (end, false) : try uncommonTextEnd(from: end)
    }

    /// The next quote, backslash, control character or byte above ASCII, looked for in eight bytes at a time.
    @inline(__always)
    private func plainTextEnd(from start: Int) -> Int {
        let ones = Self.ones
        var at = start
        while true {
            let word = word(at: at)
            // The high bit of each byte tells a hit. A borrow can only fake one above a true one, and the lowest counts.
            // Below 0x21 once 2 is flipped are just the control characters and the quote, 0x22.
            let quoteOrControl = (word ^ (ones &* 2)) &- (ones &* 0x21)
            let backslash = (word ^ (ones &* UInt64(UInt8(ascii: "\\")))) &- ones
            let hits = (quoteOrControl | backslash | word) & (ones &* 0x80)
            if hits != 0 { return at &+ hits.trailingZeroBitCount / 8 }
            at &+= 8
        }
    }

    /// The closing quote of a string that holds more than plain ASCII.
    @inline(never)
    private func uncommonTextEnd(from start: Int) throws(JSONError) -> (end: Int, hasEscapes: Bool) {
        var at = start
        var hasEscapes = false
        while true {
            switch self[at] {
            case UInt8(ascii: "\""):
                return (at, hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                try skipEscape(&at)
            case 0x80...:
                try skipMultibyteScalar(&at)
            default:
                throw failure(.controlCharacter, at)
            }
            at = plainTextEnd(from: at)
        }
    }

    private func skipEscape(_ at: inout Int) throws(JSONError) {
        at &+= 1
        switch self[at] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            at &+= 1
        case UInt8(ascii: "u"):
            let start = at - 1
            let unit = try hexUnit(&at)
            guard unit & 0xF800 == 0xD800 else { return }
            if at == count { throw failure(.unexpectedEnd, at) }
            guard unit < 0xDC00, self[at] == UInt8(ascii: "\\") else {
                throw JSONError(reason: .loneSurrogate, offset: start)
            }
            at &+= 1
            if at == count { throw failure(.unexpectedEnd, at) }
            guard self[at] == UInt8(ascii: "u"), try hexUnit(&at) & 0xFC00 == 0xDC00 else {
                throw JSONError(reason: .loneSurrogate, offset: start)
            }
        default:
            throw failure(.invalidEscape, at)
        }
    }

    /// The four digits after `\u`; `at` stands on the `u`.
    private func hexUnit(_ at: inout Int) throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            at &+= 1
            guard let digit = hexDigit(self[at]) else { throw failure(.invalidEscape, at) }
            unit = unit << 4 | digit
        }
        at &+= 1
        return unit
    }

    /// One scalar of two to four bytes, as the Unicode standard's table 3-7 allows them.
    private func skipMultibyteScalar(_ at: inout Int) throws(JSONError) {
        let lead = self[at]
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
        default: throw failure(.invalidUTF8, at)
        }
        at &+= 1
        guard second.contains(self[at]) else { throw failure(.invalidUTF8, at) }
        for _ in 2..<length {
            at &+= 1
            guard self[at] & 0xC0 == 0x80 else { throw failure(.invalidUTF8, at) }
        }
        at &+= 1
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

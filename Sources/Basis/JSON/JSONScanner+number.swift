extension JSONScanner {
    /// Reads a number; `at` stands on its minus or first digit.
    ///
    /// Only the text is checked here; its value is computed when asked for. A number too large for a double is refused,
    /// one too small is 0.
    mutating func scanNumber() throws(JSONError) {
        let start = at
        if bytes[at] == UInt8(ascii: "-") { at += 1 }
        let firstDigit = at
        var exponent = 0
        if bytes[at] == UInt8(ascii: "0") { at += 1 } else { try skipDigits() }
        let integerDigits = at - firstDigit
        let integerEnd = at
        if bytes[at] == UInt8(ascii: ".") {
            at += 1
            try skipDigits()
        }
        if bytes[at] | 0x20 == UInt8(ascii: "e") { exponent = try scanExponent() }
        if isDigit(bytes[at]) { throw failure(.invalidNumber) }  // a leading zero
        // Below 10^308 a number surely is a finite double; above, only its full value tells.
        if integerDigits + exponent > 308 { try checkRange(from: start) }
        append(.number, from: start, length: at - start, isComplex: at != integerEnd)
    }

    @inline(__always)
    private mutating func skipDigits() throws(JSONError) {
        guard isDigit(bytes[at]) else { throw failure(.invalidNumber) }
        repeat { at += 1 } while isDigit(bytes[at])
    }

    /// The exponent, at most a billion either way.
    private mutating func scanExponent() throws(JSONError) -> Int {
        at += 1
        let isNegative = bytes[at] == UInt8(ascii: "-")
        if isNegative || bytes[at] == UInt8(ascii: "+") { at += 1 }
        let first = at
        try skipDigits()
        var value = 0
        for index in first..<at { value = min(value * 10 + Int(bytes[index] & 0x0F), 1_000_000_000) }
        return isNegative ? -value : value
    }

    private func checkRange(from start: Int) throws(JSONError) {
        let value = bytes.withSpan(start, at - start) { DecimalText($0)?.double(of: $0) }
        guard let value, value.isFinite else { throw JSONError(reason: .numberOutOfRange, offset: start) }
    }
}

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

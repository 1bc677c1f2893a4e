extension ByteReader {
    /// The end of the number that starts at `start`, and whether it has a fraction or an exponent.
    ///
    /// Only the text is checked here; its value is computed when asked for. A number too large for a double is refused,
    /// one too small is 0.
    @inline(__always)
    func numberEnd(from start: Int) throws(JSONError) -> (end: Int, isComplex: Bool) {
        let first = self[start] == UInt8(ascii: "-") ? start &+ 1 : start
        var end = digitsEnd(from: first)
        let isSimple = end != first && end &- first <= 200 && (self[first] != UInt8(ascii: "0") || end &- first == 1)
        var isComplex = false
        if isSimple, self[end] == UInt8(ascii: ".") {
            isComplex = true
            end = digitsEnd(from: end &+ 1)
            if self[end &- 1] == UInt8(ascii: ".") { end = try checkedNumberEnd(from: start) }
        }
        // The rest is rare: a leading zero, no digit, an exponent, or so many digits that the range must be checked.
        if !isSimple || self[end] | 0x20 == UInt8(ascii: "e") {
            return (try checkedNumberEnd(from: start), true)
        }
        return (end, isComplex)
    }

    /// What one to eight digits stand for.
    @inline(__always)
    func digits(from start: Int, count: Int) -> UInt64 {
        Self.value(ofDigits: word(at: start) &<< (UInt64(truncatingIfNeeded: 8 &- count) &* 8))
    }

    /// What eight digits stand for, the first in the lowest byte; a zero byte is a 0. Neighbours are joined to numbers of two,
    /// four and eight digits.
    @inline(__always)
    static func value(ofDigits text: UInt64) -> UInt64 {
        var digits = (text & 0x000F_000F_000F_000F) &* 10 &+ (text & 0x0F00_0F00_0F00_0F00) >> 8
        digits = (digits & 0x0000_00FF_0000_00FF) &* 100 &+ (digits & 0x00FF_0000_00FF_0000) >> 16
        return (digits & 0xFFFF) &* 10_000 &+ (digits & 0xFFFF_0000_0000) >> 32
    }

    /// The next byte that is no digit, looked for in eight bytes at a time.
    @inline(__always)
    private func digitsEnd(from start: Int) -> Int {
        let ones = Self.ones
        var at = start
        while true {
            let word = word(at: at)
            // The high bit of each byte tells a hit: above "9" or below "0". A carry can only fake one above a true one.
            let hits = ((word &+ (ones &* 0x46)) | (word &- (ones &* 0x30))) & (ones &* 0x80)
            if hits != 0 { return at &+ hits.trailingZeroBitCount / 8 }
            at &+= 8
        }
    }

    /// The end of any number.
    @inline(never)
    private func checkedNumberEnd(from start: Int) throws(JSONError) -> Int {
        var at = start
        if self[at] == UInt8(ascii: "-") { at &+= 1 }
        let firstDigit = at
        at = self[at] == UInt8(ascii: "0") ? at &+ 1 : try checkedDigitsEnd(from: at)
        let integerDigits = at - firstDigit
        var exponent = 0
        if self[at] == UInt8(ascii: ".") { at = try checkedDigitsEnd(from: at &+ 1) }
        if self[at] | 0x20 == UInt8(ascii: "e") { (at, exponent) = try exponentEnd(from: at &+ 1) }
        if isDigit(self[at]) { throw JSONError(reason: .invalidNumber, offset: at) }  // after a leading zero
        // Below 10^308 a number surely is a finite double; above, only its full value tells.
        if integerDigits + exponent > 308 {
            let value = withSpan(start, at - start) { DecimalText($0)?.double(of: $0) }
            guard let value, value.isFinite else { throw JSONError(reason: .numberOutOfRange, offset: start) }
        }
        return at
    }

    private func checkedDigitsEnd(from start: Int) throws(JSONError) -> Int {
        let end = digitsEnd(from: start)
        if end == start {
            throw JSONError(reason: end == count ? .unexpectedEnd : .invalidNumber, offset: end)
        }
        return end
    }

    /// The end of an exponent and its value, at most a billion either way.
    private func exponentEnd(from start: Int) throws(JSONError) -> (end: Int, value: Int) {
        let isNegative = self[start] == UInt8(ascii: "-")
        let first = isNegative || self[start] == UInt8(ascii: "+") ? start + 1 : start
        let end = try checkedDigitsEnd(from: first)
        var value = 0
        for at in first..<end { value = min(value * 10 + Int(self[at] & 0x0F), 1_000_000_000) }
        return (end, isNegative ? -value : value)
    }
}

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

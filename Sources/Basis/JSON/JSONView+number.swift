extension JSONView {
    /// The nearest double of a number; nil for anything else.
    @inline(__always)
    func double(_ token: JSONToken) -> Double? {
        guard token.kind == .number else { return nil }
        let start = Int(token.offset)
        let end = start + Int(token.length)
        return shortDouble(from: start, to: end) ?? longDouble(from: start, to: end)
    }

    @inline(never)
    private func longDouble(from start: Int, to end: Int) -> Double? {
        var at = bytes[start] == UInt8(ascii: "-") ? start + 1 : start
        // Up to 19 bytes of digits fit into 64 bits; what follows another rule is left to `DecimalText`.
        if end - at <= 19 {
            var digits: UInt64 = 0
            while at < end, isDigit(bytes[at]) {
                digits = digits &* 10 &+ UInt64(bytes[at] & 0x0F)
                at += 1
            }
            var decimals = 0
            if at < end, bytes[at] == UInt8(ascii: ".") {
                at += 1
                let first = at
                while at < end, isDigit(bytes[at]) {
                    digits = digits &* 10 &+ UInt64(bytes[at] & 0x0F)
                    at += 1
                }
                decimals = at - first
            }
            if at == end, let magnitude = DecimalText.exactDouble(digits, exponent: -decimals) {
                return bytes[start] == UInt8(ascii: "-") ? -magnitude : magnitude
            }
        }
        // The scanner has checked the text and its range.
        return bytes.withSpan(start, end - start) { DecimalText($0)?.double(of: $0) }
    }

    /// The integer of a number without fraction and exponent; nil when it does not fit, and for anything else.
    @inline(__always)
    func integer(_ token: JSONToken) -> Int64? {
        guard token.kind == .number, !token.isComplex else { return nil }
        let start = Int(token.offset)
        let end = start + Int(token.length)
        let isNegative = bytes[start] == UInt8(ascii: "-")
        let first = isNegative ? start + 1 : start
        let count = end - first
        guard count <= 19 else { return nil }
        // The last eight digits, those before them, and what is left.
        var magnitude = bytes.digits(from: first, count: count > 16 ? count - 16 : count > 8 ? count - 8 : count)
        if count > 16 { magnitude = magnitude &* 100_000_000 &+ bytes.digits(from: end - 16, count: 8) }
        if count > 8 { magnitude = magnitude &* 100_000_000 &+ bytes.digits(from: end - 8, count: 8) }
        guard isNegative else { return Int64(exactly: magnitude) }
        return magnitude <= Int64.min.magnitude ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil
    }

    /// Of a number of at most eight bytes without sign and exponent; nil for any other.
    @inline(__always)
    private func shortDouble(from start: Int, to end: Int) -> Double? {
        if end &- start > 8 { return nil }
        let unused = UInt64(truncatingIfNeeded: 8 &- (end &- start)) &* 8
        // The last byte is the highest. Of all that is in a number only digits have this bit.
        let text = bytes.word(at: start) &<< unused
        let others = ~text & (0x1010_1010_1010_1010 &<< unused)
        if others == 0 { return Double(ByteReader.value(ofDigits: text)) }
        let point = UInt64(truncatingIfNeeded: others.trailingZeroBitCount &>> 3) &* 8
        guard others & (others &- 1) == 0, text &>> point & 0xFF == UInt64(UInt8(ascii: ".")) else { return nil }
        // What stands before the point takes its place; behind it stands a digit at least.
        let before: UInt64 = (1 &<< point) &- 1
        let digits = (text & ~(before | 0xFF &<< point)) | (text & before) &<< 8
        return DecimalText.exactDouble(
            ByteReader.value(ofDigits: digits), exponent: -(7 &- Int(truncatingIfNeeded: point &>> 3)))
    }
}

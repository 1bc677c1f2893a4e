extension JSONView {
    /// The nearest double of a number; nil for anything else.
    func double(_ token: JSONToken) -> Double? {
        guard token.kind == .number else { return nil }
        let start = Int(token.offset)
        let end = start + Int(token.length)
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
        return bytes.withSpan(start, Int(token.length)) { DecimalText($0)?.double(of: $0) }
    }

    /// The integer of a number without fraction and exponent; nil when it does not fit, and for anything else.
    func integer(_ token: JSONToken) -> Int64? {
        guard token.kind == .number, !token.isComplex else { return nil }
        let start = Int(token.offset)
        let end = start + Int(token.length)
        let isNegative = bytes[start] == UInt8(ascii: "-")
        let first = isNegative ? start + 1 : start
        guard end - first <= 19 else { return nil }
        var magnitude: UInt64 = 0
        var at = first
        while end - at >= 8 {
            magnitude = magnitude &* 100_000_000 &+ bytes.eightDigits(at: at)
            at += 8
        }
        while at < end {
            magnitude = magnitude &* 10 &+ UInt64(bytes[at] & 0x0F)
            at += 1
        }
        guard isNegative else { return Int64(exactly: magnitude) }
        return magnitude <= Int64.min.magnitude ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil
    }
}

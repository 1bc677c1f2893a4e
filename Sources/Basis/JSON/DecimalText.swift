/// A decimal number taken apart, for exact conversion: (−1)^negative × digits × 10^exponent.
package struct DecimalText {
    package private(set) var isNegative = false
    /// The first 19 significant digits.
    package private(set) var digits: UInt64 = 0
    package private(set) var exponent = 0
    /// False when there were more than 19 significant digits: then `digits` is cut short.
    package private(set) var isWhole = true
    private var digitCount = 0

    /// nil unless all of `text` is a number as JSON writes it; leading zeros are let pass.
    package init?(_ text: Span<UInt8>) {
        var at = 0
        if at < text.count, text[at] == UInt8(ascii: "-") {
            isNegative = true
            at = 1
        }
        let first = at
        while at < text.count, isDigit(text[at]) {
            add(text[at], isFraction: false)
            at += 1
        }
        if at == first { return nil }
        if at < text.count, text[at] == UInt8(ascii: ".") {
            let point = at
            at += 1
            while at < text.count, isDigit(text[at]) {
                add(text[at], isFraction: true)
                at += 1
            }
            if at == point + 1 { return nil }
        }
        if at < text.count {
            guard text[at] | 0x20 == UInt8(ascii: "e"), readExponent(text, at + 1) else { return nil }
        }
    }

    @inline(__always)
    private mutating func add(_ byte: UInt8, isFraction: Bool) {
        if digitCount < 19 {
            digits = digits &* 10 &+ UInt64(byte & 0x0F)
            if digits != 0 { digitCount += 1 }
            if isFraction { exponent -= 1 }
        } else {
            isWhole = false
            if !isFraction { exponent += 1 }
        }
    }

    private mutating func readExponent(_ text: Span<UInt8>, _ start: Int) -> Bool {
        var at = start
        let isNegative = at < text.count && text[at] == UInt8(ascii: "-")
        if at < text.count, isNegative || text[at] == UInt8(ascii: "+") { at += 1 }
        if at == text.count { return false }
        var value = 0
        while at < text.count {
            guard isDigit(text[at]) else { return false }
            value = min(value * 10 + Int(text[at] & 0x0F), 1_000_000_000)
            at += 1
        }
        exponent += isNegative ? -value : value
        return true
    }

    /// The double nearest to the number; infinite when it is too large. `text`: what this was made from.
    package func double(of text: Span<UInt8>) -> Double {
        let magnitude: Double
        if isWhole, let exact = Self.exactDouble(digits, exponent: exponent) {
            magnitude = exact
        } else if digits == 0 || exponent < -400 {
            magnitude = 0
        } else if exponent > 400 {
            magnitude = .infinity
        } else {
            // The standard library's parser does not depend on the locale, as strtod does.
            return Double(String(copying: text)) ?? .infinity
        }
        return isNegative ? -magnitude : magnitude
    }

    /// `digits` × 10^`exponent` where both factors are exact doubles, because then one correctly rounded operation gives
    /// the nearest double; otherwise nil.
    @inline(__always)
    static func exactDouble(_ digits: UInt64, exponent: Int) -> Double? {
        guard digits <= 1 << 53, exponent >= -22, exponent <= 22 else { return nil }
        let power = powersOfTen[abs(exponent)]
        return exponent < 0 ? Double(digits) / power : Double(digits) * power
    }

    /// The number × 10^`shift`, rounded down to a whole number; nil beyond Int64.
    package func scaled(by shift: Int) -> Int64? {
        guard var value = Int64(exactly: digits) else { return nil }
        if isNegative { value = -value }
        let power = exponent + shift
        if value == 0 || power < -19 { return value < 0 ? -1 : 0 }
        for _ in 0..<max(power, 0) {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            value = product
        }
        for _ in 0..<max(-power, 0) { value = (value - (value % 10 + 10) % 10) / 10 }
        return value
    }
}

private let powersOfTen: InlineArray<23, Double> = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
]

extension String {
    /// The text of these bytes; what is not UTF-8 becomes U+FFFD.
    init(copying bytes: Span<UInt8>) {
        self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}

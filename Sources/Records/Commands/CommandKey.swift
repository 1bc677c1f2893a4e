/// The UUID by which a command is known and applied once: made when the form opens.
package struct CommandKey: Hashable, Sendable {
    /// The 128 bits.
    private let high: UInt64
    private let low: UInt64

    /// nil where the text is no UUID in lower case, `8-4-4-4-12` hexadecimal digits.
    package init?(_ text: String) {
        // A hub reads those of a year when it starts.
        let bytes = text.utf8Span.span
        guard bytes.count == 36 else { return nil }
        var digits: (UInt64, UInt64) = (0, 0)
        var count = 0
        for index in bytes.indices {
            let byte = bytes[index]
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            let digit: UInt64
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = UInt64(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = UInt64(byte - UInt8(ascii: "a") + 10)
            default: return nil
            }
            if count < 16 { digits.0 = digits.0 << 4 | digit } else { digits.1 = digits.1 << 4 | digit }
            count += 1
        }
        (high, low) = digits
    }
}

package import Basis

/// The UUID by which a command is known and applied once: made when the form opens.
package struct CommandKey: Hashable, Sendable {
    /// The 128 bits.
    private let high: UInt64
    private let low: UInt64

    /// A new one. Keys that rise with time stand side by side in the hub's index: many in flight change few pages of it.
    package static func new(at time: Instant) -> CommandKey {
        CommandKey(at: time, chance: (.random(in: .min ... .max), .random(in: .min ... .max)))
    }

    /// Of version 7 (RFC 9562 §5.7): 48 bits of milliseconds since 1970, then 74 of `chance`.
    init(at time: Instant, chance: (UInt64, UInt64)) {
        high = UInt64(truncatingIfNeeded: time.milliseconds) << 16 | 0x7000 | chance.0 & 0xFFF
        low = 0x8000_0000_0000_0000 | chance.1 & 0x3FFF_FFFF_FFFF_FFFF
    }

    /// As commands and replies have it.
    package var text: String {
        let bytes = [high, low].flatMap { word in
            stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) }
        }
        return [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { Digest.hex(Array(bytes[$0])) }.joined(separator: "-")
    }

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

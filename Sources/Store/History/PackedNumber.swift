/// Numbers in few bytes and without loss: most values of a plant have a few decimals, so each is kept as a whole number
/// with the place of its point.
enum PackedNumber {
    /// Stands for a number that is kept as its eight bytes.
    static let raw: UInt8 = 14
    /// Stands for no number.
    static let missing: UInt8 = 15
    private static let powers = (0...9).map { power in (0..<power).reduce(1.0) { product, _ in product * 10 } }

    /// Appends the number; returns what has to be known to read it: its decimals, `raw` or `missing`.
    static func append(_ number: Double?, to bytes: inout [UInt8]) -> UInt8 {
        guard let number else { return missing }
        for (decimals, power) in powers.enumerated() {
            let scaled = (number * power).rounded()
            guard abs(scaled) < 1e15 else { break }
            guard scaled / power == number, scaled != 0 || number.sign == .plus else { continue }
            append(Int64(scaled), to: &bytes)
            return UInt8(decimals)
        }
        for shift in stride(from: 56, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number.bitPattern >> UInt64(shift)))
        }
        return raw
    }

    /// Small numbers of either sign in few bytes: zigzag, then seven bits a byte, the lowest first.
    static func append(_ whole: Int64, to bytes: inout [UInt8]) {
        var rest = UInt64(bitPattern: whole << 1 ^ whole >> 63)
        while rest > 0x7F {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Reads what was appended, from the front. What is not there reads as nil: a damaged row is a gap, no trap.
    struct Reader {
        private var bytes: ArraySlice<UInt8>
        init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

        var isAtEnd: Bool { bytes.isEmpty }

        mutating func byte() -> UInt8? { bytes.popFirst() }

        mutating func whole() -> Int64? {
            var value: UInt64 = 0
            for shift in stride(from: UInt64(0), through: 63, by: 7) {
                guard let byte = bytes.popFirst() else { return nil }
                value |= UInt64(byte & 0x7F) << shift
                if byte & 0x80 == 0 { return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1) }
            }
            return nil
        }

        mutating func number(_ code: UInt8) -> Double? {
            switch code {
            case 0..<10: return whole().map { Double($0) / powers[Int(code)] }
            case raw:
                guard bytes.count >= 8 else { return nil }
                let pattern = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                bytes = bytes.dropFirst(8)
                return Double(bitPattern: pattern)
            default: return nil
            }
        }
    }
}

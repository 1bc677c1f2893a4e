import Shopfloor

/// What a cycle has beside its times, as the bytes of `cycles.data`:
///
///     1 byte                 kind (0 good, 1 scrap, 2 start-up), and 4 where values lay outside their limits
///     a bit a value          only with that 4: which; the lowest bit of the first byte is the first value
///     4 bits a value         decimals 0…9, 14 for eight bytes of IEEE 754, 15 for none; the high half of a byte first
///     each value             a whole number, zigzag and seven bits a byte, to be divided by ten for each decimal
enum CycleCoding {
    private static let kinds: [CycleKind] = [.good, .scrap, .startUp]
    private static let hasOut: UInt8 = 4

    static func encode(_ kind: CycleKind, _ values: [Double?], out: [Int]) -> [UInt8] {
        var bytes = [UInt8(kinds.firstIndex(of: kind) ?? 0) | (out.isEmpty ? 0 : hasOut)]
        if !out.isEmpty {
            var bits = [UInt8](repeating: 0, count: (values.count + 7) / 8)
            for place in out where place < values.count { bits[place / 8] |= 1 << UInt8(place % 8) }
            bytes += bits
        }
        var codes: [UInt8] = []
        var numbers: [UInt8] = []
        for (place, value) in values.enumerated() {
            let code = PackedNumber.append(value, to: &numbers)
            if place % 2 == 0 { codes.append(code << 4) } else { codes[place / 2] |= code }
        }
        return bytes + codes + numbers
    }

    /// nil where the bytes are none of these.
    static func decode(_ bytes: [UInt8], count: Int) -> (kind: CycleKind, values: [Double?], out: [Int])? {
        var reader = PackedNumber.Reader(bytes)
        guard let head = reader.byte(), let kind = kind(of: head) else { return nil }
        var out: [Int] = []
        if head & hasOut != 0 {
            for index in 0..<(count + 7) / 8 {
                guard let bits = reader.byte() else { return nil }
                out += (0..<8).filter { bits >> UInt8($0) & 1 == 1 }.map { index * 8 + $0 }
            }
        }
        var codes: [UInt8] = []
        for _ in 0..<(count + 1) / 2 {
            guard let byte = reader.byte() else { return nil }
            codes += [byte >> 4, byte & 15]
        }
        let values = (0..<count).map { reader.number(codes[$0]) }
        return (kind, values, out)
    }

    /// The same cycle, but for what came of it.
    static func telling(_ kind: CycleKind, in bytes: [UInt8]) -> [UInt8] {
        guard let head = bytes.first else { return bytes }
        return [UInt8(kinds.firstIndex(of: kind) ?? 0) | head & hasOut] + bytes.dropFirst()
    }

    /// What the first byte says; nil where it is of none.
    static func kind(of head: UInt8) -> CycleKind? {
        let place = Int(head & 3)
        return kinds.indices.contains(place) ? kinds[place] : nil
    }
}

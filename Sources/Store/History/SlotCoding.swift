import Records

/// The slots of ten minutes, as the bytes of `slots.data`, one after the other:
///
///     1 byte                 which of the sixty
///     a whole number         how many values, as in `CycleCoding`
///     2 × 4 bits             the decimals of least and greatest
///     least, greatest        as in `CycleCoding`; the greatest only of more than one
///     4 bytes                the mean as IEEE 754 single, big-endian, only of more than two
enum SlotCoding {
    /// Slots of a block.
    static let blockLength: Int64 = 60

    static func encode(_ row: SlotRow) -> [UInt8] {
        var bytes = [UInt8(clamping: row.slot - block(of: row.slot) * blockLength)]
        PackedNumber.append(row.count, to: &bytes)
        var numbers: [UInt8] = []
        let least = PackedNumber.append(row.least, to: &numbers)
        let greatest = row.count > 1 ? PackedNumber.append(row.greatest, to: &numbers) : 0
        bytes.append(least << 4 | greatest)
        bytes += numbers
        if row.count > 2 {
            let mean = Float(row.sum / Double(row.count)).bitPattern
            for shift in stride(from: UInt32(24), through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: mean >> shift))
            }
        }
        return bytes
    }

    /// Each slot with the sum of its values; what cannot be read ends it.
    static func each(_ bytes: [UInt8], block: Int64, _ body: (SlotRow) -> Void) {
        var reader = PackedNumber.Reader(bytes)
        while let index = reader.byte() {
            guard let count = reader.whole(), count > 0, let codes = reader.byte(),
                let least = reader.number(codes >> 4),
                let greatest = count > 1 ? reader.number(codes & 15) : least
            else { return }
            var sum = least + (count > 1 ? greatest : 0)
            if count > 2 {
                var mean: UInt32 = 0
                for _ in 0..<4 {
                    guard let byte = reader.byte() else { return }
                    mean = mean << 8 | UInt32(byte)
                }
                sum = Double(Float(bitPattern: mean)) * Double(count)
            }
            body(
                SlotRow(
                    machine: "", tag: "", slot: block * blockLength + Int64(index), count: count, least: least,
                    greatest: greatest, sum: sum))
        }
    }

    static func block(of slot: Int64) -> Int64 {
        let block = slot / blockLength
        return slot < block * blockLength ? block - 1 : block
    }
}

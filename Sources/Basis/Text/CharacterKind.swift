/// What one Unicode scalar is to a terminal: how many columns it takes, or that it must not be sent there.
package enum CharacterKind: UInt8, Sendable {
    /// Control, format, private use, unassigned, or of a width that terminals disagree about: drawn as a placeholder.
    case unsafe
    case narrow
    case wide
    /// Combining, no column of its own.
    case mark

    /// Constant time for the basic plane, a binary search above it.
    package init(_ scalar: UInt32) {
        if scalar < 0x10000 {
            self = CharacterKind(rawValue: Self.basicPlane[Int(scalar)]) ?? .unsafe
        } else {
            self = Self.search(scalar)
        }
    }

    private static func search(_ scalar: UInt32) -> CharacterKind {
        var low = 0
        var high = stretches.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if stretches[middle] >> 2 <= scalar { low = middle } else { high = middle }
        }
        return CharacterKind(rawValue: UInt8(stretches[low] & 3)) ?? .unsafe
    }

    /// One byte a scalar, unfolded once from the compact table.
    private static let basicPlane: [UInt8] = {
        var kinds = [UInt8](repeating: 0, count: 0x10000)
        for (index, stretch) in stretches.enumerated() where stretch >> 2 < 0x10000 {
            let end = index + 1 < stretches.count ? min(stretches[index + 1] >> 2, 0x10000) : 0x10000
            for scalar in stretch >> 2..<end { kinds[Int(scalar)] = UInt8(stretch & 3) }
        }
        return kinds
    }()
}

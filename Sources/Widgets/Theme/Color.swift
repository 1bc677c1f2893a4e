/// A colour as a theme names it.
package enum Color: Hashable, Sendable {
    /// 0–7 the terminal's own, 8–15 bright, 16–255 the usual cube and greys.
    case palette(UInt8)
    case rgb(UInt8, UInt8, UInt8)

    package static let names = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black", "bright-red",
        "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
    ]

    /// A name, 0…255, or #rrggbb; nil for anything else. `grey` is bright-black.
    package init?(_ text: String) {
        let text = text == "grey" || text == "gray" ? "bright-black" : text
        if let index = Self.names.firstIndex(of: text) {
            self = .palette(UInt8(index))
        } else if let index = UInt8(text) {
            self = .palette(index)
        } else {
            let digits = text.dropFirst()
            guard text.first == "#", digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit),
                let value = UInt32(digits, radix: 16)
            else { return nil }
            self = .rgb(UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
        }
    }

    /// Red, green, blue; the sixteen basic colours as xterm has them.
    package var components: (red: UInt8, green: UInt8, blue: UInt8) {
        switch self {
        case .rgb(let red, let green, let blue): return (red, green, blue)
        case .palette(let index) where index < 16:
            let value = Self.basic[Int(index)]
            return (UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
        case .palette(let index) where index < 232:
            let cube = Int(index) - 16
            return (Self.step(cube / 36), Self.step(cube / 6 % 6), Self.step(cube % 6))
        case .palette(let index):
            let grey = UInt8(8 + 10 * (Int(index) - 232))
            return (grey, grey, grey)
        }
    }

    private static func step(_ level: Int) -> UInt8 { level == 0 ? 0 : UInt8(55 + 40 * level) }

    private static let basic: [UInt32] = [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ]

    /// The nearest colour that a terminal of this depth has; nil where it has none.
    package func mapped(to depth: ColorDepth) -> Color? {
        switch depth {
        case .none: return nil
        case .true: return self
        case .palette256: return nearest(16..<256, unlessBelow: 256)
        case .palette16: return nearest(0..<16, unlessBelow: 16)
        case .palette8: return nearest(0..<8, unlessBelow: 8)
        }
    }

    private func nearest(_ range: Range<Int>, unlessBelow limit: Int) -> Color {
        if case .palette(let index) = self {
            if Int(index) < limit { return self }
            // A bright colour of eight is its plain one.
            if index < 16 { return .palette(index == 8 ? 7 : index - 8) }
        }
        let wanted = components
        let best = range.min { distance(wanted, $0) < distance(wanted, $1) } ?? 7
        return .palette(UInt8(best))
    }

    private func distance(_ wanted: (red: UInt8, green: UInt8, blue: UInt8), _ index: Int) -> Int {
        let other = Color.palette(UInt8(index)).components
        let red = Int(wanted.red) - Int(other.red)
        let green = Int(wanted.green) - Int(other.green)
        let blue = Int(wanted.blue) - Int(other.blue)
        // The eye is most sensitive to green.
        return 3 * red * red + 6 * green * green + blue * blue
    }
}

/// How many colours a terminal shows.
package enum ColorDepth: String, Hashable, Sendable, CaseIterable {
    case none
    case palette8 = "8"
    case palette16 = "16"
    case palette256 = "256"
    case `true`
}

import Glibc

extension Color {
    /// Relative luminance, 0 (black) to 1 (white), as WCAG 2.2 defines it, over sRGB.
    package var luminance: Double {
        let (red, green, blue) = components
        return 0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
    }

    private static func linear(_ component: UInt8) -> Double {
        let part = Double(component) / 255
        return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }

    /// Contrast ratio, 1 to 21, as WCAG 2.2 defines it; the same from either side.
    package func contrast(to other: Color) -> Double {
        let (a, b) = (luminance, other.luminance)
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }
}

extension Color: ExpressibleByIntegerLiteral {
    /// An entry of the palette of 256.
    package init(integerLiteral index: UInt8) { self = .palette(index) }
}

extension Color: CustomStringConvertible {
    /// As theme files have it.
    package var description: String {
        switch self {
        case .palette(let index) where index < 16: Self.names[Int(index)]
        case .palette(let index): String(index)
        case .rgb(let red, let green, let blue):
            "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
    }
}

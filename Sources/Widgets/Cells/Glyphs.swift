package import Basis

/// A sign of the interface that has a twin in ASCII.
package enum Glyph: UInt8, CaseIterable, Sendable {
    case dot, triangle, diamond, hollowDiamond, hollowDot, question
    case full, dark, medium, light
    case horizontal, vertical, topLeft, topRight, bottomLeft, bottomRight, teeLeft, teeRight, teeUp, teeDown, cross
    case dashed, middleDot, ellipsis, pointer, check, dash, minus
    case up, down, left, right
    case upperHalf, lowerHalf
    case eighth1, eighth2, eighth3, eighth4, eighth5, eighth6, eighth7
    case level1, level2, level3, level4, level5, level6, level7, level8

    fileprivate var twins: (Character, Character) {
        switch self {
        case .dot: ("●", "*")
        case .triangle: ("▲", "!")
        case .diamond: ("◆", "&")
        case .hollowDiamond: ("◇", "=")
        case .hollowDot: ("○", "o")
        case .question: ("?", "?")
        case .full: ("█", "#")
        case .dark: ("▓", "%")
        case .medium: ("▒", "=")
        case .light: ("░", ":")
        case .horizontal: ("─", "-")
        case .vertical: ("│", "|")
        case .topLeft: ("┌", "+")
        case .topRight: ("┐", "+")
        case .bottomLeft: ("└", "+")
        case .bottomRight: ("┘", "+")
        case .teeLeft: ("├", "+")
        case .teeRight: ("┤", "+")
        case .teeUp: ("┴", "+")
        case .teeDown: ("┬", "+")
        case .cross: ("┼", "+")
        case .dashed: ("┄", "-")
        case .middleDot: ("·", ".")
        case .ellipsis: ("…", "~")
        case .pointer: ("▸", ">")
        case .check: ("✓", "+")
        case .dash: ("–", "-")
        case .minus: ("−", "-")
        case .up: ("↑", "^")
        case .down: ("↓", "v")
        case .left: ("←", "<")
        case .right: ("→", ">")
        case .upperHalf: ("▀", "\"")
        case .lowerHalf: ("▄", "_")
        default: fractionTwins
        }
    }

    /// Eighths of a cell from the left, and levels from the bottom.
    private var fractionTwins: (Character, Character) {
        if rawValue >= Glyph.level1.rawValue {
            let index = Int(rawValue - Glyph.level1.rawValue)
            return (Array("▁▂▃▄▅▆▇█")[index], Array("_.-:=+*#")[index])
        }
        let index = Int(rawValue - Glyph.eighth1.rawValue)
        return (Array("▏▎▍▌▋▊▉")[index], Array("   ----")[index])
    }
}

/// Which twins are drawn: Unicode, or pure ASCII where the locale or a narrow font asks for it.
package enum Glyphs: Sendable {
    case unicode
    case ascii

    /// What a person asks for. `auto` goes by the locale, and on a terminal by what it says of their width.
    package enum Choice: String, Hashable, Sendable, CaseIterable { case auto, unicode, ascii }

    package subscript(glyph: Glyph) -> Cluster {
        self == .ascii ? Self.asciiClusters[Int(glyph.rawValue)] : Self.unicodeClusters[Int(glyph.rawValue)]
    }

    /// A sparkline's level for a part 0…1 of the height.
    package func level(_ part: Double) -> Cluster {
        let step = UInt8(min(7, max(0, (part * 8).rounded(.down))))
        return self[Glyph(rawValue: Glyph.level1.rawValue + step) ?? .level1]
    }

    private static let unicodeClusters = Glyph.allCases.map { Cluster($0.twins.0) }
    private static let asciiClusters = Glyph.allCases.map { Cluster($0.twins.1) }
}

extension Cluster {
    /// What stands for this on a terminal that knows only ASCII; `?` where there is nothing near.
    package var asciiTwin: Cluster { ownTwin ?? Cluster(ascii: UInt8(ascii: "?")) }

    /// The same for signs alone: letters of other scripts and languages have none.
    var ownTwin: Cluster? { packed > 0x7E ? Self.asciiTwins[base] : self }

    /// `≤` or `≥`, which ASCII has no single sign for.
    var isBound: Bool { Self.bounds.contains(base) }
    var isBlank: Bool { base == 0x20 }

    private static let bounds = Set(["≤", "≥"].map { Cluster($0).base })

    private static let asciiTwins: [UInt32: Cluster] = {
        var twins: [UInt32: Cluster] = [:]
        for (from, to) in zip("−–—×÷•°±≥≤≈“”‘’„µΣΔ›‹", "---x/*o~><~\"\"''\"uSD><") {
            twins[Cluster(from).base] = Cluster(to)
        }
        for glyph in Glyph.allCases { twins[Glyphs.unicode[glyph].base] = Glyphs.ascii[glyph] }
        return twins
    }()
}

extension String {
    /// The same, as wide, for what knows only ASCII: each cluster as on a screen. Controls stay.
    package var ascii: String {
        guard utf8.contains(where: { $0 > 0x7F }) else { return self }
        let bytes = utf8Span.span
        var ascii: [UInt8] = []
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte < 0x20 || byte == 0x7F {
                ascii.append(byte)
                position += 1
                continue
            }
            let cluster = Cluster.next(in: bytes, at: &position)
            ascii += repeatElement(UInt8(truncatingIfNeeded: cluster.asciiTwin.base), count: cluster.width)
            if cluster.isBound, position < bytes.count, bytes[position] == 0x20 {
                ascii.append(UInt8(ascii: "="))
                position += 1
            }
        }
        return String(decoding: ascii, as: UTF8.self)
    }
}

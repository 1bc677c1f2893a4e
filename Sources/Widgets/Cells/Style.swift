/// What a cell means; the theme says how that looks. Raw names are those in theme files and in JSON frames.
package enum Role: UInt8, CaseIterable, Sendable {
    /// Text without a special meaning, and as a ground: the terminal's own background.
    case text
    case muted, strong, title, header, border, selection, focus, disabled
    case keyHint, keyName, input, placeholder
    case bannerNotice, bannerWarning, bannerCritical
    case good, warning, critical, attention, setUp, maintenance, noData, stale
    case outOfLimits, barFill, barEmpty, limitMark, trend, gap
    case overlay

    /// The name in theme files: `set-up`, `out-of-limits`.
    package var name: String { Self.names[Int(rawValue)] }

    package init?(name: String) {
        guard let index = Self.names.firstIndex(of: name) else { return nil }
        self = Self.allCases[index]
    }

    package static let names: [String] = allCases.map { role in
        String(describing: role).reduce(into: "") { name, letter in
            name += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
        }
    }
}

/// How text stands out besides colour.
package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let italic = Attributes(rawValue: 4)
    package static let underline = Attributes(rawValue: 8)
    package static let blink = Attributes(rawValue: 16)
    package static let reverse = Attributes(rawValue: 32)

    /// In theme files and JSON frames, in the order of the bits.
    package static let names = ["bold", "dim", "italic", "underline", "blink", "reverse"]

    package var names: [String] { Self.names.indices.filter { rawValue >> $0 & 1 == 1 }.map { Self.names[$0] } }
}

/// A role for the text, one for the ground behind it, and attributes on top of what the theme gives them.
package struct Style: Hashable, Sendable {
    package var role: Role
    /// `.text` is no ground of its own: that of the canvas shows.
    package var ground: Role
    package var attributes: Attributes

    package init(_ role: Role, on ground: Role = .text, _ attributes: Attributes = []) {
        self.role = role
        self.ground = ground
        self.attributes = attributes
    }

    package static let text = Style(.text)
    package static let muted = Style(.muted)
    package static let strong = Style(.strong)
}

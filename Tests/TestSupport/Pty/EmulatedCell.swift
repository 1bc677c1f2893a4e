/// One column of an emulated screen.
package struct EmulatedCell: Hashable, Sendable {
    /// A base with its combining marks; empty for the right half of a wide one.
    package var text: String
    /// 2 for a wide character, 0 for its right half.
    package var width: Int
    package var pen: Pen

    static func blank(_ pen: Pen) -> EmulatedCell {
        // Erased cells take the background alone (terminfo: bce).
        EmulatedCell(text: " ", width: 1, pen: Pen(background: pen.background))
    }
}

/// How text looks (SGR).
package struct Pen: Hashable, Sendable {
    package var foreground = EmulatedColor.standard
    package var background = EmulatedColor.standard
    package var attributes: Set<PenAttribute> = []

    package init(
        foreground: EmulatedColor = .standard, background: EmulatedColor = .standard, attributes: Set<PenAttribute> = []
    ) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }
}

package enum EmulatedColor: Hashable, Sendable {
    case standard
    case palette(Int)
    case rgb(Int, Int, Int)
}

package enum PenAttribute: Hashable, Sendable { case bold, dim, italic, underline, blink, reverse, invisible, struck }

/// A terminal's size in characters.
package struct ScreenSize: Hashable, Sendable {
    package var columns: Int
    package var rows: Int

    package init(_ columns: Int, _ rows: Int) {
        self.columns = columns
        self.rows = rows
    }
}

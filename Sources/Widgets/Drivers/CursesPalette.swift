import Basis
import CTerminal

/// Turns cells into those of ncurses: looks up colours, makes pairs as they are needed, and checks widths.
struct CursesPalette {
    private let theme: Theme
    private let depth: ColorDepth
    private var inks: [Style: Ink] = [:]
    private var last: (style: Style, ink: Ink)
    /// ncurses keeps pairs for the life of the terminal, so a new theme takes up those of the one before.
    private var pairs: [Ground: Int32] = [:]

    private struct Ink {
        var pair: Int32
        var attributes: UInt8
    }

    private struct Ground: Hashable {
        var foreground: Int32
        var background: Int32
    }

    init(theme: Theme, depth: ColorDepth) {
        self.theme = theme
        self.depth = depth
        last = (.text, Ink(pair: 0, attributes: 0))
        last.ink = ink(.text)
    }

    mutating func cell(_ cell: Cell) -> cterm_cell {
        if cell.style != last.style { last = (cell.style, ink(cell.style)) }
        var result = cterm_cell()
        result.pair = last.ink.pair
        result.attributes = last.ink.attributes
        result.width = cell.width
        let cluster = cell.cluster
        if cluster.packed < 0x7F {
            result.scalars.0 = cluster.base
        } else if cterm_columns(cluster.base) == Int32(cell.width) {
            result.scalars = (cluster.base, Self.mark(cluster.firstMark), Self.mark(cluster.secondMark))
        } else {
            // The C library is of another Unicode version: what it does not know it would draw in other columns.
            result.scalars.0 = cell.width == 2 ? 0xFF1F : 0xFFFD
        }
        return result
    }

    private static func mark(_ scalar: UInt32) -> UInt32 { scalar != 0 && cterm_columns(scalar) == 0 ? scalar : 0 }

    private mutating func ink(_ style: Style) -> Ink {
        if let known = inks[style] { return known }
        let look = theme.look(style, depth)
        let ground = Ground(foreground: number(look.foreground), background: number(look.background))
        let ink = Ink(pair: pair(ground), attributes: look.attributes.rawValue)
        inks[style] = ink
        return ink
    }

    private mutating func pair(_ ground: Ground) -> Int32 {
        if depth == .none || ground == Ground(foreground: -1, background: -1) { return 0 }
        if let known = pairs[ground] { return known }
        let next = Int32(pairs.count) + 1
        // Out of pairs (a console has 64): the terminal's own colours, the glyph and the word still tell.
        guard next < cterm_pairs(), cterm_make_pair(next, ground.foreground, ground.background) == 0 else { return 0 }
        pairs[ground] = next
        return next
    }

    private func number(_ color: Color?) -> Int32 {
        switch color {
        case nil: return -1
        case .palette(let index) where depth != .true || index < 8: return Int32(index)
        case .some(let color):
            let (red, green, blue) = color.components
            return Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
        }
    }
}

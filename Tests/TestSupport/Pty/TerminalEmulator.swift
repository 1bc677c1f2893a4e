import Basis

/// A terminal in memory, of the kind xterm-256color: takes the bytes that a program writes and keeps the screen that
/// they make. What it does not know is counted, and changes nothing.
package struct TerminalEmulator {
    package struct Cursor: Hashable, Sendable {
        package var x = 0
        package var y = 0
        /// After the last column: the next character goes to the next row.
        package var wrapsNext = false
    }

    /// What DECSC keeps.
    struct Saved {
        var cursor = Cursor()
        var pen = Pen()
        var charsets = Charsets()
        var isOrigin = false
    }

    /// G0 and G1; true for the line drawing set.
    struct Charsets {
        var isDrawing = [false, false]
        var active = 0
    }

    package private(set) var size: ScreenSize
    package internal(set) var cursor = Cursor()
    package internal(set) var isAlternate = false
    package internal(set) var isCursorVisible = true
    /// The private modes that are set, by number: 1 application keys, 1000… mouse, 2004 paste, 2026 whole frames.
    package internal(set) var modes: Set<Int> = [7, 25]
    /// The strings of all OSC so far: titles, colours, clipboard.
    package internal(set) var commands: [String] = []
    package internal(set) var bells = 0
    /// Control functions that this terminal does not know, with how often each came.
    package internal(set) var unknown: [String: Int] = [:]
    /// What the terminal has to answer; whoever sends it clears it.
    package var answers: [UInt8] = []
    /// Draws what is one column wide in most places over two, as terminals set up for East Asia do.
    package var isAmbiguousWide = false

    var parser = EscapeParser()
    var grid: EmulatedGrid
    var otherGrid: EmulatedGrid
    var pen = Pen()
    var charsets = Charsets()
    var saved = Saved()
    var region: Range<Int>
    var tabs: Set<Int>
    var isInserting = false
    var isOrigin = false
    var lastPrinted: Unicode.Scalar?

    package init(_ size: ScreenSize) {
        self.size = size
        grid = EmulatedGrid(size)
        otherGrid = grid
        region = 0..<size.rows
        tabs = Set(stride(from: 8, to: 1000, by: 8))
    }

    package mutating func feed(_ bytes: some Sequence<UInt8>) {
        for function in parser.parse(bytes) { apply(function) }
    }

    package mutating func feed(_ text: String) { feed(text.utf8) }

    package mutating func resize(_ size: ScreenSize) {
        self.size = size
        grid.resize(size)
        otherGrid.resize(size)
        region = 0..<size.rows
        moveTo(x: cursor.x, y: cursor.y)
    }

    private mutating func apply(_ function: EscapeParser.Function) {
        switch function {
        case .print(let scalar): print(scalar)
        case .control(let byte): control(byte)
        case .escape(let intermediates, let final): escape(intermediates, final)
        case .sequence(let sequence): apply(sequence)
        case .command(let bytes): commands.append(String(decoding: bytes, as: UTF8.self))
        case .string(let introducer, _): count("ESC \(Unicode.Scalar(introducer))")
        case .broken: count("broken")
        }
    }

    mutating func count(_ what: String) { unknown[what, default: 0] += 1 }

    mutating func print(_ scalar: Unicode.Scalar) {
        let scalar = translated(scalar)
        let width: Int
        switch CharacterKind(scalar.value) {
        case .unsafe: return count("U+" + String(scalar.value, radix: 16, uppercase: true))
        case .mark:
            let x = cursor.wrapsNext ? cursor.x : cursor.x - 1
            if x >= 0 { grid.combine(scalar, x: x, y: cursor.y) }
            return
        case .narrow: width = isAmbiguousWide && Self.isAmbiguous(scalar) ? 2 : 1
        case .wide: width = 2
        }
        let isWrapping = modes.contains(7)
        if cursor.wrapsNext || cursor.x + width > size.columns {
            guard isWrapping, width <= size.columns else { return }
            cursor = Cursor(x: 0, y: cursor.y)
            lineFeed()
        }
        if isInserting { grid.insertCells(width, x: cursor.x, y: cursor.y, pen) }
        grid.put(EmulatedCell(text: String(scalar), width: width, pen: pen), x: cursor.x, y: cursor.y)
        lastPrinted = scalar
        cursor.x += width
        if cursor.x >= size.columns {
            cursor.x = size.columns - 1
            cursor.wrapsNext = isWrapping
        }
    }

    /// Of those that are ambiguous (UAX #11) the ones that interfaces are drawn with, Latin-1, Greek and Cyrillic.
    private static func isAmbiguous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xB0...0xB4, 0xB7, 0xD7, 0xE0...0xE1, 0xE8...0xEA, 0xF7, 0x391...0x3C9, 0x410...0x44F: true
        case 0x2010...0x2027, 0x2190...0x21FF, 0x2500...0x25FF: true
        default: false
        }
    }

    private func translated(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard charsets.isDrawing[charsets.active], (0x60...0x7E).contains(scalar.value) else { return scalar }
        return Self.drawing[Int(scalar.value) - 0x60]
    }

    /// DEC special graphics, from ` to ~.
    private static let drawing = Array("◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·".unicodeScalars)

    mutating func moveTo(x: Int, y: Int) {
        let rows = isOrigin ? region : 0..<size.rows
        cursor = Cursor(x: min(max(x, 0), size.columns - 1), y: min(max(y, rows.lowerBound), rows.upperBound - 1))
    }

    mutating func lineFeed() {
        cursor.wrapsNext = false
        if cursor.y == region.upperBound - 1 {
            grid.scrollUp(1, region, pen)
        } else if cursor.y < size.rows - 1 {
            cursor.y += 1
        }
    }

    mutating func reverseLineFeed() {
        cursor.wrapsNext = false
        if cursor.y == region.lowerBound {
            grid.scrollDown(1, region, pen)
        } else if cursor.y > 0 {
            cursor.y -= 1
        }
    }
}

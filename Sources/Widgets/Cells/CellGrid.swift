import Basis

/// A screen's worth of cells, row by row. A wide cluster always has its continuation to the right.
package struct CellGrid: Hashable, Sendable {
    package let size: Size
    package internal(set) var cells: [Cell]

    package init(_ size: Size) {
        self.size = size
        cells = [Cell](repeating: .blank, count: size.width * size.height)
    }

    package subscript(x: Int, y: Int) -> Cell { cells[y * size.width + x] }

    /// One row as text, a wide character once, spaces at the end left out.
    package func line(_ y: Int) -> String {
        var text = ""
        for x in 0..<size.width {
            let cell = self[x, y]
            if !cell.isContinuation { cell.cluster.append(to: &text) }
        }
        while text.utf8.last == 0x20 { text.removeLast() }
        return text
    }

    package var lines: [String] { (0..<size.height).map(line) }

    mutating func clear() {
        for index in cells.indices { cells[index] = .blank }
    }

    /// Writes `text` from column `x` of row `y`, absolute, only inside `clip`. Columns that are half covered by a
    /// wide character at the edge stay blank. Returns the column after the text, clipped or not.
    @discardableResult
    mutating func write(_ bytes: Span<UInt8>, x: Int, y: Int, clip: Rect, style: Style) -> Int {
        let row = y * size.width
        let visible = y >= clip.y && y < clip.maxY
        var x = x
        var position = 0
        let count = bytes.count
        while position < count {
            let byte = bytes[position]
            if byte >= 0x20, byte < 0x7F, position + 1 == count || bytes[position + 1] < 0x80 {
                if visible, x >= clip.x, x < clip.maxX { setNarrow(row, x, Cluster(ascii: byte), style) }
                position += 1
                x += 1
            } else {
                let cluster = Cluster.next(in: bytes, at: &position)
                if visible { set(row, x, cluster, clip, style) }
                x += cluster.width
            }
        }
        return x
    }

    mutating func set(_ row: Int, _ x: Int, _ cluster: Cluster, _ clip: Rect, _ style: Style) {
        if cluster.width == 1 {
            if x >= clip.x, x < clip.maxX { setNarrow(row, x, cluster, style) }
        } else if x >= clip.x, x + 1 < clip.maxX {
            // Each half is first freed from what it may have been part of.
            setNarrow(row, x, .space, style)
            setNarrow(row, x + 1, .space, style)
            cells[row + x] = Cell(cluster, style, width: 2)
            cells[row + x + 1] = Cell(.space, style, width: 0)
        } else {
            for half in [x, x + 1] where half >= clip.x && half < clip.maxX { setNarrow(row, half, .space, style) }
        }
    }

    /// The other half of a wide character that is overwritten becomes blank.
    @inline(__always)
    private mutating func setNarrow(_ row: Int, _ x: Int, _ cluster: Cluster, _ style: Style) {
        let index = row + x
        let old = cells[index].width
        if old != 1 {
            let other = old == 0 ? index - 1 : index + 1
            cells[other] = Cell(.space, cells[other].style, width: 1)
        }
        cells[index] = Cell(cluster, style, width: 1)
    }
}

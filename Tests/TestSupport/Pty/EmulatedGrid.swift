/// The cells of one screen buffer, and how control functions move them.
struct EmulatedGrid {
    private(set) var rows: [[EmulatedCell]]
    private var columns: Int

    init(_ size: ScreenSize) {
        columns = size.columns
        rows = Array(repeating: Self.row(size.columns, Pen()), count: size.rows)
    }

    private static func row(_ columns: Int, _ pen: Pen) -> [EmulatedCell] {
        Array(repeating: .blank(pen), count: columns)
    }

    /// Keeps what stands at the top left.
    mutating func resize(_ size: ScreenSize) {
        columns = size.columns
        for y in rows.indices {
            rows[y] = Array(rows[y].prefix(columns))
            while rows[y].count < columns { rows[y].append(.blank(Pen())) }
            mend(y)
        }
        rows = Array(rows.prefix(size.rows))
        while rows.count < size.rows { rows.append(Self.row(columns, Pen())) }
    }

    mutating func put(_ cell: EmulatedCell, x: Int, y: Int) {
        rows[y][x] = cell
        if cell.width == 2 { rows[y][x + 1] = EmulatedCell(text: "", width: 0, pen: cell.pen) }
        mend(y, max(0, x - 1)..<min(columns, x + cell.width + 1))
    }

    /// Adds a combining mark to the character that ends in column `x`.
    mutating func combine(_ mark: Unicode.Scalar, x: Int, y: Int) {
        let base = rows[y][x].width == 0 && x > 0 ? x - 1 : x
        rows[y][base].text.unicodeScalars.append(mark)
    }

    mutating func erase(_ columns: Range<Int>, y: Int, _ pen: Pen) {
        for x in columns.clamped(to: 0..<self.columns) { rows[y][x] = .blank(pen) }
        mend(y)
    }

    mutating func eraseRows(_ range: Range<Int>, _ pen: Pen) {
        for y in range.clamped(to: 0..<rows.count) { rows[y] = Self.row(columns, pen) }
    }

    mutating func insertCells(_ count: Int, x: Int, y: Int, _ pen: Pen) {
        let count = min(count, columns - x)
        rows[y].removeLast(count)
        rows[y].insert(contentsOf: Array(repeating: .blank(pen), count: count), at: x)
        mend(y)
    }

    mutating func deleteCells(_ count: Int, x: Int, y: Int, _ pen: Pen) {
        let count = min(count, columns - x)
        rows[y].removeSubrange(x..<x + count)
        rows[y] += Array(repeating: .blank(pen), count: count)
        mend(y)
    }

    /// Moves the rows of `region` up; blank ones come in below.
    mutating func scrollUp(_ count: Int, _ region: Range<Int>, _ pen: Pen) {
        let count = min(count, region.count)
        rows.removeSubrange(region.lowerBound..<region.lowerBound + count)
        let blank = Array(repeating: Self.row(columns, pen), count: count)
        rows.insert(contentsOf: blank, at: region.upperBound - count)
    }

    /// Moves the rows of `region` down; blank ones come in above.
    mutating func scrollDown(_ count: Int, _ region: Range<Int>, _ pen: Pen) {
        let count = min(count, region.count)
        rows.removeSubrange(region.upperBound - count..<region.upperBound)
        rows.insert(contentsOf: Array(repeating: Self.row(columns, pen), count: count), at: region.lowerBound)
    }

    /// Half of a wide character alone becomes blank.
    private mutating func mend(_ y: Int, _ range: Range<Int>? = nil) {
        for x in range ?? 0..<columns {
            let isWhole =
                switch rows[y][x].width {
                case 2: x + 1 < columns && rows[y][x + 1].width == 0
                case 0: x > 0 && rows[y][x - 1].width == 2
                default: true
                }
            if !isWhole { rows[y][x] = EmulatedCell(text: " ", width: 1, pen: rows[y][x].pen) }
        }
    }
}

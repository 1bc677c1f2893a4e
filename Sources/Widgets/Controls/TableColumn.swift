/// A column of a table.
package struct TableColumn: Hashable, Sendable {
    /// A line end in it makes the header two lines high, titles of one line on the lower.
    package var title: String
    /// Columns of the terminal that it needs at least.
    package var min: Int
    /// Its share of what is left over; 0 keeps it at `min`.
    package var weight: Int
    package var align: Alignment
    /// Where the table is too narrow the highest goes first; 0 never goes.
    package var priority: Int
    /// A picture in colours of its own: the ground of the selected row does not go under it.
    package var isPicture: Bool

    package init(
        _ title: String, min: Int, weight: Int = 0, align: Alignment = .left, priority: Int = 0, isPicture: Bool = false
    ) {
        self.title = title
        self.min = min
        self.weight = weight
        self.align = align
        self.priority = priority
        self.isPicture = isPicture
    }

    /// One that is not there, so that those behind it keep their numbers: it wants more than any terminal has.
    package static let absent = TableColumn("", min: 10_000, priority: .max)

    /// The same where it is there.
    package func present(_ isThere: Bool) -> TableColumn { isThere ? self : .absent }

    /// Which columns fit into `width` with `gap` between them, and where they stand.
    package static func layout(_ columns: [TableColumn], width: Int, gap: Int) -> [(index: Int, range: Range<Int>)] {
        var kept = Array(columns.indices)
        while kept.count > 1, needed(kept, columns, gap) > width {
            // Of the same priority the rightmost goes.
            let last = kept.max { (columns[$0].priority, $0) < (columns[$1].priority, $1) }
            guard let last, columns[last].priority > 0 else { break }
            kept.removeAll { $0 == last }
        }
        let extents = kept.map { Extent.weight(columns[$0].weight, min: columns[$0].min) }
        return Array(zip(kept, Layout.split(width, extents, gap: gap)).map { (index: $0, range: $1) })
    }

    /// Gives the width that is free to the columns that need more than they have, in the order of `needs`.
    ///
    /// - Parameter needs: a column of those that fit, and how wide it would be; of one that does not fit nothing is given.
    package static func widen(
        _ columns: [TableColumn], width: Int, gap: Int, needs: [(index: Int, columns: Int)]
    ) -> [TableColumn] {
        var columns = columns
        let shown = layout(columns, width: width, gap: gap).map(\.index)
        var free = width - needed(shown, columns, gap)
        for need in needs where shown.contains(need.index) && free > 0 {
            let more = Swift.min(free, max(0, need.columns - columns[need.index].min))
            columns[need.index].min += more
            free -= more
        }
        return columns
    }

    private static func needed(_ kept: [Int], _ columns: [TableColumn], _ gap: Int) -> Int {
        kept.reduce(gap * (kept.count - 1)) { $0 + columns[$1].min }
    }
}

/// What a table shows. It is asked only for the rows that are seen.
package protocol TableSource<ID> {
    /// What stays the same when a row moves.
    associatedtype ID: Hashable
    var rowCount: Int { get }
    func id(of row: Int) -> ID
    /// nil when it is gone. Not asked while the row is still where it was.
    func row(of id: ID) -> Int?
    /// The heading that stands above this row, on a line of its own; nil for none.
    func heading(above row: Int) -> String?
    /// Draws one cell. `column` counts all columns, seen or not.
    func draw(row: Int, column: Int, in cell: TableCell)
}

extension TableSource {
    package func heading(above row: Int) -> String? { nil }
}

/// A cell of a table to draw into: one line high, as wide as its column.
package struct TableCell {
    package let canvas: Canvas
    package let align: Alignment
    package let isSelected: Bool

    /// Text on the side where the column has it, cut with `…` where it is too long.
    package func put(_ text: String, _ style: Style = .text) {
        canvas.put(text, width: canvas.width, align: align, style)
    }
}

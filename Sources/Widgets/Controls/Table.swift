import Basis

/// Rows in columns, one of them selected. Costs what is seen, however many rows there are.
///
/// The selection stays with its row, and the row stays where it is on the screen, when rows come, go or are sorted.
package struct Table<ID: Hashable> {
    package enum Outcome: Equatable {
        case ignored
        /// The key was for the table; the selection may have moved.
        case moved
        /// Enter on the selected row.
        case activated(ID)
    }

    package var columns: [TableColumn]
    package var showsHeader = true
    /// Blank columns between two columns.
    package var gap = 1
    /// Why there are no rows and what to do, shown in their place.
    package var emptyText = ""
    /// The newest row comes first: until somebody has chosen one, the first rows are seen, whatever came above them.
    package var showsFirst = false
    /// False where keys go elsewhere: the selection is not shown.
    package var isFocused = true
    /// The keys that bring it the focus where it has none, for the mouse.
    package var focusKeys: [Key] = []
    package private(set) var position = ScrollPosition()
    /// The rows that were seen when it was last drawn: whoever draws it says so where these are not all.
    package private(set) var visible = 0..<0
    private var selectedID: ID?
    /// Somebody has moved the selection.
    private var isChosen = false

    package init(_ columns: [TableColumn]) { self.columns = columns }

    /// The numbers of the columns for which a width has room.
    package func shown(width: Int) -> [Int] { TableColumn.layout(columns, width: width, gap: gap).map(\.index) }

    /// The selected row now; nil where there are no rows.
    package func selection(in source: some TableSource<ID>) -> ID? {
        var copy = self
        copy.follow(source)
        return source.rowCount > 0 ? copy.selectedID : nil
    }

    package mutating func select(_ id: ID, in source: some TableSource<ID>) {
        follow(source)
        guard let row = source.row(of: id) else { return }
        position.selected = row
        selectedID = id
        isChosen = true
    }

    package mutating func handle(_ key: Key, _ source: some TableSource<ID>) -> Outcome {
        follow(source)
        guard source.rowCount > 0 else { return .ignored }
        if position.handle(key, count: source.rowCount) {
            selectedID = source.id(of: position.selected)
            isChosen = true
            return .moved
        }
        guard key == .enter, let selectedID else { return .ignored }
        return .activated(selectedID)
    }

    /// Finds the selected row again, by its id.
    private mutating func follow(_ source: some TableSource<ID>) {
        let count = source.rowCount
        guard count > 0 else {
            // What somebody chose is found again where rows are gone only while they are asked for anew.
            if !isChosen { selectedID = nil }
            position.clamp(0)
            return
        }
        // Where keys go elsewhere, and nobody has chosen a row, the first rows are to be seen, whatever came above them.
        let isFirst = (showsFirst || !isFocused) && !isChosen
        if isFirst { position.selected = 0 }
        if !isFirst, let id = selectedID {
            if position.selected < count, source.id(of: position.selected) == id { return }
            if let row = source.row(of: id) {
                position.top += row - position.selected
                position.selected = row
                position.clamp(count)
                return
            }
        }
        position.clamp(count)
        selectedID = source.id(of: position.selected)
    }

    /// Draws header and rows; scrolls so that the selected row is seen.
    package mutating func draw(in canvas: Canvas, _ source: some TableSource<ID>) {
        follow(source)
        visible = 0..<0
        let layout = TableColumn.layout(columns, width: canvas.width, gap: gap)
        let headerHeight = drawHeader(in: canvas, layout)
        let body = canvas.part(Rect(0, headerHeight, canvas.width, canvas.height - headerHeight))
        guard source.rowCount > 0 else {
            return body.explain(emptyText, isFocused: isFocused)
        }
        reveal(source, height: body.height)
        body.takeFocus(isFocused, focusKeys)
        visible = position.top..<drawRows(in: body, layout, source)
    }

    /// Returns how high it is.
    private func drawHeader(in canvas: Canvas, _ layout: [(index: Int, range: Range<Int>)]) -> Int {
        guard showsHeader else { return 0 }
        let titles = layout.map { columns[$0.index].title.split(separator: "\n", omittingEmptySubsequences: false) }
        let height = min(titles.map(\.count).max() ?? 1, max(1, canvas.height - 1), canvas.height)
        for ((index, range), title) in zip(layout, titles) {
            for (line, words) in title.suffix(height).enumerated() {
                canvas.put(
                    String(words), x: range.lowerBound, y: height - min(title.count, height) + line, width: range.count,
                    align: columns[index].align, Style(.header))
            }
        }
        return height
    }

    private mutating func reveal(_ source: some TableSource<ID>, height: Int) {
        position.page = max(1, height)
        position.top = min(position.top, position.selected)
        // The earliest top from which the selected row is seen, and the latest from which nothing is left blank.
        position.top = max(position.top, Self.top(endingAt: position.selected, height, source))
        position.top = min(position.top, Self.top(endingAt: source.rowCount - 1, height, source))
        position.top = min(position.top, position.selected)
    }

    /// The first row that is seen when `row` is on the last of `height` lines; at least that row itself.
    private static func top(endingAt row: Int, _ height: Int, _ source: some TableSource<ID>) -> Int {
        var top = row
        var used = lines(row, source)
        while top > 0 {
            used += lines(top - 1, source)
            if used > height { break }
            top -= 1
        }
        return top
    }

    private static func lines(_ row: Int, _ source: some TableSource<ID>) -> Int {
        source.heading(above: row) == nil ? 1 : 2
    }

    /// Returns the row after the last that was drawn.
    private func drawRows(
        in body: Canvas, _ layout: [(index: Int, range: Range<Int>)], _ source: some TableSource<ID>
    ) -> Int {
        var y = 0
        var row = position.top
        while y < body.height, row < source.rowCount {
            // Where there is one line only, the row goes before its heading.
            if body.height > 1, let heading = source.heading(above: row) {
                body.put(heading, y: y, width: body.width, Style(.title))
                y += 1
                guard y < body.height else { return row }
            }
            let isSelected = isFocused && row == position.selected
            let line = isSelected ? body.row(y).on(.selection) : body.row(y)
            line.choose(row - position.selected, (back: .up, on: .down), isFocused, focusKeys)
            if isSelected {
                line.fill()
                line.placeCursor(x: 0, visible: false)
            }
            for (index, range) in layout where !range.isEmpty {
                let isPicture = columns[index].isPicture
                let cell = (isPicture ? body.row(y) : line).part(Rect(range.lowerBound, 0, range.count, 1))
                if isPicture, isSelected { cell.fill() }
                source.draw(
                    row: row, column: index,
                    in: TableCell(canvas: cell, align: columns[index].align, isSelected: isSelected))
            }
            y += 1
            row += 1
        }
        return row
    }
}

extension Canvas {
    /// A click here brings the focus; where it is already, it does nothing. Without keys for it neither.
    func takeFocus(_ isFocused: Bool, _ focusKeys: [Key]) {
        if isFocused || !focusKeys.isEmpty { target([], focus: isFocused ? [] : focusKeys) }
    }

    /// A click here selects what lies so many steps from the selected one; on that itself it is Enter. Without the focus
    /// and keys for it nothing is.
    func choose(_ steps: Int, _ keys: (back: Key, on: Key), _ isFocused: Bool, _ focusKeys: [Key]) {
        guard isFocused || !focusKeys.isEmpty else { return }
        let focus = isFocused ? [] : focusKeys
        let way = [Key](repeating: steps < 0 ? keys.back : keys.on, count: abs(steps))
        target(isFocused && steps == 0 ? [.enter] : focus + way, focus: focus)
    }

    /// Why there is nothing to choose from, in its place.
    func explain(_ text: String, isFocused: Bool) {
        if isFocused { placeCursor(x: 0, visible: false) }
        for (y, line) in text.wrapped(toColumns: width).prefix(height).enumerated() { put(line, y: y, .muted) }
    }
}

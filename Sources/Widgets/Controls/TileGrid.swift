/// The rows of a table as tiles, as many side by side as there is room for, one of them selected: more of them at a glance.
///
/// Costs what is seen, and for each of its lines the way back to the heading above it.
package struct TileGrid<ID: Hashable> {
    /// Columns and lines of the terminal that a tile needs; all are equally wide and share what is left over.
    package var tile: Size
    /// Blank columns between two tiles.
    package var gap = 2
    /// Why there are no tiles and what to do, shown in their place.
    package var emptyText = ""
    /// False where keys go elsewhere: the selection is not shown.
    package var isFocused = true
    /// The keys that bring it the focus where it has none, for the mouse.
    package var focusKeys: [Key] = []
    /// The rows that were seen when it was last drawn.
    package private(set) var visible = 0..<0
    /// Of the tile that is selected; found again by `selectedID` where rows came or went.
    private var selected = 0
    private var selectedID: ID?
    /// The first row of the first line that is seen.
    private var top = 0
    /// Tiles side by side, and lines of tiles that were seen, when it was last drawn.
    private var (columns, page) = (1, 1)

    package init(_ tile: Size) { self.tile = tile }

    /// The selected row now; nil where there are no rows.
    package func selection(in source: some TileSource<ID>) -> ID? {
        var copy = self
        copy.follow(source)
        return copy.selectedID
    }

    package mutating func select(_ id: ID, in source: some TileSource<ID>) {
        follow(source)
        if let row = source.row(of: id) { (selected, selectedID) = (row, id) }
    }

    /// Arrows go to the tile beside and to the one in the line above and below.
    package mutating func handle(_ key: Key, _ source: some TileSource<ID>) -> Table<ID>.Outcome {
        follow(source)
        guard source.rowCount > 0 else { return .ignored }
        switch key {
        case .left: selected -= 1
        case .right: selected += 1
        case .up: move(lines: -1, source)
        case .down: move(lines: 1, source)
        case .pageUp: move(lines: -max(1, page - 1), source)
        case .pageDown: move(lines: max(1, page - 1), source)
        case .home: selected = 0
        case .end: selected = source.rowCount - 1
        case .enter: return selectedID.map { .activated($0) } ?? .ignored
        default: return .ignored
        }
        selected = min(max(0, selected), source.rowCount - 1)
        selectedID = source.id(of: selected)
        return .moved
    }

    private mutating func follow(_ source: some TileSource<ID>) {
        guard source.rowCount > 0 else { return (selected, selectedID, top) = (0, nil, 0) }
        if let id = selectedID,
            let row = selected < source.rowCount && source.id(of: selected) == id
                ? selected : source.row(of: id)
        {
            selected = row
            return
        }
        selected = min(selected, source.rowCount - 1)
        selectedID = source.id(of: selected)
    }

    private mutating func move(lines: Int, _ source: some TileSource<ID>) {
        let tiles = TileLines(source: source, columns: columns)
        var line = tiles.line(of: selected)
        let column = selected - line.lowerBound
        for _ in 0..<abs(lines) {
            guard let next = lines < 0 ? tiles.line(before: line) : tiles.line(after: line) else { break }
            line = next
        }
        selected = min(line.lowerBound + column, line.upperBound - 1)
    }

    /// Draws the tiles below the headings of their groups; scrolls so that the selected one is seen.
    package mutating func draw(in canvas: Canvas, _ source: some TileSource<ID>) {
        follow(source)
        visible = 0..<0
        guard source.rowCount > 0 else {
            return canvas.explain(emptyText, isFocused: isFocused)
        }
        columns = columns(canvas.width)
        let tiles = TileLines(source: source, columns: columns)
        reveal(tiles, height: canvas.height)
        canvas.takeFocus(isFocused, focusKeys)
        visible = top..<drawLines(in: canvas, tiles, source)
    }

    /// The lines of the terminal that all tiles need at this width, but no more than `room` has.
    package func wantedHeight(in room: Size, _ source: some TileSource<ID>) -> Int {
        let tiles = TileLines(source: source, columns: columns(room.width))
        var line = source.rowCount > 0 ? tiles.line(of: 0) : nil
        var used = 0
        while let shown = line, used < room.height {
            used += height(of: shown, source)
            line = tiles.line(after: shown)
        }
        return min(used, room.height)
    }

    private func columns(_ width: Int) -> Int { max(1, (width + gap) / max(1, tile.width + gap)) }

    /// The lines of the terminal that a line of tiles needs, with its heading.
    private func height(of line: Range<Int>, _ source: some TileSource<ID>) -> Int {
        tile.height + (source.heading(above: line.lowerBound) == nil ? 0 : 1)
    }

    private mutating func reveal(_ tiles: TileLines<some TileSource<ID>>, height: Int) {
        let line = tiles.line(of: selected)
        top = min(tiles.line(of: min(top, tiles.source.rowCount - 1)).lowerBound, line.lowerBound)
        // Not so early that the selected one is not seen, not so late that something is left blank.
        top = max(top, first(endingAt: line, tiles, height))
        top = min(top, first(endingAt: tiles.line(of: tiles.source.rowCount - 1), tiles, height))
        page = max(1, height / max(1, tile.height))
    }

    /// The first row that is seen when `line` is the last for which there is room.
    private func first(endingAt line: Range<Int>, _ tiles: TileLines<some TileSource<ID>>, _ height: Int) -> Int {
        var first = line
        var used = self.height(of: line, tiles.source)
        while let above = tiles.line(before: first) {
            used += self.height(of: above, tiles.source)
            if used > height { break }
            first = above
        }
        return first.lowerBound
    }

    /// Returns the row after the last that was drawn.
    private func drawLines<Source: TileSource<ID>>(
        in canvas: Canvas, _ tiles: TileLines<Source>, _ source: Source
    ) -> Int {
        let places = Layout.split(
            canvas.width, [Extent](repeating: .weight(1, min: tile.width), count: columns), gap: gap)
        var y = 0
        var line: Range<Int>? = tiles.line(of: top)
        var end = top
        while let shown = line, y < canvas.height {
            if canvas.height > tile.height, let heading = source.heading(above: shown.lowerBound) {
                canvas.put(heading, y: y, width: canvas.width, Style(.title))
                y += 1
            }
            // A tile is seen whole, or not at all where there is another.
            guard y == 0 || y + tile.height <= canvas.height else { break }
            for (row, place) in zip(shown, places) {
                drawTile(row, in: canvas.part(Rect(place.lowerBound, y, place.count, tile.height)), source)
            }
            y += tile.height
            end = shown.upperBound
            line = tiles.line(after: shown)
        }
        return end
    }

    private func drawTile(_ row: Int, in canvas: Canvas, _ source: some TileSource<ID>) {
        let isSelected = isFocused && row == selected
        let tile = isSelected ? canvas.on(.selection) : canvas
        if isSelected {
            tile.fill()
            tile.placeCursor(x: 0, visible: false)
        }
        tile.choose(row - selected, (back: .left, on: .right), isFocused, focusKeys)
        source.draw(row: row, in: tile)
    }
}

/// What a grid of tiles shows. It is asked only for the tiles that are seen.
package protocol TileSource<ID>: TableSource {
    /// Draws one tile.
    func draw(row: Int, in canvas: Canvas)
}

/// How rows lie in lines of tiles: each group begins a line of its own.
private struct TileLines<Source: TileSource> {
    let source: Source
    let columns: Int

    /// The rows of the line that this row lies in.
    func line(of row: Int) -> Range<Int> {
        var group = row
        while group > 0, source.heading(above: group) == nil { group -= 1 }
        return line(from: group + (row - group) / columns * columns)
    }

    func line(before line: Range<Int>) -> Range<Int>? {
        line.lowerBound > 0 ? self.line(of: line.lowerBound - 1) : nil
    }

    func line(after line: Range<Int>) -> Range<Int>? {
        line.upperBound < source.rowCount ? self.line(from: line.upperBound) : nil
    }

    private func line(from start: Int) -> Range<Int> {
        var end = start + 1
        while end < min(start + columns, source.rowCount), source.heading(above: end) == nil { end += 1 }
        return start..<end
    }
}

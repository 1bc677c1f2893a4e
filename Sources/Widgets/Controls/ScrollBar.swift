/// Which part of many lines is seen, as a line at their right edge; nothing where all of them are.
package struct ScrollBar: Hashable, Sendable {
    /// From 0.
    package var first: Int
    package var seen: Int
    package var count: Int

    package init(first: Int, seen: Int, of count: Int) {
        self.first = first
        self.seen = seen
        self.count = count
    }

    /// The rows of `height` that stand for what is seen; nil where everything is. At the first line it touches the
    /// top, at the last the bottom, and only then.
    package func thumb(height: Int) -> Range<Int>? {
        guard height > 1, seen > 0, count > seen else { return nil }
        let length = min(height - 1, max(1, height * seen / count))
        let last = count - seen
        let first = min(max(0, first), last)
        let room = height - length
        var start = room * first / last
        if first > 0, room > 1 { start = max(1, start) }
        if first < last { start = min(start, max(0, room - 1)) }
        return start..<start + length
    }

    /// Draws into the first column.
    package func draw(in canvas: Canvas) {
        guard canvas.width > 0, let thumb = thumb(height: canvas.height) else { return }
        for y in 0..<canvas.height {
            if thumb.contains(y) {
                canvas.put(.full, y: y, Style(.muted))
            } else {
                canvas.put(.vertical, y: y, Style(.border))
            }
        }
    }
}

extension Table {
    /// Where the rows that are seen lie among all of them, for the lines below the header.
    package func scrollBar(rows: Int) -> ScrollBar { ScrollBar(first: position.top, seen: position.page, of: rows) }
}

import Basis

/// What a screen draws into, and what a terminal shows. One thread; kept and reused from frame to frame.
package final class Frame {
    package private(set) var grid: CellGrid
    /// Where the hardware cursor belongs: the selected row or the input; nil where the screen has none.
    package internal(set) var cursor: Cursor?
    package var glyphs: Glyphs
    /// What can be clicked, in the order it was drawn.
    package internal(set) var targets: [Target] = []

    package struct Cursor: Hashable, Sendable {
        package var at: Point
        /// Shown, because text is typed there; else only placed there, for screen readers.
        package var isVisible: Bool

        package init(at: Point, isVisible: Bool) {
            self.at = at
            self.isVisible = isVisible
        }
    }

    package init(_ size: Size, glyphs: Glyphs = .unicode) {
        grid = CellGrid(size)
        self.glyphs = glyphs
    }

    /// Clears everything, and takes the new size where it changed.
    package func begin(_ size: Size, glyphs: Glyphs) {
        if size == grid.size { grid.clear() } else { grid = CellGrid(size) }
        cursor = nil
        targets = []
        self.glyphs = glyphs
    }

    /// The whole frame.
    package var canvas: Canvas { Canvas(frame: self, bounds: Rect(grid.size), clip: Rect(grid.size), ground: .text) }

    @discardableResult
    func write(_ text: String, x: Int, y: Int, clip: Rect, style: Style) -> Int {
        grid.write(text.utf8Span.span, x: x, y: y, clip: clip, style: style)
    }

    func set(_ cluster: Cluster, x: Int, y: Int, clip: Rect, style: Style) {
        guard y >= clip.y, y < clip.maxY else { return }
        grid.set(y * grid.size.width, x, cluster, clip, style)
    }
}

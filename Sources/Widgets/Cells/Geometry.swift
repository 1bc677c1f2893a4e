/// Columns and rows of a terminal or a part of it; never negative.
package struct Size: Hashable, Sendable {
    package var width: Int
    package var height: Int

    package init(_ width: Int, _ height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
    }
}

/// A cell's place, from 0 at the left and the top.
package struct Point: Hashable, Sendable {
    package var x: Int
    package var y: Int

    package init(_ x: Int, _ y: Int) {
        self.x = x
        self.y = y
    }
}

/// A rectangle of cells; an empty one has width or height 0.
package struct Rect: Hashable, Sendable {
    package var x: Int
    package var y: Int
    package var width: Int
    package var height: Int

    /// A negative width or height counts as 0.
    package init(_ x: Int, _ y: Int, _ width: Int, _ height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    package init(_ size: Size) { self.init(0, 0, size.width, size.height) }

    package var size: Size { Size(width, height) }
    /// The first column to the right of it, the first row below it.
    package var maxX: Int { x + width }
    package var maxY: Int { y + height }
    package var isEmpty: Bool { width == 0 || height == 0 }

    package func contains(_ point: Point) -> Bool {
        point.x >= x && point.x < maxX && point.y >= y && point.y < maxY
    }

    package func intersection(_ other: Rect) -> Rect {
        let left = max(x, other.x)
        let top = max(y, other.y)
        return Rect(left, top, min(maxX, other.maxX) - left, min(maxY, other.maxY) - top)
    }

    /// Smaller by so many cells on each side.
    package func inset(x dx: Int = 0, y dy: Int = 0) -> Rect { Rect(x + dx, y + dy, width - 2 * dx, height - 2 * dy) }

    /// A rectangle of at most `size`, in the middle of this one.
    package func centred(_ size: Size) -> Rect {
        let width = min(size.width, width)
        let height = min(size.height, height)
        return Rect(x + (self.width - width) / 2, y + (self.height - height) / 2, width, height)
    }
}

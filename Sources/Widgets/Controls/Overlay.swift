import Basis

/// A box over the screen, with a border and a title.
package struct Overlay: Hashable, Sendable {
    package var title: String
    /// With its border; cut to what the canvas has.
    package var size: Size

    package init(_ title: String, size: Size) {
        self.title = title
        self.size = size
    }

    /// Draws the box in the middle and returns its inside, to be drawn into.
    package func draw(in canvas: Canvas) -> Canvas {
        let box = canvas.part(canvas.area.centred(size)).on(.overlay)
        box.fill()
        box.border()
        let room = box.width - 4
        if room > 2, !title.isEmpty {
            box.put(" \(title) ", x: 2, width: min(title.columns + 2, room), Style(.title))
        }
        return box.part(box.area.inset(x: 2, y: 1))
    }
}

extension Canvas {
    /// A line around it, inside its edge.
    package func border(_ style: Style = Style(.border)) {
        guard width > 1, height > 1 else { return }
        let (right, bottom) = (width - 1, height - 1)
        for x in 1..<max(1, right) {
            put(.horizontal, x: x, style)
            put(.horizontal, x: x, y: bottom, style)
        }
        for y in 1..<max(1, bottom) {
            put(.vertical, y: y, style)
            put(.vertical, x: right, y: y, style)
        }
        put(.topLeft, style)
        put(.topRight, x: right, style)
        put(.bottomLeft, y: bottom, style)
        put(.bottomRight, x: right, y: bottom, style)
    }
}

package import Basis

/// A rectangle of a frame to draw into, with coordinates of its own from 0; what falls outside is cut off.
///
/// Copies and parts of it draw into the same frame. All text is checked again while it is drawn: nothing that is
/// written here can move a cursor.
package struct Canvas {
    package let frame: Frame
    /// In the frame's coordinates; may reach beyond `clip`.
    let bounds: Rect
    let clip: Rect
    /// What shows behind text that has no ground of its own.
    package let ground: Role

    package var size: Size { bounds.size }
    package var width: Int { bounds.width }
    package var height: Int { bounds.height }
    package var glyphs: Glyphs { frame.glyphs }
    /// The whole of it, in its own coordinates.
    package var area: Rect { Rect(bounds.size) }

    /// The part `rect`, in coordinates of this one.
    package func part(_ rect: Rect) -> Canvas {
        let bounds = Rect(self.bounds.x + rect.x, self.bounds.y + rect.y, rect.width, rect.height)
        return Canvas(frame: frame, bounds: bounds, clip: clip.intersection(bounds), ground: ground)
    }

    package func row(_ y: Int) -> Canvas { part(Rect(0, y, width, 1)) }

    /// The same cells, on another ground; cells that are not drawn keep theirs.
    package func on(_ ground: Role) -> Canvas { Canvas(frame: frame, bounds: bounds, clip: clip, ground: ground) }

    private func style(_ style: Style) -> Style {
        guard style.ground == .text else { return style }
        var style = style
        style.ground = ground
        return style
    }

    /// Writes from `x`; returns the column after the text.
    @discardableResult
    package func put(_ text: String, x: Int = 0, y: Int = 0, _ style: Style = .text) -> Int {
        frame.write(text, x: bounds.x + x, y: bounds.y + y, clip: clip, style: self.style(style)) - bounds.x
    }

    /// Writes into exactly `width` columns, cut with `…` where the text is longer.
    package func put(
        _ text: String, x: Int = 0, y: Int = 0, width: Int, align: Alignment = .left, _ style: Style = .text
    ) {
        guard width > 0 else { return }
        let columns = text.columns
        let area = part(Rect(x, y, width, 1))
        guard columns > width else {
            area.put(text, x: align.offset(width - columns), style)
            return
        }
        let kept = part(Rect(x, y, width - 1, 1)).putWhole(text, style)
        area.put(glyphs[.ellipsis], x: kept, style)
    }

    /// Writes as much as fits without half a character; returns the columns used.
    private func putWhole(_ text: String, _ style: Style) -> Int {
        put(text, style)
        guard width > 0 else { return 0 }
        // A wide character cut at the edge left its visible half blank.
        let bytes = text.utf8Span.span
        var position = 0
        var used = 0
        while position < bytes.count {
            let next = Cluster.next(in: bytes, at: &position).width
            if used + next > width { break }
            used += next
        }
        return used
    }

    package func put(_ cluster: Cluster, x: Int = 0, y: Int = 0, _ style: Style = .text) {
        frame.set(cluster, x: bounds.x + x, y: bounds.y + y, clip: clip, style: self.style(style))
    }

    package func put(_ glyph: Glyph, x: Int = 0, y: Int = 0, _ style: Style = .text) {
        put(glyphs[glyph], x: x, y: y, style)
    }

    /// Fills `rect` (all where nil) with a one-column cluster.
    package func fill(_ rect: Rect? = nil, with cluster: Cluster = .space, _ style: Style = .text) {
        let visible = part(rect ?? area).clip
        let style = self.style(style)
        for y in visible.y..<visible.maxY {
            for x in visible.x..<visible.maxX { frame.set(cluster, x: x, y: y, clip: visible, style: style) }
        }
    }

    /// A horizontal line over the whole width, optionally with a title set into it: `── Title ─────`.
    package func rule(y: Int, title: String = "", trailing: String = "", _ style: Style = Style(.border)) {
        fill(Rect(0, y, width, 1), with: glyphs[.horizontal], style)
        if !title.isEmpty {
            put(" \(title) ", x: 2, y: y, width: min(title.columns + 2, max(0, width - 4)), Style(.header))
        }
        let room = width - 4 - (title.isEmpty ? 0 : title.columns + 3)
        if !trailing.isEmpty, trailing.columns + 2 <= room {
            put(" \(trailing) ", x: width - trailing.columns - 4, y: y, Style(.muted))
        }
    }

    /// Where the hardware cursor goes: visible for typing, else only for screen readers.
    package func placeCursor(x: Int, y: Int = 0, visible: Bool) {
        let point = Point(bounds.x + x, bounds.y + y)
        if clip.contains(point) { frame.cursor = Frame.Cursor(at: point, isVisible: visible) }
    }
}

package enum Alignment: Hashable, Sendable {
    case left, right, centre

    /// Blank columns before the text when so many are left over.
    func offset(_ rest: Int) -> Int {
        switch self {
        case .left: 0
        case .right: rest
        case .centre: rest / 2
        }
    }
}

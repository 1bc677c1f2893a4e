import Widgets

/// What `draw` makes of an empty frame, as lines.
func lines(_ width: Int, _ height: Int, _ glyphs: Glyphs = .unicode, _ draw: (Canvas) -> Void) -> [String] {
    frame(width, height, glyphs, draw).grid.lines
}

func frame(_ width: Int, _ height: Int, _ glyphs: Glyphs = .unicode, _ draw: (Canvas) -> Void) -> Frame {
    let frame = Frame(Size(width, height), glyphs: glyphs)
    draw(frame.canvas)
    return frame
}

extension CellGrid {
    /// Whether every wide character has its continuation and every continuation its character.
    var isWhole: Bool {
        (0..<size.height).allSatisfy { y in
            (0..<size.width).allSatisfy { x in
                switch self[x, y].width {
                case 2: x + 1 < size.width && self[x + 1, y].isContinuation
                case 0: x > 0 && self[x - 1, y].width == 2
                default: true
                }
            }
        }
    }
}

import Basis

/// Cells side by side that look alike, as one text.
struct GridSegment {
    let x: Int
    var columns: Int
    var text: String
    let style: Style
}

extension CellGrid {
    /// The cells of one row, joined where their style is the same.
    func segments(_ y: Int) -> [GridSegment] {
        var segments: [GridSegment] = []
        for x in 0..<size.width {
            let cell = self[x, y]
            if var last = segments.popLast() {
                if cell.isContinuation || last.style == cell.style {
                    last.columns += 1
                    if !cell.isContinuation { cell.cluster.append(to: &last.text) }
                    segments.append(last)
                    continue
                }
                segments.append(last)
            }
            segments.append(GridSegment(x: x, columns: 1, text: cell.cluster.text, style: cell.style))
        }
        return segments
    }
}

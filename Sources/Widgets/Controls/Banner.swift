import Basis

/// A line across the screen that says what is wrong or was done; several where the text asks for them.
package struct Banner: Hashable, Sendable {
    package enum Level: Hashable, Sendable {
        case notice, warning, critical
    }

    package var text: String
    package var level: Level
    /// At the right: since when, or what key to press.
    package var detail: String

    package init(_ text: String, _ level: Level, detail: String = "") {
        self.text = text
        self.level = level
        self.detail = detail
    }

    /// Where the text begins: a sign stands before it unless it is a notice.
    private var start: Int { level == .notice ? 1 : 3 }

    /// Lines that it needs so that nothing of its text is cut. With a detail it is always one.
    package func height(_ width: Int) -> Int {
        detail.isEmpty ? max(1, text.wrapped(toColumns: width - start - 1).count) : 1
    }

    /// Fills the canvas; what does not fit on its last line is cut.
    package func draw(in canvas: Canvas) {
        let role: Role =
            switch level {
            case .notice: .bannerNotice
            case .warning: .bannerWarning
            case .critical: .bannerCritical
            }
        let area = canvas.on(role)
        area.fill()
        if level != .notice { area.put(.triangle, x: 1) }
        guard detail.isEmpty, canvas.height > 1 else { return drawLine(in: area.row(0)) }
        let width = canvas.width - start - 1
        let lines = text.wrapped(toColumns: width)
        for (y, line) in lines.prefix(canvas.height).enumerated() {
            let isLast = y == canvas.height - 1 && lines.count > canvas.height
            area.put(isLast ? lines[y...].joined(separator: " ") : line, x: start, y: y, width: width)
        }
    }

    private func drawLine(in line: Canvas) {
        let end = detail.isEmpty || detail.columns > line.width / 2 ? line.width - 1 : line.width - detail.columns - 1
        line.put(text, x: start, width: end - start - (end < line.width - 1 ? 1 : 0))
        if end < line.width - 1 { line.put(detail, x: end) }
    }
}

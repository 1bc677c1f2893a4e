import Basis

/// One line across the screen that says what is wrong or was done.
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

    package func draw(in canvas: Canvas) {
        let role: Role =
            switch level {
            case .notice: .bannerNotice
            case .warning: .bannerWarning
            case .critical: .bannerCritical
            }
        let line = canvas.row(0).on(role)
        line.fill()
        if level != .notice { line.put(.triangle, x: 1) }
        let start = level == .notice ? 1 : 3
        let end = detail.isEmpty || detail.columns > line.width / 2 ? line.width - 1 : line.width - detail.columns - 1
        line.put(text, x: start, width: end - start - (end < line.width - 1 ? 1 : 0))
        if end < line.width - 1 { line.put(detail, x: end) }
    }
}

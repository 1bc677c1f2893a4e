import Basis
import Records
import Shopfloor

/// What machines stood for, the longest first: minutes as bars, the count beside them.
struct ParetoChart {
    let report: ShiftReport
    let phrases: ReportPhrases

    private static let width = 393.0
    private static let left = 138.0
    private static let right = 76.0
    private static let rowHeight = 18.0

    func write(to html: inout HTMLWriter) {
        let rows = report.pareto
        let most = rows.compactMap { $0.number("seconds") }.max() ?? 0
        let height = 14 + Double(rows.count) * Self.rowHeight
        html.element(
            "svg",
            ["viewBox": "0 0 \(HTMLWriter.length(Self.width)) \(HTMLWriter.length(height))", "role": "img"]
        ) { svg in
            let ends: [(Double, ReportPhrase)] = [(Self.width - 32, .minutes), (Self.width, .count)]
            for (x, title) in ends {
                svg.element(
                    "text", ["class": "axis", "x": HTMLWriter.length(x), "y": "8", "text-anchor": "end"], phrases[title]
                )
            }
            for (number, row) in rows.enumerated() {
                write(row, at: 14 + Double(number) * Self.rowHeight, most: most, to: &svg)
            }
        }
        html.newLine()
    }

    private func write(_ row: ReportRow, at y: Double, most: Double, to svg: inout HTMLWriter) {
        let cause = StopCause(row.row)
        let (kind, isOpen) = (cause.kind, cause.asksForReason)
        let baseline = HTMLWriter.length(y + 11)
        svg.element("text", ["x": "5", "y": baseline, "text-anchor": "middle"], phrases.mark(of: row))
        let name = phrases.cause(row, report).truncated(toColumns: 23)
        svg.element("text", ["class": isOpen ? "words strong" : "words", "x": "13", "y": baseline], name)
        let seconds = row.shown("seconds", .minutes)
        let length = most > 0 ? (row.number("seconds") ?? 0) / most * (Self.width - Self.left - Self.right) : 0
        let fill = kind == nil && !isOpen ? ChartFill.dark : ChartFill(kind)
        svg.shape(
            "rect", of: seconds,
            [
                "class": fill.rawValue, "x": HTMLWriter.length(Self.left), "y": HTMLWriter.length(y + 2),
                "width": HTMLWriter.length(length), "height": "12", "stroke": isOpen ? "#b3261e" : "#8b959e",
                "stroke-width": "0.6",
            ])
        svg.figure(
            seconds, as: "text",
            ["x": HTMLWriter.length(Self.width - 32), "y": baseline, "text-anchor": "end"])
        svg.figure(
            row.shown("stops", .count), as: "text",
            ["class": "soft", "x": HTMLWriter.length(Self.width), "y": baseline, "text-anchor": "end"])
    }
}

import Basis
import Records

/// What was made in each hour: good parts, scrap and rework above them, and a line where an ideal hour would be.
struct HourChart {
    let report: ShiftReport

    private static let width = 272.0
    private static let height = 132.0
    private static let top = 16.0
    private static let bottom = 14.0

    func write(to html: inout HTMLWriter) {
        let rows = report.hours
        let values = rows.flatMap { [$0.number("pq"), $0.number("ideal")] }.compactMap(\.self)
        let most = values.max() ?? 0
        guard most > 0 else { return }
        html.element(
            "svg",
            ["viewBox": "0 0 \(HTMLWriter.length(Self.width)) \(HTMLWriter.length(Self.height))", "role": "img"]
        ) { svg in
            let step = Self.width / Double(rows.count)
            for (number, row) in rows.enumerated() {
                write(row, from: Double(number) * step, step, most: most, isDense: rows.count > 10, to: &svg)
            }
            let base = HTMLWriter.length(Self.height - Self.bottom)
            svg.empty(
                "line", ["class": "grid", "x1": "0", "x2": HTMLWriter.length(Self.width), "y1": base, "y2": base])
        }
        html.newLine()
    }

    private func write(
        _ row: ReportRow, from x: Double, _ step: Double, most: Double, isDense: Bool, to svg: inout HTMLWriter
    ) {
        let scale = (Self.height - Self.top - Self.bottom) / most
        let base = Self.height - Self.bottom
        let middle = HTMLWriter.length(x + step / 2)
        var made = 0.0
        for (member, fill) in [("gq", ChartFill.normal), ("sq", .bad), ("rq", .warn)] {
            let parts = row.number(member) ?? 0
            made += parts
            bar(
                row.shown(member, .count), fill, x + step * 0.14, base - made * scale, step * 0.72, parts * scale, &svg)
        }
        if let ideal = row.number("ideal") {
            let y = HTMLWriter.length(base - ideal * scale)
            svg.shape(
                "line", of: row.shown("ideal", .rate),
                [
                    "class": "rule", "x1": HTMLWriter.length(x + step * 0.06),
                    "x2": HTMLWriter.length(x + step * 0.94), "y1": y, "y2": y,
                ])
        }
        if !isDense {
            svg.figure(
                row.shown("pq", .count), as: "text",
                ["x": middle, "y": HTMLWriter.length(base - 4), "text-anchor": "middle"])
        }
        guard let from = row.instant("from") else { return }
        let clock = String(report.scope.zone.time(at: from).hourMinute.prefix(2))
        svg.element(
            "text", ["class": "axis", "x": middle, "y": HTMLWriter.length(Self.height - 3), "text-anchor": "middle"],
            clock)
    }

    private func bar(
        _ figure: ReportFigure, _ fill: ChartFill, _ x: Double, _ y: Double, _ width: Double, _ height: Double,
        _ svg: inout HTMLWriter
    ) {
        guard height > 0 else { return }
        svg.shape(
            "rect", of: figure,
            [
                "class": fill.rawValue, "x": HTMLWriter.length(x), "y": HTMLWriter.length(y),
                "width": HTMLWriter.length(width), "height": HTMLWriter.length(height),
            ])
    }
}

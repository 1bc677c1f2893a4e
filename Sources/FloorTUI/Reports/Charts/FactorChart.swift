import Basis
import Records

/// Availability, effectiveness and quality as bars against 100 %; what is above it goes on beyond the mark.
struct FactorChart {
    let total: ReportRow
    let phrases: ReportPhrases

    private static let width = 317.0
    private static let left = 92.0
    private static let right = 66.0
    private static let rowHeight = 17.0

    func write(to html: inout HTMLWriter) {
        let factors = ReportFactor.allCases.filter { $0 != .oee }
        let most = max(1, factors.compactMap { total.number($0.member) }.max() ?? 1)
        let scale = (Self.width - Self.left - Self.right) / most
        let height = Double(factors.count) * Self.rowHeight
        html.element(
            "svg",
            ["viewBox": "0 0 \(HTMLWriter.length(Self.width)) \(HTMLWriter.length(height))", "role": "img"]
        ) { svg in
            for (number, factor) in factors.enumerated() {
                write(factor, at: Double(number) * Self.rowHeight, scale: scale, to: &svg)
            }
            let full = HTMLWriter.length(Self.left + scale)
            svg.empty("line", ["class": "grid", "x1": full, "x2": full, "y1": "0", "y2": HTMLWriter.length(height)])
        }
        html.newLine()
    }

    private func write(_ factor: ReportFactor, at y: Double, scale: Double, to svg: inout HTMLWriter) {
        let figure = total.shown(factor.member, .percent)
        let baseline = HTMLWriter.length(y + 11)
        svg.element("text", ["x": "0", "y": baseline], phrases[factor.title])
        let place: HTMLWriter.Attributes = [
            "x": HTMLWriter.length(Self.left), "y": HTMLWriter.length(y + 2.5), "height": "10",
            "width": HTMLWriter.length(scale), "class": "f-pale",
        ]
        svg.empty("rect", place)
        svg.shape(
            "rect", of: figure,
            [
                "class": "f-dark", "x": HTMLWriter.length(Self.left), "y": HTMLWriter.length(y + 2.5), "height": "10",
                "width": HTMLWriter.length(max(0, total.number(factor.member) ?? 0) * scale),
            ])
        let mark = phrases.mark(factor, total)
        svg.figure(
            figure, as: "text",
            [
                "class": "strong", "x": HTMLWriter.length(Self.width - 22), "y": baseline, "text-anchor": "end",
            ])
        if !mark.isEmpty {
            svg.element("text", ["class": "mark", "x": HTMLWriter.length(Self.width - 20), "y": baseline], mark)
        }
    }
}

import Basis
import Records

/// How one machine's planned busy time was spent, as one bar whose parts add up to it.
struct ElementBar {
    let row: ReportRow
    /// The longest planned busy time in the table, in seconds: all bars have one scale.
    let longest: Double

    private static let width = 230.0
    private static let height = 10.0

    func write(to html: inout HTMLWriter) {
        html.element(
            "svg",
            ["viewBox": "0 0 \(HTMLWriter.length(Self.width)) \(HTMLWriter.length(Self.height))", "role": "img"]
        ) { svg in
            var x = 0.0
            for element in PlannedElement.allCases {
                guard let seconds = row.number(element.member), seconds > 0, longest > 0 else { continue }
                let width = seconds / longest * Self.width
                svg.shape(
                    "rect", of: row.shown(element.member, .span),
                    [
                        "class": ChartFill(element).rawValue, "x": HTMLWriter.length(x), "y": "0",
                        "width": HTMLWriter.length(width), "height": HTMLWriter.length(Self.height),
                    ])
                x += width
            }
            svg.empty(
                "rect",
                [
                    "class": "frame", "x": "0", "y": "0", "width": HTMLWriter.length(x),
                    "height": HTMLWriter.length(Self.height),
                ])
        }
    }
}

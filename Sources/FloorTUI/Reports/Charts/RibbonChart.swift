import Basis
import Records
import Shopfloor

/// Each machine's time over the shift: what it was in, and the numbers of the stops that stand in the lists below.
struct RibbonChart {
    let report: ShiftReport
    let window: Interval

    private static let width = 688.0
    private static let left = 84.0
    private static let rowHeight = 27.0
    private static let barHeight = 15.0
    private static let top = 20.0

    private var zone: Zone { report.scope.zone }

    func write(to html: inout HTMLWriter) {
        let machines = report.scope.machines
        let height = Self.top + Double(machines.count) * Self.rowHeight
        html.element(
            "svg",
            ["viewBox": "0 0 \(HTMLWriter.length(Self.width)) \(HTMLWriter.length(height))", "role": "img"]
        ) { svg in
            writeAxis(height: height, to: &svg)
            for (number, machine) in machines.enumerated() {
                writeRow(machine, at: Self.top + Double(number) * Self.rowHeight, to: &svg)
            }
        }
        html.newLine()
    }

    private func writeAxis(height: Double, to svg: inout HTMLWriter) {
        for mark in HourMarks.marks(in: window, zone: zone, most: 25) {
            let x = HTMLWriter.length(position(mark.instant))
            svg.empty("line", ["class": "grid", "x1": x, "x2": x, "y1": "13", "y2": HTMLWriter.length(height)])
            let isLast = position(mark.instant) > Self.width - 8
            svg.element(
                "text", ["class": "axis", "x": x, "y": "9", "text-anchor": isLast ? "end" : "middle"], mark.text)
        }
        for pause in report.scope.shifts.flatMap(\.breaks) {
            let (from, to) = (
                HTMLWriter.length(position(pause.interval.from)), HTMLWriter.length(position(pause.interval.to))
            )
            svg.empty("path", ["class": "break", "d": "M\(from),18 V15 H\(to) V18"])
        }
    }

    private func writeRow(_ machine: String, at y: Double, to svg: inout HTMLWriter) {
        let slices = report.rows(.slices).filter { $0.text("machine") == machine }
        let name = machine.truncated(toColumns: 14)
        svg.element("text", ["class": "id", "x": "0", "y": HTMLWriter.length(y + 11)], name)
        for state in MachineState.allCases {
            let path = slices.filter { $0.text("state") == state.rawValue }.compactMap { box($0, y) }.joined()
            guard !path.isEmpty else { continue }
            svg.empty(
                "path",
                ["class": ChartFill(state).rawValue, "data-machine": machine, "data-state": state.rawValue, "d": path])
        }
        svg.empty(
            "rect",
            [
                "class": "frame", "x": HTMLWriter.length(Self.left), "y": HTMLWriter.length(y),
                "width": HTMLWriter.length(Self.width - Self.left), "height": HTMLWriter.length(Self.barHeight),
            ])
        for slice in slices { writeGlyph(slice, y, to: &svg) }
        writeNumbers(machine, y, to: &svg)
    }

    /// The outline of a slice; nil where nothing of it lies in the time of the report.
    private func box(_ slice: ReportRow, _ y: Double) -> String? {
        guard let (start, end) = ends(slice) else { return nil }
        let (x, width) = (HTMLWriter.length(start), HTMLWriter.length(end - start))
        return "M\(x),\(HTMLWriter.length(y))h\(width)v\(HTMLWriter.length(Self.barHeight))h-\(width)z"
    }

    private func ends(_ row: ReportRow) -> (Double, Double)? {
        guard let from = row.instant("from") else { return nil }
        let to = min(row.instant("to") ?? report.knownUntil ?? window.to, window.to)
        let start = max(from, window.from)
        return start < to ? (position(start), position(to)) : nil
    }

    private func writeGlyph(_ slice: ReportRow, _ y: Double, to svg: inout HTMLWriter) {
        guard let state = slice.text("state").flatMap(MachineState.init), let glyph = ChartFill.glyph(state),
            let (start, end) = ends(slice), end - start >= 11
        else { return }
        let isHatched = state == .setUp || state == .noData
        if isHatched || state == .waiting {
            // Upon a hatch a sign is read only on a ground of its own.
            svg.empty(
                "circle",
                [
                    "cx": HTMLWriter.length((start + end) / 2), "cy": HTMLWriter.length(y + Self.barHeight / 2),
                    "r": "5", "fill": "#fff",
                ])
        }
        svg.element(
            "text",
            [
                "class": state == .stopped ? "onbad" : "onpale", "x": HTMLWriter.length((start + end) / 2),
                "y": HTMLWriter.length(y + 10.5), "text-anchor": "middle",
            ], glyph)
    }

    /// The numbers under the bar, from the left, as many as do not touch one another.
    private func writeNumbers(_ machine: String, _ y: Double, to svg: inout HTMLWriter) {
        var free = 0.0
        let stops = report.listedStops.enumerated().filter { $0.element.text("machine") == machine }
        for (number, stop) in stops.sorted(by: { position($0.element) < position($1.element) }) {
            guard let (start, end) = ends(stop) else { continue }
            let middle = (start + end) / 2
            guard middle - 6 >= free else { continue }
            free = middle + 6
            svg.element(
                "text",
                [
                    "class": "ref", "x": HTMLWriter.length(middle), "y": HTMLWriter.length(y + Self.barHeight + 8),
                    "text-anchor": "middle",
                ], String(number + 1))
        }
    }

    private func position(_ stop: ReportRow) -> Double { stop.instant("from").map(position) ?? 0 }

    private func position(_ instant: Instant) -> Double {
        let length = Double(window.to.milliseconds - window.from.milliseconds)
        let share = Double(instant.milliseconds - window.from.milliseconds) / max(1, length)
        return Self.left + share * (Self.width - Self.left)
    }
}

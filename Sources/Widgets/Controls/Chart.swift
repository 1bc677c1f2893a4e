import Basis

/// The course of a value over a time, with both axes: in half blocks, which every font of a terminal has, two rows of dots
/// a line. Where values are missing there is a dot on the ground, never a line between what is known.
package struct Chart: Hashable, Sendable {
    /// What the value was over a part of the time.
    package struct Sample: Hashable, Sendable {
        /// Parts of the whole time, 0…1; half-open.
        package var from: Double
        package var to: Double
        package var low: Double
        package var high: Double

        package init(from: Double, to: Double, low: Double, high: Double) {
            self.from = from
            self.to = to
            self.low = low
            self.high = high
        }
    }

    /// Something that happened, on a line of its own below the course.
    package struct Mark: Hashable, Sendable {
        /// A part of the whole time, 0…1.
        package var at: Double
        package var glyph: Glyph
        package var role: Role

        package init(at: Double, _ glyph: Glyph, _ role: Role) {
            self.at = at
            self.glyph = glyph
            self.role = role
        }
    }

    /// A word below the axis.
    package struct Tick: Hashable, Sendable {
        /// A part of the whole time, 0…1.
        package var at: Double
        package var text: String

        package init(at: Double, _ text: String) {
            self.at = at
            self.text = text
        }
    }

    /// In order of time.
    package var samples: [Sample]
    package var marks: [Mark] = []
    package var ticks: [Tick] = []
    /// nil: open on that side.
    package var lowLimit: Double?
    package var highLimit: Double?
    /// The values are counts: bars from nought on, marks at whole numbers; see `CountAxis`.
    package var isOfCounts = false
    /// A value as it stands beside the axis.
    package var label: @Sendable (Double) -> String = { String($0) }

    package init(_ samples: [Sample]) { self.samples = samples }

    package static func == (a: Chart, b: Chart) -> Bool {
        (a.samples, a.marks, a.ticks, a.lowLimit, a.highLimit) == (b.samples, b.marks, b.ticks, b.lowLimit, b.highLimit)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(samples) }

    /// Smaller than this it says nothing.
    package static let least = Size(24, 6)

    /// From the lowest to the highest that is to be seen, with some air; nil where there is nothing.
    package var scale: ClosedRange<Double>? {
        let values = samples.flatMap { [$0.low, $0.high] }.filter(\.isFinite)
        guard let least = values.min(), let most = values.max() else { return nil }
        // A limit far from all values would press them flat, but for what is flat already.
        let reach = least == most ? .infinity : max(most - least, abs(most) / 100, 1e-9) * 4
        let limits = [lowLimit, highLimit].compactMap(\.self).filter { $0 > least - reach && $0 < most + reach }
        let (low, high) = (min(least, limits.min() ?? least), max(most, limits.max() ?? most))
        let air = max(high - low, abs(high) / 100, 1e-9) / 20
        return (low - air)...(high + air)
    }

    // MARK: Drawing

    /// Columns that the course has on a canvas of that size; 0 where it is not drawn.
    package func columns(on size: Size) -> Int {
        guard let scale, size.width >= Self.least.width, size.height >= Self.least.height else { return 0 }
        return size.width - 1 - margin(labels(scale, size.height - 2 - markRows))
    }

    private var markRows: Int { marks.isEmpty ? 0 : 1 }
    private func margin(_ labels: [Label]) -> Int { (labels.map(\.text.columns).max() ?? 0) + 1 }

    package func draw(in canvas: Canvas) {
        guard let scale, canvas.width >= Self.least.width, canvas.height >= Self.least.height else { return }
        let bottom = canvas.height - 2
        let height = bottom - markRows
        let labels = labels(scale, height)
        let margin = margin(labels)
        let plot = canvas.part(Rect(margin + 1, 0, canvas.width - margin - 1, height))
        for y in 0..<bottom { canvas.put(.vertical, x: margin, y: y, Style(.border)) }
        for label in labels {
            canvas.put(label.text, y: label.y, width: margin - 1, align: .right, Style(label.role))
            canvas.put(.teeRight, x: margin, y: label.y, Style(.border))
        }
        drawLimits(in: plot, scale)
        drawCourse(in: plot, scale)
        drawMarks(in: canvas.part(Rect(margin + 1, height, plot.width, markRows)))
        drawAxis(in: canvas, margin, bottom)
    }

    /// One that would hide another, of another kind, stands beside it where there is room: of what came together each is seen.
    private func drawMarks(in row: Canvas) {
        var taken: [Int: Glyph] = [:]
        for mark in marks where (0...1).contains(mark.at) {
            let own = min(row.width - 1, Int(mark.at * Double(row.width)))
            let places = taken[own] == mark.glyph ? [own] : [own, own + 1, own - 1]
            let free = places.first { (0..<row.width).contains($0) && taken[$0] ?? mark.glyph == mark.glyph }
            taken[free ?? own] = mark.glyph
            row.put(mark.glyph, x: free ?? own, Style(mark.role))
        }
    }

    private struct Label {
        var text: String
        var y: Int
        var role: Role
    }

    /// nil where values are no counts.
    private func counts(_ scale: ClosedRange<Double>, _ height: Int) -> CountAxis? {
        guard isOfCounts else { return nil }
        let most = samples.map(\.high).filter(\.isFinite).max() ?? 0
        let limit = highLimit.flatMap { scale.contains($0) ? $0 : nil } ?? 0
        return CountAxis(most: max(most, limit), height: height)
    }

    /// Rows that stand for a value, counted from the top.
    private func row(_ value: Double, _ scale: ClosedRange<Double>, _ height: Int) -> Int {
        if let counts = counts(scale, height) { return height - 1 - counts.line(value) }
        let part = (value - scale.lowerBound) / (scale.upperBound - scale.lowerBound)
        return height - 1 - min(height - 1, max(0, Int(part * Double(height))))
    }

    /// The limits first, then top, bottom and what is between, where there is a line left for them.
    private func labels(_ scale: ClosedRange<Double>, _ height: Int) -> [Label] {
        var labels: [Label] = []
        func add(_ value: Double, _ role: Role) {
            guard scale.contains(value) else { return }
            let y = row(value, scale, height)
            let text = label(value)
            // Two places of an axis cannot be one value.
            guard labels.allSatisfy({ abs($0.y - y) > 1 && $0.text != text }) else { return }
            labels.append(Label(text: text, y: y, role: role))
        }
        for limit in [highLimit, lowLimit] { if let limit { add(limit, .strong) } }
        if let counts = counts(scale, height) {
            for mark in (0...counts.marks).reversed() {
                let value = Double(mark * counts.step)
                let y = mark == 0 ? height + markRows : row(value, scale, height)
                guard labels.allSatisfy({ abs($0.y - y) > 1 }) else { continue }
                labels.append(Label(text: label(value), y: y, role: .muted))
            }
            return labels
        }
        let count = max(2, min(5, height / 3))
        for step in 0..<count {
            let part = (Double(step) + 0.5) / Double(count)
            add(scale.lowerBound + part * (scale.upperBound - scale.lowerBound), .muted)
        }
        return labels
    }

    private func drawLimits(in plot: Canvas, _ scale: ClosedRange<Double>) {
        for limit in [lowLimit, highLimit] {
            guard let limit, scale.contains(limit) else { continue }
            let y = row(limit, scale, plot.height)
            plot.fill(Rect(0, y, plot.width, 1), with: plot.glyphs[.dashed], Style(.limitMark))
        }
    }

    private func drawAxis(in canvas: Canvas, _ margin: Int, _ y: Int) {
        let width = canvas.width - margin - 1
        canvas.fill(
            Rect(margin + 1, y, width, 1), with: canvas.glyphs[.horizontal], Style(.border))
        canvas.put(.bottomLeft, x: margin, y: y, Style(.border))
        var free = 0
        for tick in ticks where (0...1).contains(tick.at) {
            let x = margin + 1 + min(width - 1, Int(tick.at * Double(width)))
            canvas.put(.teeDown, x: x, y: y, Style(.border))
            // Below its tick, as far as the edge lets it.
            let start = min(max(0, x - tick.text.columns / 2), canvas.width - tick.text.columns)
            guard start >= free else { continue }
            canvas.put(tick.text, x: start, y: y + 1, Style(.muted))
            free = start + tick.text.columns + 2
        }
    }

    private func drawCourse(in plot: Canvas, _ scale: ClosedRange<Double>) {
        let rows = plot.height * 2
        let length = scale.upperBound - scale.lowerBound
        let counts = counts(scale, plot.height)
        func unit(_ value: Double) -> Int {
            if let counts { return min(rows, counts.halves(value)) - 1 }
            return min(rows - 1, max(0, Int((value - scale.lowerBound) / length * Double(rows))))
        }
        let lowest = lowLimit.map(unit) ?? 0
        let highest = highLimit.map(unit) ?? rows - 1
        var before: ClosedRange<Int>?
        for (x, band) in bands(plot.width).enumerated() {
            guard let band else {
                plot.put(.middleDot, x: x, y: plot.height - 1, Style(.gap))
                before = nil
                continue
            }
            guard counts == nil || band.upperBound > 0 else {
                before = nil
                continue
            }
            let seen = max(0, unit(band.lowerBound))...unit(band.upperBound)
            // What follows on one another hangs together.
            var drawn = seen
            if let before, before.upperBound < seen.lowerBound { drawn = (before.upperBound + 1)...seen.upperBound }
            if let before, before.lowerBound > seen.upperBound { drawn = seen.lowerBound...(before.lowerBound - 1) }
            let isAbove = highLimit.map { band.upperBound > $0 } ?? false
            let isBelow = lowLimit.map { band.lowerBound < $0 } ?? false
            for cell in (drawn.lowerBound / 2)...(drawn.upperBound / 2) {
                let (lower, upper) = (drawn.contains(cell * 2), drawn.contains(cell * 2 + 1))
                let glyph: Glyph = lower && upper ? .full : upper ? .upperHalf : .lowerHalf
                let isOut = isAbove && cell * 2 + 1 >= highest || isBelow && cell * 2 <= lowest
                plot.put(glyph, x: x, y: plot.height - 1 - cell, Style(isOut ? .outOfLimits : .trend))
            }
            before = seen
        }
    }

    /// From the lowest to the highest of each column; nil where nothing is known. A column is of the sample in which its
    /// middle lies, and of those too short for the middle of any: none stands for its neighbour, and none is left out.
    private func bands(_ width: Int) -> [ClosedRange<Double>?] {
        var bands = [ClosedRange<Double>?](repeating: nil, count: width)
        for sample in samples where sample.low.isFinite && sample.high.isFinite && sample.low <= sample.high {
            let (from, to) = (sample.from * Double(width), sample.to * Double(width))
            var first = max(0, Int((from - 0.5).rounded(.up)))
            var end = min(width, Int((to - 0.5).rounded(.up)))
            if first >= end { (first, end) = (Int((from + to) / 2), Int((from + to) / 2) + 1) }
            guard first >= 0, end <= width else { continue }
            for column in first..<end {
                let known = bands[column]
                bands[column] =
                    min(
                        known?.lowerBound ?? sample.low, sample.low)...max(
                        known?.upperBound ?? sample.high, sample.high)
            }
        }
        return bands
    }
}

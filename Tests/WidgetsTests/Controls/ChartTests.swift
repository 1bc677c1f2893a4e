import Testing

@testable import Widgets

struct ChartTests {
    private func chart(_ values: [Double?]) -> Chart {
        let step = 1 / Double(values.count)
        var chart = Chart(
            values.enumerated().compactMap { index, value in
                value.map { Chart.Sample(from: Double(index) * step, to: Double(index + 1) * step, low: $0, high: $0) }
            })
        chart.label = { String(Int($0.rounded())) }
        return chart
    }

    private func lines(_ chart: Chart, _ size: Size, glyphs: Glyphs = .unicode) -> [String] {
        let frame = Frame(size, glyphs: glyphs)
        chart.draw(in: frame.canvas)
        return frame.grid.lines
    }

    @Test("counts have marks at whole numbers, evenly spaced, and each bar ends at the mark of its value")
    func counts() {
        for (most, height) in [(1, 5), (2, 5), (3, 9), (7, 9), (10, 8), (11, 12), (250, 20), (0, 3)] {
            let axis = CountAxis(most: Double(most), height: height)
            #expect(axis.marks * axis.step >= most && axis.marks * axis.lines <= height, "\(most) \(axis)")
            for mark in 0...axis.marks {
                #expect(axis.line(Double(mark * axis.step)) == mark * axis.lines - 1, "\(most) \(axis)")
            }
        }
        var chart = chart([0, 1, 2, 1, 0, 2].map { $0 })
        chart.samples = chart.samples.map { Chart.Sample(from: $0.from, to: $0.to, low: 0, high: $0.high) }
        chart.isOfCounts = true
        let text = lines(chart, Size(26, 8))
        let marks = text.enumerated().compactMap { y, line in Int(line.prefix(1)).map { (value: $0, y: y) } }
        #expect(marks.map(\.value) == [2, 1, 0], "\(text)")
        #expect(marks[2].y - marks[1].y == marks[1].y - marks[0].y && text[marks[2].y].contains("└"), "\(text)")
        // A column of the value 1 and one of the value 2.
        for (value, x) in [(1, 8), (2, 12)] {
            let top = text.firstIndex { line in Array(line).indices.contains(x) && "▀▄█".contains(Array(line)[x]) }
            #expect(top == marks.first { $0.value == value }?.y, "\(value): \(text)")
        }
    }

    @Test("a rising value rises from the lower left to the upper right, half a line at a time")
    func rising() {
        let text = lines(chart((0..<20).map(Double.init)), Size(24, 12))
        let columns = (0..<20).compactMap { x -> Int? in
            text.prefix(10).firstIndex { line in
                let cells = Array(line)
                return cells.count > x + 4 && "▀▄█".contains(cells[x + 4])
            }
        }
        #expect(columns == columns.sorted(by: >) && columns.count == 20)
        #expect(text.contains { $0.contains("▀") } && text.contains { $0.contains("▄") })
    }

    @Test("where a value is missing there is a dot on the ground, and no line leads over it")
    func gap() {
        let values: [Double?] = [1, 1, 1, 1, nil, nil, nil, nil, 9, 9, 9, 9]
        let text = lines(chart(values), Size(28, 10))
        let dots = text[7].filter { $0 == "·" }.count
        #expect((7...9).contains(dots), "\(text)")
        for (y, line) in text.enumerated() where y > 1 && y < 6 {
            #expect(!line.contains("█"), "\(text)")
        }
    }

    @Test("a limit is a dashed line with its figure beside the axis, and what passes it stands out")
    func limits() {
        var chart = chart([5, 5, 5, 9, 5, 5])
        chart.highLimit = 7
        let frame = Frame(Size(30, 12))
        chart.draw(in: frame.canvas)
        let y = frame.grid.lines.firstIndex { $0.contains("┄") }
        #expect(y.map { frame.grid.lines[$0].contains("7") } == true, "\(frame.grid.lines)")
        var roles: Set<Role> = []
        for x in 0..<30 { for y in 0..<10 { roles.insert(frame.grid[x, y].style.role) } }
        #expect(roles.contains(.outOfLimits) && roles.contains(.trend) && roles.contains(.limitMark))
    }

    @Test("a value that never changes shows its limits however far they are, one that does only those in reach")
    func farLimits() throws {
        func scale(_ values: [Double]) throws -> ClosedRange<Double> {
            var chart = Chart(values.map { Chart.Sample(from: 0, to: 1, low: $0, high: $0) })
            (chart.lowLimit, chart.highLimit) = (0.19, 0.31)
            return try #require(chart.scale)
        }
        #expect(try scale([0.25]).contains(0.19) && scale([0.25]).contains(0.31))
        #expect(try !scale([0.2500, 0.2501]).contains(0.19))
    }

    @Test("no two places of the axis have one figure")
    func labels() {
        for value in [7.0, 0.2, 1e6] {
            let figures = lines(chart([value, value, value + 0.3]), Size(40, 20)).compactMap { line in
                line.split(separator: "├").first.map(String.init)?.filter(\.isNumber)
            }.filter { !$0.isEmpty }
            #expect(!figures.isEmpty && Set(figures).count == figures.count, "\(figures)")
        }
    }

    @Test("without anything out of limits nothing is coloured so")
    func calm() {
        var chart = chart([5, 6, 5, 6])
        (chart.lowLimit, chart.highLimit) = (4, 7)
        let frame = Frame(Size(30, 12))
        chart.draw(in: frame.canvas)
        for x in 0..<30 { for y in 0..<12 { #expect(frame.grid[x, y].style.role != .outOfLimits) } }
    }

    @Test("a sample stands in the columns whose middle is its own: none of them is as high as its neighbour's")
    func columns() {
        func high(_ chart: Chart) -> Int {
            let text = lines(chart, Size(24, 12)).first { $0.contains { "▀▄█".contains($0) } } ?? ""
            return text.filter { "▀▄█".contains($0) }.count
        }
        let wide = chart([1, 9, 1, 9, 1, 9, 1, 9])
        #expect(wide.columns(on: Size(24, 12)) == 21)
        // Half of them, and the three lines that lead down from one, which begin in its row.
        #expect((12...14).contains(high(wide)), "\(lines(wide, Size(24, 12)))")
        let narrow = chart((0..<80).map { $0 == 40 ? 9 : 1 })
        #expect(high(narrow) == 1, "\(lines(narrow, Size(24, 12)))")
        #expect(chart([1]).columns(on: Size(10, 3)) == 0)
    }

    @Test("events stand on a line of their own, words below the axis where there is room for them")
    func marks() {
        var chart = chart([5, 6, 5, 6])
        chart.marks = [Chart.Mark(at: 0.5, .triangle, .critical)]
        chart.ticks = [Chart.Tick(at: 0, "06:00"), Chart.Tick(at: 0.05, "07:00"), Chart.Tick(at: 0.8, "14:00")]
        let text = lines(chart, Size(40, 12))
        #expect(text[9].contains("▲") && text[11].contains("06:00") && text[11].contains("14:00"))
        #expect(!text[11].contains("07:00"))
    }

    @Test("events of one moment stand beside each other, also at the edge: none hides one of another kind")
    func together() {
        for (at, seen) in [(0.5, "▲↑"), (1.0, "↑▲")] {
            var chart = chart([5, 6, 5, 6])
            chart.marks = [Chart.Mark(at: at, .triangle, .text), Chart.Mark(at: at, .up, .warning)]
            chart.marks += [Chart.Mark(at: at, .triangle, .text)]
            let text = lines(chart, Size(40, 12))[9]
            #expect(text.contains(seen) && text.count { "▲↑".contains($0) } == 2, "\(text)")
        }
    }

    @Test("in ASCII it has only ASCII")
    func ascii() {
        var chart = chart((0..<20).map(Double.init))
        (chart.lowLimit, chart.highLimit) = (3, 15)
        chart.marks = [Chart.Mark(at: 0.5, .triangle, .critical)]
        let text = lines(chart, Size(40, 14), glyphs: .ascii).joined()
        #expect(text.unicodeScalars.allSatisfy { $0.isASCII } && text.contains("#"))
    }

    @Test("every size is drawn without trouble; too small is left empty")
    func sizes() {
        for width in 0..<60 {
            for height in 0..<20 {
                let text = lines(chart([1, nil, 3]), Size(width, height)).joined()
                if width < Chart.least.width || height < Chart.least.height { #expect(!text.contains("─")) }
            }
        }
        #expect(Chart([]).scale == nil)
    }
}

import Basis
import Records
import Shopfloor
import Testing
import Widgets

@testable import FloorTUI

struct TrendChartTests {
    @Test("at 80 columns no figure above a course is cut: words are shorter first", arguments: Language.allCases)
    func figures(_ language: Language) {
        for (high, mean) in [(82.47, true), (12_345.67, true), (12_345_678.91, false)] {
            var tag = MachineScreenTests.tag("v", .number(1))
            (tag.low, tag.high, tag.decimals, tag.unit) = (0.19, high, 2, "m/s")
            let driver = MachineScreenTests.driver(tags: [tag])
            driver.state.phrases.language = language
            driver.state.pages = [TrendScreen(machine: "A1", tag: "v")]
            driver.state.answer(now: TestPlant.now) { query, cursor in
                guard query.what == .trend, let from = query.from else {
                    return ReviewRows.empty(query, cursor: cursor)
                }
                let row = ReportSample.row([
                    "from": .time(from), "to": .time(from + .seconds(82 * 60)), "min": .number(0.1),
                    "max": .number(high),
                    "mean": .number(high / 2), "n": .integer(9),
                ])
                return Page(seq: 1, some: [row], cursor: cursor)
            }
            let line = driver.lines()[1]
            let most = Numbers.value(high, decimals: 2)
            #expect(line.hasSuffix(" 1:22") && line.contains("– \(most)") && line.contains(" \(most)  "), "\(line)")
            #expect(line.contains(Numbers.value(high / 2, decimals: 2)) == mean || language == .zh, "\(line)")
        }
    }

    @Test("a stop that began before the time that is shown stands where that begins; one that was over stands nowhere")
    func earlier() {
        let span = SpanFinder(zone: .utc, calendar: nil, line: nil).span(.day, at: TestPlant.now)
        let stops = [(-120, -60), (-30, 60), (720, nil)].map { (from: Int64, to: Int64?) in
            var row = Row()
            row.add("state", "stopped")
            row.add("from", TestPlant.now + .seconds(from * 60))
            row.add("to", to.map { TestPlant.now + .seconds($0 * 60) })
            return row
        }
        let trend = TrendChart([], in: span, tag: nil, stops: stops, alarms: [], .utc)
        #expect(trend.chart.marks == [0, 0.5].map { Chart.Mark(at: $0, .triangle, .text) })
    }
}

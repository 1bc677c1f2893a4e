import Basis
import Records
import Shopfloor
import Testing
import Widgets

@testable import FloorTUI

struct TrendChartTests {
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

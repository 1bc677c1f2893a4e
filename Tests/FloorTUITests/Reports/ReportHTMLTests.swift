import Basis
import Foundation
import Records
import Testing

@testable import FloorTUI

struct ReportHTMLTests {
    @Test("S5: no text from outside becomes markup, leaves its attribute, or moves the page")
    func hostile() throws {
        let hostile = "<script>alert(1)</script>\"'&\u{202E}\u{1B}[2J"
        let report = ReportSample.report(ReportSample.scope(machines: [hostile, "DC-02"], line: hostile))
        let text = ReportHTML(report, .en).text
        #expect(!text.contains("<script") && !text.contains("\u{202E}") && !text.contains("\u{1B}"))
        #expect(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"))
        // It would be none if a text had broken out of its place.
        let parser = XMLElements(text)
        #expect(parser.fault == nil)
    }

    @Test("the page needs nothing but itself: no network, no script")
    func alone() {
        for language in Language.allCases {
            let text = ReportHTML(ReportSample.report(), language).text
            for word in ["http:", "https:", "src=", "href=", "@import", "<script", "url(\"", "onload"] {
                #expect(!text.contains(word), "\(word)")
            }
            #expect(text.contains("default-src 'none'") && text.contains("size: A4 portrait"))
        }
    }

    @Test("the same rows give the same bytes")
    func deterministic() {
        let (a, b) = (ReportSample.report(), ReportSample.report())
        #expect(ReportHTML(a, .zh).text == ReportHTML(b, .zh).text)
        #expect(ReportCSV(a, .en).bytes == ReportCSV(b, .en).bytes)
        #expect(ReportJSON.bytes(a) == ReportJSON.bytes(b))
        #expect(ReportText(a, .en).text == ReportText(b, .en).text)
    }

    @Test("lengths have a point in every locale, and at most two decimals")
    func lengths() {
        #expect(
            [0.0, 1.5, -2.25, 12.3456, 0.004, 100].map(HTMLWriter.length) == ["0", "1.5", "-2.25", "12.35", "0", "100"])
        #expect(HTMLWriter.length(3.05) == "3.05")
    }

    @Test("a machine's ribbon is as long as the shift, and each state in it as long as its time")
    func ribbon() throws {
        let report = ReportSample.report()
        let elements = XMLElements(ReportHTML(report, .en).text)
        let paths = elements.all.filter { $0.name == "path" && $0.attributes["data-machine"] == "DC-03" }
        var minutes: [String: Double] = [:]
        for path in paths {
            let widths = try #require(path.attributes["d"]).matches(of: /h(\d+(?:\.\d+)?)v/).compactMap { Double($0.1) }
            // 480 minutes on 604 units.
            minutes[path.attributes["data-state"] ?? "", default: 0] += widths.reduce(0, +) / 604 * 480
        }
        let expected = ["producing": 330.0, "stopped": 90, "maintenance": 28, "idle": 32]
        for (state, length) in expected { #expect(abs((minutes[state] ?? 0) - length) < 0.1, "\(state) \(minutes)") }
    }
}

import Basis
import Records
import Testing

@testable import FloorTUI

@Suite("Figures as a table")
struct FigureTextTests {
    private func row(_ oee: Double?, records: Bool = false, doubtful: Bool = false, failures: Int64 = 0) -> Row {
        var row = Row()
        row.add("machine", "A")
        row.add("pq", 318.0)
        row.add("oee", oee)
        row.add("pbt_s", 27_000.0)
        row.add("coverage", 0.75)
        row.add("effectiveness", 1.2)
        row.add("failures", failures)
        row.add("few_failures", failures > 0 && failures < 5)
        row.add("pri_doubtful", doubtful)
        row.add("basis", records ? "records" : "signals")
        return row
    }

    @Test("what is not defined is a dash, and a figure has its marks with a line that explains each")
    func marks() {
        let plain = FigureText.table([row(nil)], .en)
        #expect(plain.split(separator: "\n").count == 2 && plain.contains("—"))
        let marked = FigureText.table([row(0.5, records: true, doubtful: true, failures: 2)], .en)
        for text in [
            "50.0*", "PRI? 120.0*", " 7.5*", " 75.0*", "2?", "assumed", "MTBF = (produced + set-up) ÷ n", "PRI? above",
        ] {
            #expect(marked.contains(text), "\(text)")
        }
    }

    @Test("the quality of several products says how they were weighed", arguments: Language.allCases)
    func weighted(_ language: Language) {
        let words = ReportPhrases(language: language)[.qualityWeighted]
        var several = row(0.5)
        several.add("quality_weighted", true)
        #expect(!FigureText.table([row(0.5)], language).contains(words))
        #expect(FigureText.table([row(0.5), several], language).hasSuffix(words))
    }

    @Test("it speaks Chinese, in columns of the same width")
    func chinese() {
        let lines = FigureText.table([row(0.5)], .zh).split(separator: "\n").map(String.init)
        #expect(lines[0].contains("合格品") && !lines[0].contains("Good"))
        #expect(lines[0].columns == lines[1].columns)
        #expect(FigureText.table([], .zh).contains("没有班次"))
    }
}

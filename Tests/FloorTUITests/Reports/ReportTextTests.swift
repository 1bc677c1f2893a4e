import Basis
import Records
import Shopfloor
import Testing

@testable import FloorTUI

struct ReportTextTests {
    @Test(
        "no line of a report is wider than 80 columns, in either language and with any name",
        arguments: Language.allCases)
    func width(_ language: Language) {
        let long = "一台名字很长的压铸机设备编号-" + String(repeating: "W", count: 60)
        let scopes = [
            ReportSample.scope(), ReportSample.scope(machines: [long, "DC-02", "DC-03"], line: long),
        ]
        for scope in scopes {
            let text = ReportText(ReportSample.report(scope), language).text
            for line in text.split(separator: "\n") { #expect(String(line).columns <= 80, "\(line)") }
        }
    }

    @Test("columns stand under their titles, also where characters take two cells", arguments: Language.allCases)
    func aligned(_ language: Language) throws {
        let text = ReportText(ReportSample.report(), language).text
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let title = ReportPhrases(language: language)[.timeElements]
        let start = try #require(lines.firstIndex(of: title))
        let table = lines[(start + 1)...].prefix { !$0.isEmpty }
        #expect(table.count == 4)
        #expect(Set(table.map(\.columns)).count == 1, "right-aligned figures end in one column: \(table)")
    }

    @Test("a table takes what is too much from its widest text, and cuts no figure")
    func shrinking() {
        var table = TextTable([.flexible("Reason"), .right("min"), .flexible("Note")])
        table.rows = [[String(repeating: "原因", count: 20), "90.0", "short"]]
        let lines = table.lines(width: 40)
        #expect(lines.allSatisfy { $0.columns <= 40 })
        #expect(lines[1].contains("90.0") && lines[1].contains("short") && lines[1].contains("…"))
    }

    @Test("an effectiveness above 100 % stays, and is marked")
    func aboveHundred() {
        var report = ReportSample.report()
        for index in report.answers.indices where [.line, .machines].contains(report.answers[index].part) {
            report.answers[index].rows = [
                ReportSample.row(["machine": .text("DC-01"), "effectiveness": .number(1.083)])
            ]
        }
        for language in Language.allCases {
            let text = ReportText(report, language).text
            #expect(text.contains("108.3 % PRI?") && text.contains("PRI?:"), "\(text)")
            #expect(ReportHTML(report, language).text.contains("108.3 %"))
        }
    }

    @Test("what is undefined is a dash, and the report says why")
    func undefined() {
        var report = ReportSample.report()
        for index in report.answers.indices where report.answers[index].part == .line {
            report.answers[index].rows = [ReportSample.row(["oee": .none, "availability": .none])]
        }
        let text = ReportText(report, .en).text
        #expect(text.contains("OEE —") && text.contains(ReportPhrase.undefined.texts.en))
        #expect(!text.contains("OEE 0") && !text.contains("OEE 100"))
    }

    @Test("what rests on shift records is marked beside each figure, in text and CSV")
    func assumed() {
        var report = ReportSample.report()
        for index in report.answers.indices where report.answers[index].part == .line {
            report.answers[index].rows = [
                ReportSample.row([
                    "oee": .number(0.5), "availability": .number(1), "effectiveness": .number(1.2),
                    "quality": .number(1), "apt_s": .number(60), "pri_pq_s": .number(72), "basis": .text("records"),
                ])
            ]
        }
        let text = ReportText(report, .en).text
        #expect(text.contains("OEE 50.0 %*") && text.contains("120.0 %* PRI?") && !text.contains("Quality 100.0 %*"))
        let lines = String(decoding: ReportCSV(report, .en).bytes, as: UTF8.self).split(separator: "\r\n")
        let marked = lines.filter { $0.hasPrefix("line,") && $0.hasSuffix(",assumed") }
        #expect(marked.count == 4 && !marked.contains { $0.contains("pri_pq_s") || $0.contains("quality") }, "\(lines)")
    }

    @Test("error 6 of others: a day without shift says so, and a holiday why", arguments: Language.allCases)
    func noShift(_ language: Language) {
        var report = ReportSample.report()
        report.scope.shifts = []
        report.scope.holiday = LocalizedText("Founders' day", zh: "厂庆日")
        let phrases = ReportPhrases(language: language)
        for text in [ReportText(report, language).text, ReportHTML(report, language).text] {
            #expect(text.contains(phrases[.noShift]) && text.contains("2026-11-27"))
            #expect(text.contains(language == .en ? "day" : "厂庆日") && !text.contains("DC-01"))
        }
    }

    @Test("a shift that is not over says so, and one that has not begun")
    func running() {
        var report = ReportSample.report()
        for (minute, phrase) in [(120.0, ReportPhrase.running), (480, .ended), (-5, .ahead)] {
            for index in report.answers.indices where report.answers[index].part == .standing {
                report.answers[index].rows = [
                    ReportSample.row(["seq": .integer(7), "until": .time(ReportSample.minute(minute))])
                ]
            }
            #expect(ReportText(report, .en).text.contains(phrase.texts.en))
            #expect(ReportHTML(report, .zh).text.contains(phrase.texts.zh))
        }
    }
}

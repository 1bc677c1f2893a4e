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

    @Test("what may not be cut goes on below its line")
    func wrapping() {
        var table = TextTable([.left("Machine"), .wrapped("Reason"), .flexible("Note")])
        table.rows = [["DC-01", "Breakdown › Hydraulic, pneumatic", String(repeating: "n", count: 40)]]
        let lines = table.lines(width: 50)
        #expect(lines.allSatisfy { $0.columns <= 50 })
        #expect(lines[1].hasPrefix("  DC-01    Breakdown ›") && lines[1].hasSuffix("…"))
        let below = lines.dropFirst(2).map { $0.drop { $0 == " " } }
        #expect(below.joined(separator: " ") == "Hydraulic, pneumatic")
    }

    @Test("where figures have no room beside each other the gaps between them go before a name or a figure is cut")
    func gaps() {
        var table = TextTable([.flexible("Machine"), .right("Made"), .right("Good"), .left("")])
        table.rows = [["NO.05", "11,752", "10,611", "PRI?"]]
        #expect(table.lines(width: 31)[1] == "  NO.05    11,752  10,611  PRI?")
        #expect(table.lines(width: 28) == ["  Machine   Made   Good", "  NO.05   11,752 10,611 PRI?"])
    }

    @Test("below the most frequent alarms it says how many there are where not all are listed")
    func moreAlarms() throws {
        var report = ReportSample.report()
        let index = try #require(report.answers.firstIndex { $0.part == .alarms })
        report.answers[index].rows = (1...12).map { number in
            ReportSample.row([
                "machine": .text("DC-01"), "item": .text("i"), "code": .text("\(number)"), "text": .text("t"),
                "comings": .integer(3), "share": .number(0.1),
            ])
        }
        for language in Language.allCases {
            let words = ReportPhrases(language: language).part(ShiftReport.mostAlarms, of: 12)
            #expect(ReportText(report, language).text.contains(words))
            #expect(ReportHTML(report, language).text.contains(words))
        }
    }

    @Test("an effectiveness above 100 % stays, and is marked")
    func aboveHundred() {
        var report = ReportSample.report()
        for index in report.answers.indices where [.line, .machines].contains(report.answers[index].part) {
            report.answers[index].rows = [
                ReportSample.row([
                    "machine": .text("DC-01"), "effectiveness": .number(1.083), "pri_doubtful": .bool(true),
                    "pri_in_question": .bool(true),
                ])
            ]
        }
        for language in Language.allCases {
            let text = ReportText(report, language).text
            #expect(text.contains("108.3 % PRI?"), "\(text)")
            #expect(text.contains(Phrases(language: language)[.idealDoubtful]), "\(text)")
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
                    "quality": .number(1), "nee": .number(0.5), "teep": .number(0.2), "scrap_ratio": .number(0),
                    "apt_s": .number(60), "pri_pq_s": .number(72), "basis": .text("records"),
                    "pri_doubtful": .bool(true), "pri_in_question": .bool(true),
                ])
            ]
        }
        let text = ReportText(report, .en).text
        #expect(text.contains("OEE 50.0 %*") && text.contains("120.0 %* PRI?") && !text.contains("Quality 100.0 %*"))
        let lines = String(decoding: ReportCSV(report, .en).bytes, as: UTF8.self).split(separator: "\r\n")
        let marked = lines.filter { $0.hasPrefix("line,") && $0.hasSuffix(",assumed") }
        let ofParts = ["pri_pq_s", "quality", "scrap_ratio"]
        #expect(marked.count == 6 && !marked.contains { line in ofParts.contains { line.contains($0) } }, "\(lines)")
    }

    @Test("of shift records all times are marked, and lists say that they tell of no stops")
    func records() {
        let row = ReportSample.row([
            "machine": .text("DC-01"), "pbt_s": .number(28_800), "apt_s": .number(0), "aust_s": .number(0),
            "adet_s": .number(28_800), "adot_s": .number(0), "unknown_s": .number(0), "coverage": .number(1),
            "basis": .text("records"),
        ])
        var report = ReportSample.report()
        for index in report.answers.indices {
            switch report.answers[index].part {
            case .line, .machines: report.answers[index].rows = [row]
            case .pareto, .stops, .slices, .hours: report.answers[index].rows = []
            default: break
            }
        }
        for language in Language.allCases {
            let phrases = ReportPhrases(language: language)
            let text = ReportText(report, language).text
            #expect(text.contains("\(phrases[.coverage]) 100.0 %*"), "\(text)")
            let times = text.split(separator: "\n").last { $0.hasPrefix("  DC-01") && $0.contains("8:00:00") }
            #expect(times?.count { $0 == "*" } == 6 && !text.contains("—*"), "\(text)")
            let page = ReportHTML(report, language).text
            for words in [text, page] {
                #expect(words.contains(phrases[.noStopsRecorded]) && !words.contains(phrases[.noStopAtAll]))
            }
            #expect(page.contains("8:00:00</data><span class=\"mark\">*"))
        }
    }

    @Test("hours are asked for only where they are known: show refuses them of shift records")
    func hoursOfRecords() {
        for (basis, isAsked) in [("records", false), ("mixed", false), ("signals", true)] {
            let questions = ReportQuestions(
                scope: ReportSample.scope(), at: nil, includesLater: false, known: ReportSample.minute(480))
            let report = questions.report { query in
                switch query.what {
                case .kpi: [ReportSample.row(["machine": .text("DC-01"), "basis": .text(basis)])]
                case .journal:
                    [ReportSample.row(["seq": .integer(7), "until": .time(ReportSample.minute(480))])]
                default: []
                }
            }
            #expect((report.query(.hours) != nil) == isAsked, "\(basis)")
            #expect(ReportText(report, .en).text.contains("--by hour") == isAsked, "\(basis)")
        }
    }

    @Test("where several products were made the report says how their quality is weighed")
    func weighted() {
        var report = ReportSample.report()
        #expect(!ReportText(report, .en).text.contains("several products"))
        for index in report.answers.indices where report.answers[index].part == .line {
            report.answers[index].rows[0].add("quality_weighted", true)
        }
        for text in [ReportText(report, .en).text, ReportHTML(report, .en).text] {
            #expect(text.contains("several products"))
        }
    }

    @Test("S5: whatever people, machines and plant files say, a report keeps its lines", arguments: Language.allCases)
    func hostile(_ language: Language) {
        func report(_ text: String) -> ReportText {
            var report = ReportSample.report(ReportSample.scope(machines: [text, "DC-02", "DC-03"], line: text))
            for index in report.answers.indices where report.answers[index].part == .stops {
                report.answers[index].rows.append(
                    ReportSample.stop(text, 1, 2, text, "breakdown", unexplained: false, note: text))
            }
            return ReportText(report, language)
        }
        let lines = report("x\ny\r\n\u{1B}[2J\u{85}\u{2028}\u{202E}z").text.utf8.split(
            separator: 10, omittingEmptySubsequences: false)
        let plain = report("x-y--.[2J...z").text.utf8.split(separator: 10, omittingEmptySubsequences: false)
        #expect(lines.count == plain.count)
        let text = String(decoding: Array(lines.joined()), as: UTF8.self)
        let hidden: [Unicode.Scalar] = ["\u{1B}", "\r", "\u{85}", "\u{2028}", "\u{202E}"]
        #expect(text.contains("z") && !text.unicodeScalars.contains { hidden.contains($0) })
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

    @Test("a number of the journal that did not change meanwhile is said once, in text and in CSV; a range as a range")
    func standing() {
        var report = ReportSample.report()
        func say(_ seqs: [Int64]) -> (text: String, csv: [String]) {
            for index in report.answers.indices where report.answers[index].part == .standing {
                report.answers[index].rows = seqs.enumerated().map { number, seq in
                    ReportSample.row(["seq": .integer(seq), "until": .time(ReportSample.minute(480 + Double(number)))])
                }
            }
            let csv = String(decoding: ReportCSV(report, .en).bytes, as: UTF8.self).split(separator: "\r\n")
            return (ReportText(report, .en).text, csv.filter { $0.hasPrefix("standing,") }.map(String.init))
        }
        let same = say([644, 644])
        #expect(same.text.contains("As of seq 644, the hub knew until") && same.csv.count == 2, "\(same)")
        let range = say([644, 650])
        #expect(range.text.contains("As of seq 644 – 650, the hub") && range.csv.count == 4, "\(range)")
    }

    @Test("an hour of which nothing was recorded has a dash for its parts, and no nought", arguments: Language.allCases)
    func unrecordedHour(_ language: Language) throws {
        var report = ReportSample.report()
        for index in report.answers.indices where report.answers[index].part == .hours {
            report.answers[index].rows[0] = ReportSample.row([
                "from": .time(ReportSample.minute(0)), "to": .time(ReportSample.minute(60)), "pq": .none, "gq": .none,
                "sq": .none, "ideal": .none,
            ])
        }
        let text = ReportText(report, language).text
        let line = try #require(text.split(separator: "\n").first { $0.contains("06:00–07:00") })
        #expect(!line.dropFirst(14).contains { $0.isNumber } && line.contains("—"), "\(line)")
        #expect(text.contains(ReportPhrases(language: language)[.undefined]))
        #expect(!ReportCSV(report, language).bytes.isEmpty && ReportHTML(report, language).text.contains("—"))
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

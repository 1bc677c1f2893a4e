import Basis
import Records
import Shopfloor
import Testing
@testable import FloorTUI

extension ReportTextTests {
    @Test("a stop that goes through a break says beside its duration how long it was in all, and the report why")
    func wholeStops() throws {
        var report = ReportSample.report()
        let index = try #require(report.answers.firstIndex { $0.part == .stops })
        for language in Language.allCases {
            let phrases = ReportPhrases(language: language)
            func text(_ seconds: Double) -> String {
                let stop = ReportSample.row([
                    "id": .text("DC-02@1"), "machine": .text("DC-02"), "from": .time(ReportSample.minute(131)),
                    "to": .time(ReportSample.minute(183)), "within_s": .number(1316), "seconds": .number(seconds),
                    "cause": .text("unexplained"), "unexplained": .bool(true), "unexplained_s": .number(1316),
                ])
                report.answers[index].rows = [stop]
                return ReportText(report, language).text
            }
            let words = "0:21:56  \(phrases[.inAll]) 0:51:32"
            #expect(
                text(3092).contains(words) && ReportHTML(report, language).text.contains("0:51:32"), "\(text(3092))")
            #expect(text(3092).contains(phrases[.wholeStops].prefix(20)))
            #expect(!text(1316).contains(phrases[.inAll]))
        }
    }

    @Test("a stop that reaches out of the report's time is marked, and the report says what its duration is")
    func cut() {
        var report = ReportSample.report()
        func text(_ stops: [Row], _ language: Language = .en) -> String {
            for index in report.answers.indices where report.answers[index].part == .stops {
                report.answers[index].rows = stops
            }
            return ReportText(report, language).text
        }
        let whole = text([ReportSample.stop("DC-01", 0, 480, "hydraulic", "breakdown")])
        for phrase in [ReportPhrase.beganBefore, .goesOn, .lasts, .cutStops] {
            #expect(!whole.contains(phrase.texts.en))
        }
        let before = text([ReportSample.stop("DC-01", -20, 10, "hydraulic", "breakdown")])
        #expect(
            before.contains(" earlier ") && before.replacing("\n ", with: "").contains("duration is what lies within"))
        let after = [ReportSample.stop("DC-02", 470, 490, nil, nil), ReportSample.stop("DC-03", 475, nil, nil, nil)]
        #expect(text(after).split(separator: "\n").count { $0.hasPrefix("  DC-") && $0.contains("  goes on  ") } == 2)
        #expect(text([ReportSample.stop("DC-01", -20, nil, nil, nil)], .zh).contains("始于前,延至后"))
        for index in report.answers.indices where report.answers[index].part == .standing {
            report.answers[index].rows = [
                ReportSample.row(["seq": .integer(7), "until": .time(ReportSample.minute(476))])
            ]
        }
        let running = text([ReportSample.stop("DC-03", 475, nil, nil, nil)])
        #expect(running.contains(" lasts ") && !running.contains("goes on"))
        #expect(ReportHTML(report, .en).text.contains(" lasts"))
    }

    @Test("of a stop that a state explains in part the list says how much is not", arguments: Language.allCases)
    func partly(_ language: Language) {
        var report = ReportSample.report()
        let phrases = ReportPhrases(language: language)
        func show(_ part: Double?) -> [String] {
            for index in report.answers.indices where report.answers[index].part == .stops {
                report.answers[index].rows = [
                    ReportSample.stop("DC-01", -1, 180, nil, nil, unexplained: true, of: part)
                ]
            }
            let csv = String(decoding: ReportCSV(report, language).bytes, as: UTF8.self)
            return [ReportText(report, language).text, ReportHTML(report, language).text, csv]
        }
        let cut = show(85.5)
        #expect(cut[0].contains("\(phrases[.ofIt]) 1:25:30\(phrases[.listed])\(phrases[.beganBefore])"), "\(cut[0])")
        #expect(cut[0].filter { !$0.isWhitespace }.contains(phrases[.partStops].filter { !$0.isWhitespace }))
        #expect(cut[1].contains(">1:25:30<") && cut[2].contains(",unexplained_s,") && cut[2].contains(",5130,"))
        for text in show(nil) { #expect(!text.contains(phrases[.ofIt] + " ") && !text.contains(",unexplained_s,")) }
    }

    @Test("breakdowns stand with MTBF, MTTR, how many they were and the rule; without one there is none to divide by")
    func breakdowns() {
        var report = ReportSample.report()
        for language in Language.allCases {
            for text in [ReportText(report, language).text, ReportHTML(report, language).text] {
                let plain = text.split { $0 == " " || $0 == "\n" }.joined()
                #expect(plain.contains(Reliability.rule[language].filter { $0 != " " }))
                #expect(text.contains("MTBF") && text.contains("MTTR"))
            }
        }
        let lines = ReportText(report, .en).text.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("  DC-02") && $0.contains("1?") })
        for index in report.answers.indices where [.line, .machines].contains(report.answers[index].part) {
            report.answers[index].rows = [ReportSample.kpi(machine: "DC-01", 0)]
        }
        // One that began before may last, and stands in the lists.
        #expect(ReportText(report, .en).text.contains("No breakdown began."))
        #expect(ReportText(report, .zh).text.contains("没有新发生的故障。"))
        #expect(!ReportText(report, .en).text.contains("MTBF"))
    }
}

import Basis
import Records
import Testing

@testable import FloorTUI

@Suite("A report of which there is nothing to tell")
struct ReportNothingTests {
    @Test("of a time that has not begun, or of which nothing is known, the report says that, without any table")
    func nothingToTell() {
        var ahead = ReportSample.report()
        for index in ahead.answers.indices where ahead.answers[index].part == .standing {
            ahead.answers[index].rows = [
                ReportSample.row(["seq": .integer(7), "until": .time(ReportSample.start - .seconds(60))])
            ]
        }
        var unknown = ReportSample.report()
        for index in unknown.answers.indices where unknown.answers[index].part != .standing {
            unknown.answers[index].rows = []
            guard unknown.answers[index].part == .line else { continue }
            unknown.answers[index].rows = [
                ReportSample.row([
                    "apt_s": .number(0), "aust_s": .number(0), "adet_s": .number(0), "adot_s": .number(0),
                    "unknown_s": .number(27_000), "pq": .none, "basis": .text("signals"),
                ])
            ]
        }
        for language in Language.allCases {
            for (report, phrase) in [(ahead, ReportPhrase.notBegun), (unknown, .nothingKnown)] {
                let phrases = ReportPhrases(language: language)
                for text in [ReportText(report, language).text, ReportHTML(report, language).text] {
                    #expect(text.contains(phrases[phrase]), "\(text)")
                    #expect(!text.contains(phrases[.perMachine]) && !text.contains(phrases[.noAlarms]), "\(text)")
                }
            }
        }
    }
}

import Basis
import Foundation
import Records
import Shopfloor
import Testing
import Widgets

@testable import FloorTUI

/// That nothing is known is not that there is none.
@Suite("What is not known")
struct UnknownTests {
    @Test("time of which nothing is known has the word that states and show have for it", arguments: Language.allCases)
    func unknownTime(_ language: Language) throws {
        var row = Row()
        let members: [(String, Row.Value)] = [
            ("machine", .text("A1")), ("from", .time(TestPlant.now - .seconds(60))), ("to", .time(TestPlant.now)),
            ("element", .text("unknown")),
        ]
        for (name, value) in members { row.add(name, value) }
        var state = TestPlant.state()
        state.phrases.language = language
        let context = state.context(TestPlant.now)
        let source = SliceTable(context: context, slices: [try #require(SliceLine(row))], hasMachines: false)
        var table = Table<String>(source.columns(width: 60))
        let frame = Frame(Size(60, 2))
        table.draw(in: frame.canvas, source)
        let word = language == .en ? state.phrases[Phrase.noData] : RowWords.value("unknown", of: "element", .zh)
        #expect(frame.grid.lines[1].contains(" \(word)"), "\(frame.grid.lines)")
    }

    @Test("before the hub has answered no head says that there is none", arguments: Language.allCases)
    func unanswered(_ language: Language) {
        let ways: [[Key]] = [
            [.character("2")], [.character("2"), .character("v")], [.character("3")], [.character("4")],
            [.character("4"), .character("r")], [.character("5")], [.enter, .character("y")],
        ]
        for keys in ways {
            let driver = DashboardDriver()
            driver.state.phrases.language = language
            driver.state.link = .silent(since: TestPlant.now)
            for key in keys { driver.press(key) }
            let head = driver.lines()[3]
            #expect(!head.contains("0"), "\(head)")
        }
    }

    @Test(
        "a report tells below Pareto and stops of how much time nobody knows; of none it says nothing",
        arguments: Language.allCases)
    func reported(_ language: Language) {
        var report = ReportSample.report()
        let phrases = ReportPhrases(language: language)
        func texts(unknown: Double, hasStops: Bool) -> [String] {
            for index in report.answers.indices {
                switch report.answers[index].part {
                case .line:
                    report.answers[index].rows = [
                        ReportSample.row([
                            "apt_s": .number(60), "unknown_s": .number(unknown), "basis": .text("signals"),
                        ])
                    ]
                case .pareto, .stops: if !hasStops { report.answers[index].rows = [] }
                default: break
                }
            }
            return [ReportText(report, language).text, ReportHTML(report, language).text]
        }
        for text in texts(unknown: 900, hasStops: true) {
            #expect(text.components(separatedBy: phrases[.notKnown]).count == 3 && text.contains("0:15:00"), "\(text)")
        }
        for text in texts(unknown: 900, hasStops: false) {
            #expect(text.contains(phrases[.noStopKnown]) && text.contains(phrases[.notKnown]))
            #expect(!text.replacing(phrases[.noStopKnown], with: "").contains(phrases[.noStopAtAll]))
        }
        for text in texts(unknown: 0, hasStops: false) {
            #expect(text.contains(phrases[.noStopAtAll]) && !text.contains(phrases[.notKnown]))
        }
    }
}

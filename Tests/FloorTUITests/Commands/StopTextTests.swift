import Basis
import Foundation
import Records
import Testing

@testable import FloorTUI

@Suite("Stops as a table")
struct StopTextTests {
    @Test("a hub's rows, whose times are text and whole seconds whole numbers, read as those of a store do")
    func fromHub() throws {
        var row = Row()
        row.add("id", "A@1767253500000")
        row.add("machine", "A")
        row.add("from", Instant(milliseconds: 1_767_253_500_000))
        row.add("seconds", 90.0)
        row.add("states", "stopped")
        var json = JSONWriter()
        row.write(to: &json)
        let travelled = Row(try JSONTape().read(json.bytes))
        let lines = [row, travelled].map { RowText.table(StopText.rows([$0], .en), what: .stops, width: 120) }
        #expect(lines[0].contains("2026-01-01T07:45:00Z") && lines[0].contains("0:01:30"), "\(lines[0])")
        #expect(lines[0] == lines[1])
        var bar = Row()
        bar.add("reason", "hydraulic")
        bar.add("seconds", Int64(120))
        bar.add("stops", Int64(3))
        let pareto = RowText.table(StopText.rows([bar], .en), what: .pareto, width: 120)
        #expect(pareto.contains("0:02:00"), "\(pareto)")
    }

    private static func stop(_ number: Int, seconds: Double) -> Row {
        var row = Row()
        row.add("id", "A@\(number)")
        row.add("machine", "A")
        row.add("seconds", seconds)
        return row
    }

    @Test(
        "a stop that is listed and counts elsewhere is told apart, and below stands how", arguments: Language.allCases)
    func elsewhere(_ language: Language) {
        func row(_ isCounted: Bool) -> Row {
            var row = Self.stop(1, seconds: 60)
            row.add("counted", isCounted)
            return row
        }
        let query = Query(.stops)
        for isCounted in [true, false] {
            let table = RowText.table(StopText.rows([row(isCounted)], language), what: .stops, width: 120)
            let notes = StopText.notes([row(isCounted)], query, language) { _ in [] }
            #expect(table.contains("+0:01:00") == !isCounted && table.contains("0:01:00"))
            #expect(notes.contains { $0.hasPrefix("+: ") } == !isCounted)
        }
    }

    @Test("where less of a stop counts than its whole length, that stands beside it", arguments: Language.allCases)
    func within(_ language: Language) {
        func table(_ within: Double...) -> String {
            let rows = within.enumerated().map { number, seconds in
                var row = Self.stop(number, seconds: 3600)
                row.add("within_s", seconds)
                return row
            }
            return RowText.table(StopText.rows(rows, language), what: .stops, width: 120)
        }
        let title = ReportPhrases(language: language)[.within]
        let cut = table(3600, 754)
        #expect(cut.contains(title) && cut.contains("0:12:34"), "\(cut)")
        #expect(cut.components(separatedBy: "1:00:00").count == 4, "the other has both, too: \(cut)")
        #expect(!table(3600, 3600).contains(title))
    }

    @Test(
        "that there was no stop is said of time of which something is known, and of no other",
        arguments: Language.allCases)
    func none(_ language: Language) {
        func row(_ members: (String, String)...) -> Row {
            var row = Row()
            for (name, value) in members { row.add(name, value) }
            return row
        }
        var query = Query(.stops)
        (query.line, query.from, query.to) = ("L", Instant(milliseconds: 0), Instant(milliseconds: 9))
        func text(
            _ states: [String], basis: String = "signals", unknown: [Double] = [0], stops: [Row] = []
        ) -> String {
            StopText.none(query, language) { asked in
                #expect(asked.fault == nil && asked.line == "L" && asked.from == query.from && asked.to == query.to)
                switch asked.what {
                case .time: return states.map { row(("machine", "A"), ("state", $0)) }
                case .kpi:
                    return unknown.map { seconds in
                        var line = row(("basis", basis))
                        line.add("unknown_s", seconds)
                        return line
                    }
                default: return stops
                }
            }
        }
        let nothing = ReportPhrases(language: language)[.nothingKnown]
        #expect(text(["no data", "producing"]) == Phrases(language: language)[.noStops])
        #expect(text(["no data"]) == nothing && text([]) == nothing)
        #expect(text(["no data"], basis: "records") == Phrases(language: language)[.noStopsRecorded])
        let known = text(["no data", "producing"], unknown: [7200, 900])
        let phrases = ReportPhrases(language: language)
        #expect(known.hasPrefix(phrases[.noStopKnown]) && known.hasSuffix("\(phrases[.notKnown]) 2:15:00"), "\(known)")
        #expect(text(["no data", "producing"], unknown: [59]) == Phrases(language: language)[.noStops])
        query.isUnexplained = true
        let explained = text(["producing"], stops: [row(("id", "A@1"))])
        #expect(explained == ReportPhrases(language: language)[.noUnexplained])
        #expect(text(["producing"]) == Phrases(language: language)[.noStops])
    }

    @Test("a reason and a note each say whose they are", arguments: Language.allCases)
    func authors(_ language: Language) {
        var row = Row()
        row.add("id", "A@1767253500000")
        row.add("machine", "A")
        row.add("from", Instant(milliseconds: 1_767_253_500_000))
        row.add("reason", "hydraulic")
        row.add("reason_by", "bob")
        row.add("note", "seal")
        row.add("noted_by", "alice")
        row.add("by", "carol")
        let table = RowText.table(StopText.rows([row], language), what: .stops, width: 120)
        let note = language == .zh ? "seal (由 alice)" : "seal (by alice)"
        #expect(table.contains(note) && table.contains("bob") && !table.contains("carol"), "\(table)")
        #expect(ReportPhrases(language: language).note(ReportRow(.stops, row)) == note)
    }

    @Test("time without a count says that its stops count elsewhere", arguments: Language.allCases)
    func uncounted(_ language: Language) {
        func bar(_ stops: Int64) -> Row {
            var row = Row()
            row.add("cause", "micro")
            row.add("seconds", Int64(120))
            row.add("stops", stops)
            return row
        }
        func notes(_ rows: [Row], unknown: Int64 = 0) -> [String] {
            StopText.notes(rows, Query(.pareto), language) { asked in
                #expect(asked.what == .kpi && asked.group == .line && asked.fault == nil)
                var line = Row()
                line.add("unknown_s", unknown)
                return [line]
            }
        }
        let phrases = ReportPhrases(language: language)
        #expect(notes([bar(1), bar(2)]).isEmpty)
        #expect(notes([bar(1), bar(0)]) == [phrases[.countedElsewhere]])
        #expect(notes([bar(1)], unknown: 1260) == ["\(phrases[.notKnown]) 0:21:00"])
        var report = ReportSample.report()
        #expect(!ReportText(report, .en).text.contains("0 stops:"))
        for index in report.answers.indices where report.answers[index].part == .pareto {
            report.answers[index].rows.append(bar(0))
        }
        #expect(ReportText(report, .en).text.contains("0 stops:") && ReportHTML(report, .zh).text.contains("次数 0"))
    }
}

import Basis
import Hub
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import FloorTUI

@Suite("Figures as a table")
struct FigureTextTests {
    private func row(_ oee: Double?, basis: String = "signals", doubtful: Bool = false, failures: Int64 = 0) -> Row {
        var row = Row()
        row.add("machine", "A")
        row.add("pq", 318.0)
        row.add("oee", oee)
        row.add("pbt_s", 27_000.0)
        row.add("coverage", 0.75)
        row.add("effectiveness", 1.2)
        row.add("failures", failures)
        row.add("mttr_s", failures > 0 ? 2700.0 : nil)
        row.add("few_failures", failures > 0 && failures < 5)
        row.add("pri_doubtful", doubtful)
        row.add("pri_in_question", doubtful)
        row.add("basis", basis)
        return row
    }

    @Test("a time without a shift says so, and one of which nothing is known says that", arguments: Language.allCases)
    func none(_ language: Language) {
        var query = Query(.kpi)
        func text(_ state: MachineState) -> String {
            FigureText.none(query, language) { asked in
                var row = Row()
                row.add("state", state.rawValue)
                return asked.what == .time ? [row] : []
            }
        }
        #expect(text(.producing) == Phrases(language: language)[Phrase.noShiftPlanned])
        #expect(text(.noData) == ReportPhrases(language: language)[.nothingKnown])
        query.group = .order
        #expect(text(.producing) == Phrases(language: language)[ReviewPhrase.noFiguresThen])
    }

    @Test("a day without a shift is named below the table", arguments: Language.allCases)
    func freeDay(_ language: Language) {
        func day(_ date: String, outside: Double) -> Row {
            var row = row(nil)
            row.add("date", date)
            row.add("outside_s", outside)
            row.add("calendar_s", 86_400.0)
            return row
        }
        let text = FigureText.text([day("2026-07-03", outside: 57_600), day("2026-07-04", outside: 86_400)], language)
        #expect(text.contains("\n\(Phrases(language: language)[Phrase.noShiftIn]): 2026-07-04"))
    }

    @Test("what is not defined is a dash, and a figure has its marks with a line that explains each")
    func marks() {
        let plain = FigureText.text([row(nil), row(nil)], .en)
        #expect(plain.split(separator: "\n").count == 5 && plain.contains("—"))
        #expect(!FigureText.text([row(0.5), row(0.5)], .en).contains("assumed"))
        for basis in ["records", "mixed"] { assumed(row(0.5, basis: basis, doubtful: true, failures: 2)) }
    }

    /// In a table as alone.
    private func assumed(_ one: Row) {
        let notes = ["2?", "assumed", "MTBF = (produced + set-up) ÷ n", "PRI? above"]
        for text in ["50.0*", "PRI? 120.0*", " 7.5*", " 75.0*", " 0:45*"] + notes {
            #expect(FigureText.text([one, one], .en).contains(text), "\(text)")
        }
        for text in ["50.0 %*", "PRI? 120.0 %*", " 7:30:00*", " 75.0 %*", " 0:45:00*"] + notes {
            #expect(FigureText.text([one], .en).contains(text), "\(text)")
        }
    }

    @Test("one row has a line for every figure, with what it is made of, in 80 columns", arguments: Language.allCases)
    func sheet(_ language: Language) throws {
        var query = Query(.kpi)
        (query.group, query.machine, query.from, query.to) = (.machine, "DC-01", ReportRig.start, ReportRig.minute(480))
        let rig = try ReportRig()
        let store = try SQLiteStore(reading: rig.folder.path)
        let figures = try #require(try QueryAnswer(store: store).rows(query).first)
        let lines = FigureText.text([figures], language).split(separator: "\n").map(String.init)
        #expect(lines.allSatisfy { $0.columns <= 80 }, "\(lines)")
        #expect(lines[0].contains("DC-01"))
        for member in figures.members where member.value.asNumber != nil {
            let title = Phrases(language: language).title(member: member.name)
            #expect(!title.isEmpty && lines.contains { $0.hasPrefix(title + "  ") }, "\(member.name)")
        }
        for (name, text) in [("mttr_s", "0:45:00  Σ TTR ÷ n"), ("failures", "1?  n"), ("pq", "412  PQ")] {
            let title = Phrases(language: language).title(member: name)
            #expect(lines.contains { $0.hasPrefix(title) && $0.contains(text) }, "\(lines)")
        }
    }

    @Test("what has no room in a terminal beside the first figures stands below them", arguments: [40, 60, 80, 200])
    func narrow(_ width: Int) {
        let text = FigureText.text([row(0.5), row(0.25)], .en, width: width)
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.allSatisfy { $0.columns <= width }, "\(text)")
        #expect(lines.count { $0.hasPrefix("A ") } == 2 * lines.count { $0.hasPrefix("Machine") })
        #expect(["OEE%", "MTTR", "50.0", "25.0"].allSatisfy(text.contains))
    }

    @Test("the quality of several products says how they were weighed", arguments: Language.allCases)
    func weighted(_ language: Language) {
        let words = ReportPhrases(language: language)[.qualityWeighted]
        var several = row(0.5)
        several.add("quality", 0.9)
        several.add("quality_weighted", true)
        #expect(!FigureText.text([row(0.5)], language, width: 200).contains(words))
        #expect(FigureText.text([row(0.5), several], language, width: 200).contains(words))
        #expect(FigureText.text([several], language).contains("Σ PRI·GQ ÷ Σ PRI·PQ"))
    }

    @Test("it speaks Chinese, in columns of the same width")
    func chinese() {
        let lines = FigureText.text([row(0.5), row(0.5)], .zh).split(separator: "\n").map(String.init)
        #expect(lines[0].contains("良品") && !lines[0].contains("Good"))
        #expect(lines[0].columns == lines[1].columns)
    }
}

import Basis
import Records
import Shopfloor

/// A report as text: 80 columns, aligned also where it is Chinese, for a terminal, a mail or a printer.
struct ReportText {
    static let width = 80

    let report: ShiftReport
    let phrases: ReportPhrases

    init(_ report: ShiftReport, _ language: Language) {
        self.report = report
        phrases = ReportPhrases(language: language)
    }

    var text: String {
        let body = phrases.absence(report).map { [wrapped($0)] } ?? sections
        // No text from outside ends a line, moves a cursor or reorders what stands there, on a screen or in a file.
        return ([head] + body).map { $0.map(\.onOneLine).joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private var sections: [[String]] {
        [keyFigures, ribbons, perMachine, timeElements, perShift, hours, pareto, breakdowns]
            .compactMap(\.self) + stopLists + [alarms, notes, alarmNotes, assumptions, sources].compactMap(\.self)
    }

    private var head: [String] {
        ([phrases.title(report)] + phrases.subtitles(report)).flatMap { wrapped($0) }
            + [String(repeating: "─", count: Self.width)]
    }

    func shown(_ figure: ReportFigure?) -> String { figure?.text(report.scope.zone) ?? ReportFigure.undefined }

    /// Its words on lines, each so much shorter than the report's; a line end in it is none of the report's.
    func wrapped(_ text: String, _ less: Int = 0) -> [String] { text.onOneLine.wrapped(toColumns: Self.width - less) }

    /// A title and what stands below it.
    func section(_ title: ReportPhrase, _ lines: [String]) -> [String] { [phrases[title]] + lines }

    func table(_ title: ReportPhrase, _ table: TextTable) -> [String]? {
        table.rows.isEmpty ? nil : section(title, table.lines(width: Self.width))
    }

    // MARK: Figures

    private var keyFigures: [String]? {
        guard let total = report.total else { return nil }
        let factors = ReportFactor.allCases.map { factor in
            "\(phrases[factor.title]) \(shown(total.shown(factor.member, .percent)))\(phrases.mark(factor, total))"
        }
        let amounts = ReportAmount.allCases.compactMap { amount in
            total.figure(amount.member, .count).map { "\(phrases[amount.title]) \(shown($0))" }
        }
        let coverage = total.figure("coverage", .percent).map {
            "\(phrases[.coverage]) \(shown($0))\(phrases.star("coverage", total))"
        }
        return [factors, amounts + [coverage].compactMap(\.self)].flatMap(packed)
    }

    /// The words side by side, as many on a line as fit; none is broken.
    func packed(_ words: [String]) -> [String] {
        words.reduce(into: []) { lines, word in
            let next = "   " + word
            guard let last = lines.last, (last + next).columns <= Self.width else { return lines.append("  " + word) }
            lines[lines.count - 1] = last + next
        }
    }

    private var perMachine: [String]? {
        table(.perMachine, figures(report.machines, phrases[.machine]) { $0.text("machine") ?? "" })
    }

    private var perShift: [String]? {
        table(.perShift, figures(report.shifts, phrases[.shift]) { phrases.shiftName($0, report) })
    }

    private func figures(_ rows: [ReportRow], _ title: String, _ name: (ReportRow) -> String) -> TextTable {
        var table = TextTable(
            [.flexible(title)] + ReportFactor.allCases.map { .right(phrases[$0.short]) }
                + ReportAmount.allCases.map { .right(phrases[$0.title]) } + [.left("")])
        table.rows = rows.map { row in
            [name(row)]
                + ReportFactor.allCases.map { shown(row.shown($0.member, .percent)) + phrases.star($0.member, row) }
                + ReportAmount.allCases.map { shown(row.shown($0.member, .count)) }
                + [phrases.doubt(.effectiveness, row)]
        }
        return table
    }

    private var timeElements: [String]? {
        var table = TextTable(
            [.flexible(phrases[.machine]), .right(phrases[.busy])]
                + PlannedElement.allCases.map { .right(phrases[$0.title]) })
        table.rows = report.machines.map { row in
            [row.text("machine") ?? ""]
                + (["pbt_s"] + PlannedElement.allCases.map(\.member)).map {
                    shown(row.shown($0, .span)) + phrases.star($0, row)
                }
        }
        return self.table(.timeElements, table)
    }

    private var hours: [String]? {
        var table = TextTable(
            [.left(phrases[.hour])] + ReportAmount.allCases.map { .right(phrases[$0.title]) }
                + [.right(phrases[.ideal])])
        table.rows = report.hours.map { row in
            [phrases.span(row, report)] + ReportAmount.allCases.map { shown(row.shown($0.member, .count)) }
                + [shown(row.shown("ideal", .rate))]
        }
        return self.table(.hours, table)
    }

    private var pareto: [String]? {
        var table = TextTable(
            [.wrapped(phrases[.reason]), .left(""), .right(phrases[.minutes]), .right(phrases[.count]), .left("")])
        let most = report.pareto.compactMap { $0.number("seconds") }.max() ?? 0
        table.rows = report.pareto.map { row in
            let bar = most > 0 ? Int(((row.number("seconds") ?? 0) / most * 24).rounded()) : 0
            return [
                phrases.cause(row, report), phrases.mark(of: row), shown(row.shown("seconds", .minutes)),
                shown(row.shown("stops", .count)), String(repeating: "▬", count: bar),
            ]
        }
        return self.table(.pareto, table).map { $0 + notKnown }
    }
}

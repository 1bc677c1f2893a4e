import Basis
import Records
import Shopfloor

/// A report as one table, a fact a line: the section says what it is of, so that a spreadsheet filters and gathers it, and
/// the tables of many shifts can be put below one another.
///
/// Times are those of the plant's clocks, as spreadsheets read them. Names of columns, sections and keys are the same in
/// both languages; only `name` is the reader's.
struct ReportCSV {
    let report: ShiftReport
    let phrases: ReportPhrases

    init(_ report: ShiftReport, _ language: Language) {
        self.report = report
        phrases = ReportPhrases(language: language)
    }

    static let columns = [
        "section", "line", "date", "shift", "machine", "from", "to", "key", "name", "value", "unit", "note",
    ]

    private struct Fact {
        var key: String
        var name = ""
        var value: CSVTable.Cell
        var unit = ""
        var note = ""
    }

    var bytes: [UInt8] {
        var table = CSVTable()
        table.add(Self.columns.map { .text($0) })
        for part in ReportPart.allCases where part != .slices {
            let rows =
                part == .standing
                ? [report.standing, report.standingAfter].compactMap(\.self) : report.rows(part)
            for row in rows {
                for fact in facts(of: row) { table.add(cells(row, fact)) }
            }
        }
        return table.bytes
    }

    private func cells(_ row: ReportRow, _ fact: Fact) -> [CSVTable.Cell] {
        let scope = report.scope
        let from = row.instant("from") ?? row.instant("first") ?? row.instant("at") ?? scope.window?.from
        let isMoment = row.part == .stops || row.part == .alarmActions
        let to = row.instant("to") ?? row.instant("last") ?? (isMoment ? nil : end(of: row.part))
        let places = [
            row.part.rawValue, scope.line, scope.date.description, row.text("shift") ?? scope.shift ?? "",
            row.text("machine") ?? scope.machine ?? "",
        ]
        return places.map(CSVTable.Cell.text) + [clock(from), clock(to), .text(fact.key), .text(fact.name), fact.value]
            + [.text(fact.unit), .text(fact.note)]
    }

    /// What was asked for goes no further than is known: of a shift that runs no figure is of all of it.
    private func end(of part: ReportPart) -> Instant? {
        report.query(part)?.to ?? report.query(.line)?.to ?? report.scope.window?.to
    }

    private func facts(of row: ReportRow) -> [Fact] {
        switch row.part {
        case .standing:
            [
                Fact(key: "seq", name: phrases[.asOfSeq], value: cell(row, "seq")),
                Fact(key: "until", name: phrases[.knownUntil], value: clock(row.instant("until"))),
            ]
        case .stops:
            [
                Fact(
                    key: row.text("reason") ?? row.text("kind") ?? row.text("cause") ?? "",
                    name: phrases.cause(row, report), value: cell(row, "within_s"), unit: "s",
                    note: row.text("note") ?? "")
            ]
                + (report.part(of: row) == nil
                    ? []
                    : [
                        Fact(
                            key: "unexplained_s", name: Phrases(language: phrases.language)[ReviewPhrase.noReason],
                            value: cell(row, "unexplained_s"), unit: "s")
                    ])
        case .pareto:
            [
                Fact(
                    key: row.text("cause") ?? "", name: phrases.cause(row, report), value: cell(row, "seconds"),
                    unit: "s"),
                Fact(
                    key: row.text("cause") ?? "", name: phrases.cause(row, report), value: cell(row, "stops"),
                    unit: "stops"),
            ]
        case .alarms:
            [
                Fact(
                    key: row.text("code") ?? "", name: phrases.alarmText(row), value: cell(row, "comings"),
                    unit: "times")
            ]
        case .alarmActions:
            [
                Fact(
                    key: row.text("code") ?? "", name: phrases.alarmText(row), value: cell(row, "deed"),
                    note: phrases.note(row))
            ]
        case .line, .machines, .shifts, .hours, .slices: figures(row)
        }
    }

    /// Every figure of the row, by the name of its member; those that rest on time which nobody measured say so.
    private func figures(_ row: ReportRow) -> [Fact] {
        row.row.members.compactMap { name, value in
            guard value.asNumber != nil else { return nil }
            let isAssumed = row.isAssumed && FigureMarks.restsOnTime(name)
            return Fact(
                key: name, name: Phrases(language: phrases.language).title(member: name), value: cell(row, name),
                unit: name.hasSuffix("_s") ? "s" : "",
                note: isAssumed ? phrases[.assumed] : "")
        }
    }

    private func cell(_ row: ReportRow, _ member: String) -> CSVTable.Cell {
        switch row.row[member] {
        case .integer(let integer): .integer(integer)
        case .number(let number): .number(number)
        case .text(let text): .text(text)
        default: .none
        }
    }

    private func clock(_ instant: Instant?) -> CSVTable.Cell {
        instant.map { .text(report.scope.zone.time(at: $0).dateAndClock) } ?? .none
    }
}

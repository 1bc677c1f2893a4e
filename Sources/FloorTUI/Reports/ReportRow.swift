import Basis
import Records
import Shopfloor

/// One row of an answer that a report is made of, with the place where anybody finds it again.
struct ReportRow: Hashable, Sendable {
    /// The question that it answers.
    var part: ReportPart
    /// The members by which it is one of its answer.
    var keys: [String]
    var row: Row

    init(_ part: ReportPart, _ row: Row) {
        self.part = part
        keys = part.keys
        self.row = row
    }

    /// nil where the row has no such member: then the report has no such figure.
    func figure(_ member: String, _ form: ReportFigure.Form) -> ReportFigure? {
        row[member].map { ReportFigure(part: part, key: key, member: member, value: $0, form: form) }
    }

    /// Of a member that may be missing, as the undefined figure.
    func shown(_ member: String, _ form: ReportFigure.Form) -> ReportFigure {
        figure(member, form) ?? ReportFigure(part: part, key: key, member: member, value: .none, form: form)
    }

    /// A JSON object of its key members.
    var key: String {
        var json = JSONWriter()
        json.object { json in
            for name in keys {
                json.key(name)
                (row[name] ?? .none).write(to: &json)
            }
        }
        return json.text
    }

    func text(_ member: String) -> String? { row.text(member) }
    func number(_ member: String) -> Double? { row.number(member) }
    func instant(_ member: String) -> Instant? { row.time(member) }
    /// Whether its figures come from what people recorded, and not from signals.
    var isAssumed: Bool { FigureMarks.isAssumed(basis: text("basis")) }
    func isTrue(_ member: String) -> Bool { row[member] == .bool(true) }
}

import Basis
import Records

/// Rows as text: JSON for scripts, aligned columns for people.
enum RowText {
    static func json(_ rows: [Row]) -> [UInt8] {
        var json = JSONWriter()
        json.array { json in for row in rows { row.write(to: &json) } }
        return json.bytes + [UInt8(ascii: "\n")]
    }

    /// One line a row under the names of its members; says so where there is nothing.
    static func table(_ rows: [Row], what: Query.What) -> String {
        guard let first = rows.first else { return "no \(what.rawValue)" }
        let lines = [first.members.map { Cell(text: $0.name, isRight: $0.value.isNumber) }] + rows.map(cells)
        let widths = first.members.indices.map { column in
            lines.map { column < $0.count ? $0[column].text.columns : 0 }.max() ?? 0
        }
        return lines.map { line in
            let padded = zip(line, widths).map { cell, width in
                let blank = String(repeating: " ", count: width - cell.text.columns)
                return cell.isRight ? blank + cell.text : cell.text + blank
            }
            let text = padded.joined(separator: "  ")
            return String(text.reversed().drop { $0 == " " }.reversed())
        }.joined(separator: "\n")
    }

    private struct Cell {
        var text: String
        var isRight: Bool
    }

    private static func cells(_ row: Row) -> [Cell] {
        row.members.map { Cell(text: text($0.value), isRight: $0.value.isNumber) }
    }

    private static func text(_ value: Row.Value) -> String {
        switch value {
        case .none: "–"
        case .text(let text): text
        case .integer(let integer): String(integer)
        case .number(let number): String((number * 1e6).rounded() / 1e6)
        case .bool(let isTrue): isTrue ? "yes" : "no"
        case .time(let instant): ISO8601.format(instant)
        }
    }
}

extension Row.Value {
    fileprivate var isNumber: Bool {
        switch self {
        case .integer, .number: true
        default: false
        }
    }
}

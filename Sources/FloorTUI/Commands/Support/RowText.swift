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
    ///
    /// - Parameter width: columns of the terminal, into which the longest texts are cut; nil: nothing is cut.
    static func table(_ rows: [Row], what: Query.What, width: Int? = nil) -> String {
        guard let first = rows.first else { return "no \(what.rawValue)" }
        let lines = [first.members.map { Cell(text: $0.name, isRight: $0.value.isNumber) }] + rows.map(cells)
        var widths = first.members.indices.map { column in
            lines.map { column < $0.count ? $0[column].text.columns : 0 }.max() ?? 0
        }
        if let width { shrink(&widths, first, to: width) }
        return lines.map { line in
            let padded = zip(line, widths).map { cell, width in
                let kept = cell.text.truncated(toColumns: width)
                let blank = String(repeating: " ", count: width - kept.columns)
                return cell.isRight ? blank + kept : kept + blank
            }
            let text = String(padded.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
            return width.map { text.truncated(toColumns: $0) } ?? text
        }.joined(separator: "\n")
    }

    /// Below this a text says nothing any more.
    private static let leastColumns = 8

    /// Takes what is too much from the widest column of texts, and again, until all fit or nothing is left to take.
    private static func shrink(_ widths: inout [Int], _ row: Row, to width: Int) {
        let texts = widths.indices.filter { column in
            switch row.members[column].value {
            case .text, .json, .none: true
            case .integer, .number, .bool, .time: false
            }
        }
        var excess = widths.reduce(2 * (widths.count - 1), +) - width
        while excess > 0, let widest = texts.max(by: { widths[$0] < widths[$1] }) {
            let next = texts.filter { widths[$0] < widths[widest] }.map { widths[$0] }.max() ?? 0
            let cut = min(excess, max(1, widths[widest] - max(next, leastColumns)))
            guard widths[widest] - cut >= leastColumns else { return }
            widths[widest] -= cut
            excess -= cut
        }
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
        case .json(let bytes): SanitizedText(bytes: bytes).text
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

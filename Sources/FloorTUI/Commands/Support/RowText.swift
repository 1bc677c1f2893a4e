import Basis
import Records

/// Rows as text: JSON for scripts, aligned columns for people.
enum RowText {
    static func json(_ rows: [Row]) -> [UInt8] {
        var json = JSONWriter()
        json.array { json in for row in rows { row.write(to: &json) } }
        return json.bytes + [UInt8(ascii: "\n")]
    }

    /// One line a row under the names of its members, texts in the language; says so where there is nothing.
    ///
    /// - Parameter width: columns of the terminal, into which the longest texts are cut; nil: nothing is cut.
    static func table(_ rows: [Row], what: Query.What, width: Int? = nil, language: Language = .en) -> String {
        let names = Self.names(rows)
        let rows = (names.isEmpty ? rows : rows.map { $0.spread(names) }).map { $0.text(in: language) }
        guard let first = rows.first else { return RowWords.none(what, language) }
        let headings = first.members.map { name, value in
            Cell(text: RowWords.heading(name, of: what, language), isRight: value.isNumber)
        }
        let lines = [headings] + rows.map { cells($0, language) }
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

    /// Without the members of which no row has anything; those that are left are of all rows.
    static func withoutEmpty(_ rows: [Row]) -> [Row] {
        let filled = Set(rows.flatMap { $0.members.filter { $0.value != .none }.map(\.name) })
        return rows.map { row in
            var kept = Row()
            for member in row.members where filled.contains(member.name) { kept.add(member.name, member.value) }
            return kept
        }
    }

    /// Below this a text says nothing any more.
    private static let leastColumns = 8

    /// Takes what is too much from the widest column of texts, and again, until all fit or nothing is left to take.
    private static func shrink(_ widths: inout [Int], _ row: Row, to width: Int) {
        let texts = widths.indices.filter { column in
            switch row.members[column].value {
            case .text, .texts, .numbers, .json, .none: true
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

    private static func cells(_ row: Row, _ language: Language) -> [Cell] {
        row.members.map { name, value in
            let words =
                switch value {
                case .text(let word): RowWords.value(word, of: name, language)
                case .bool(let isTrue): RowWords.truth(isTrue, language)
                case .json(let bytes) where name == "fields": conflict(bytes) ?? text(value)
                default: text(value)
                }
            // A row is a line, whatever others have said.
            return Cell(text: words.onOneLine, isRight: value.isNumber)
        }
    }

    /// What two people said of a field, `reason: die ≠ mechanical (t-4 2026-12-01T10:00:00.000Z)`, whose command it is before
    /// the other; nil where it is no conflict.
    private static func conflict(_ bytes: [UInt8]) -> String? {
        let tape = JSONTape()
        guard let fields = (try? tape.read(bytes))?.members else { return nil }
        let words = fields.compactMap { name, field -> String? in
            guard let name = name.string, let by = field["by"]?.string, let at = field["at"]?.asInt64 else {
                return nil
            }
            let sides = [field["yours"], field["theirs"]].map { side -> String in
                guard let number = side?.asInt64 else { return side?.string ?? "–" }
                return ["at", "until"].contains(name) ? time(number) : String(number)
            }
            return "\(name): \(sides.joined(separator: " ≠ ")) (\(by) \(time(at)))"
        }
        return words.isEmpty ? nil : SanitizedText(words.joined(separator: "; ")).text
    }

    private static func time(_ milliseconds: Int64) -> String { ISO8601.format(Instant(milliseconds: milliseconds)) }

    /// The names of all values that stand in rows, in the order in which they come.
    private static func names(_ rows: [Row]) -> [String] {
        var names: [String] = []
        var known: Set<String> = []
        for row in rows {
            for case .numbers(let numbers) in row.members.map(\.value) {
                for number in numbers where known.insert(number.name).inserted { names.append(number.name) }
            }
        }
        return names
    }

    private static func text(_ value: Row.Value) -> String {
        switch value {
        case .none: "–"
        case .text(let text): text
        case .integer(let integer): String(integer)
        case .number(let number): String((number * 1e6).rounded() / 1e6)
        case .bool(let isTrue): RowWords.truth(isTrue, .en)
        case .time(let instant): ISO8601.format(instant)
        case .json(let bytes): SanitizedText(bytes: bytes).text
        case .texts(let texts): texts.isEmpty ? "–" : texts.joined(separator: ",")
        case .numbers(let numbers):
            numbers.map { "\($0.name)=\(text(.number($0.value ?? .nan)))" }.joined(separator: " ")
        }
    }
}

extension Row {
    /// With one text where it has it in both languages.
    fileprivate func text(in language: Language) -> Row {
        guard self["text_zh"] != nil else { return self }
        var row = Row()
        for (name, value) in members where name != "text_zh" {
            let isOther = name == "text" && language == .zh
            row.add(name, isOther ? self["text_zh"].flatMap { $0 == .none ? nil : $0 } ?? value : value)
        }
        return row
    }

    /// Each of its numbers as a member of its own; one that the row does not have is none.
    fileprivate func spread(_ names: [String]) -> Row {
        var row = Row()
        for member in members {
            guard case .numbers(let numbers) = member.value else {
                row.add(member.name, member.value)
                continue
            }
            for name in names {
                let value = numbers.first { $0.name == name }?.value
                row.add(name, value.map(Row.Value.number) ?? .none)
            }
        }
        return row
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

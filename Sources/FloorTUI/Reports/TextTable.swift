import Basis

/// A table of a report in text: aligned by terminal columns, so that wide characters stand under narrow ones.
struct TextTable {
    struct Column {
        var title: String
        var isRight: Bool
        /// What is too much for the line is taken from this one.
        var isFlexible = false
        /// What has no room on its line goes on below it, else it is cut.
        var wraps = false

        static func left(_ title: String) -> Column { Column(title: title, isRight: false) }
        static func right(_ title: String) -> Column { Column(title: title, isRight: true) }
        static func flexible(_ title: String) -> Column { Column(title: title, isRight: false, isFlexible: true) }
        static func wrapped(_ title: String) -> Column {
            Column(title: title, isRight: false, isFlexible: true, wraps: true)
        }
    }

    var columns: [Column]
    var rows: [[String]] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// The lines, none longer than `width` columns, each two columns in.
    func lines(width: Int) -> [String] {
        let all = [columns.map(\.title)] + rows
        var widths = columns.indices.map { column in all.map { $0[column].columns }.max() ?? 0 }
        func excess(_ gap: Int) -> Int { 2 + gap * (columns.count - 1) + widths.reduce(0, +) - width }
        // Long words yield first, then the gaps, and names only where figures would be cut else.
        shrink(&widths, by: excess(2), to: 14)
        let gap = excess(2) > 0 ? 1 : 2
        shrink(&widths, by: excess(gap), to: 6)
        let between = String(repeating: " ", count: gap)
        return all.flatMap { cells in
            let texts = columns.indices.map { self.texts(cells[$0], columns[$0], widths[$0]) }
            return (0..<(texts.map(\.count).max() ?? 0)).map { line in
                let parts = columns.indices.map { column in
                    let text = texts[column].indices.contains(line) ? texts[column][line] : ""
                    let blank = String(repeating: " ", count: widths[column] - text.columns)
                    return columns[column].isRight ? blank + text : text + blank
                }
                return Self.trimmed("  " + parts.joined(separator: between)).truncated(toColumns: width)
            }
        }
    }

    /// What stands in a cell, a line each.
    private func texts(_ cell: String, _ column: Column, _ width: Int) -> [String] {
        guard column.wraps, cell.columns > width else { return [cell.truncated(toColumns: width)] }
        return cell.wrapped(toColumns: width).map { $0.truncated(toColumns: width) }
    }

    /// Takes what is too much from the widest of the flexible columns, and again; none gets narrower than `least`.
    private func shrink(_ widths: inout [Int], by excess: Int, to least: Int) {
        var excess = excess
        while excess > 0 {
            let flexible = columns.indices.filter { columns[$0].isFlexible && widths[$0] > least }
            guard let widest = flexible.max(by: { widths[$0] < widths[$1] }) else { return }
            widths[widest] -= 1
            excess -= 1
        }
    }

    private static func trimmed(_ line: String) -> String {
        String(line.reversed().drop { $0 == " " }.reversed())
    }
}

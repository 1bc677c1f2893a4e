import Basis

/// A table of a report in text: aligned by terminal columns, so that wide characters stand under narrow ones.
struct TextTable {
    struct Column {
        var title: String
        var isRight: Bool
        /// What is too much for the line is taken from this one.
        var isFlexible: Bool

        static func left(_ title: String) -> Column { Column(title: title, isRight: false, isFlexible: false) }
        static func right(_ title: String) -> Column { Column(title: title, isRight: true, isFlexible: false) }
        static func flexible(_ title: String) -> Column { Column(title: title, isRight: false, isFlexible: true) }
    }

    var columns: [Column]
    var rows: [[String]] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// The lines, none longer than `width` columns, each two columns in.
    func lines(width: Int) -> [String] {
        let all = [columns.map(\.title)] + rows
        var widths = columns.indices.map { column in all.map { $0[column].columns }.max() ?? 0 }
        shrink(&widths, by: 2 * columns.count + widths.reduce(0, +) - width)
        return all.map { cells in
            let parts = columns.indices.map { column in
                let text = cells[column].truncated(toColumns: widths[column])
                let blank = String(repeating: " ", count: widths[column] - text.columns)
                return columns[column].isRight ? blank + text : text + blank
            }
            return Self.trimmed("  " + parts.joined(separator: "  ")).truncated(toColumns: width)
        }
    }

    /// Takes what is too much from the widest of the flexible columns, and again.
    private func shrink(_ widths: inout [Int], by excess: Int) {
        var excess = excess
        while excess > 0 {
            let flexible = columns.indices.filter { columns[$0].isFlexible && widths[$0] > 6 }
            guard let widest = flexible.max(by: { widths[$0] < widths[$1] }) else { return }
            widths[widest] -= 1
            excess -= 1
        }
    }

    private static func trimmed(_ line: String) -> String {
        String(line.reversed().drop { $0 == " " }.reversed())
    }
}

extension TerminalEmulator: CustomStringConvertible {
    /// What a failed test shows.
    package var description: String {
        "\(size.columns)×\(size.rows), cursor \(cursor.x) \(cursor.y), unknown \(unknown)\n\(text)"
    }

    package func cell(_ x: Int, _ y: Int) -> EmulatedCell { grid.rows[y][x] }

    /// One row as text, spaces at its end left out.
    package func line(_ y: Int) -> String {
        var text = grid.rows[y].reduce(into: "") { $0 += $1.text }
        while text.utf8.last == 0x20 { text.removeLast() }
        return text
    }

    package var lines: [String] { (0..<size.rows).map(line) }

    /// All rows, a line each.
    package var text: String { lines.joined(separator: "\n") }

    package func contains(_ text: String) -> Bool { row(of: text) != nil }

    /// The first row with `text` in it.
    package func row(of text: String) -> Int? { lines.firstIndex { $0.contains(text) } }

    /// All cells with their looks, to compare two screens.
    package var cells: [[EmulatedCell]] { grid.rows }
}

extension TerminalEmulator {
    /// The row of a machine in the Floor's table, not that beside or below it among those that need someone.
    package func floorRow(_ machine: String) -> String? {
        let needs = needsPane
        let rows = needs.column > 0 ? lines.map { String($0.prefix(needs.column)) } : Array(lines[..<needs.row])
        return rows.first { $0.contains(" \(machine) ") }
    }

    /// The row of a machine among those that need someone.
    package func needsRow(_ machine: String) -> String? {
        let needs = needsPane
        return lines[needs.row...].lazy.map { String($0.dropFirst(needs.column)) }.first { $0.contains(" \(machine) ") }
    }

    /// Where those that need someone begin: beside the table where the screen is wide, else below it.
    private var needsPane: (row: Int, column: Int) {
        guard let row = row(of: "Needs someone") else { return (size.rows, 0) }
        let column = lines[row].firstIndex(of: "│").map { lines[row].distance(from: lines[row].startIndex, to: $0) }
        return (row, column ?? 0)
    }
}

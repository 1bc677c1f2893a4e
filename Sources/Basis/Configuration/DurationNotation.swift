/// Durations as they stand in configuration files: `250ms`, `5s`, `1h30m`, `8d`.
enum DurationNotation {
    private static let units: [(name: String, milliseconds: Int64)] = [
        ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
    ]

    /// Whole numbers with units, larger units first, each at most once; nil for all else.
    static func parse(_ text: String) -> Duration? {
        var rest = text[...]
        var total: Int64 = 0
        var next = 0
        repeat {
            let digits = rest.prefix { ("0"..."9").contains($0) }
            rest = rest.dropFirst(digits.count)
            let name = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(name.count)
            guard let number = Int64(digits), let unit = units[next...].firstIndex(where: { $0.name == name }) else {
                return nil
            }
            let (product, overflow) = number.multipliedReportingOverflow(by: units[unit].milliseconds)
            let (sum, overflowed) = total.addingReportingOverflow(product)
            guard !overflow, !overflowed else { return nil }
            total = sum
            next = unit + 1
        } while !rest.isEmpty
        return .milliseconds(total)
    }

    /// The shortest notation that `parse` reads back as the same whole milliseconds; `0s` for nothing.
    static func text(_ duration: Duration) -> String {
        var rest = duration.wholeMilliseconds
        var text = ""
        for unit in units where rest >= unit.milliseconds {
            text += "\(rest / unit.milliseconds)\(unit.name)"
            rest %= unit.milliseconds
        }
        return text.isEmpty ? "0s" : text
    }
}

import Basis

/// A table as RFC 4180 writes it, in a form that spreadsheets of every language open well: UTF-8 with its mark, lines that
/// end with CR LF.
struct CSVTable {
    enum Cell: Hashable {
        /// What comes from people, machines and plant files.
        case text(String)
        /// With a point, whatever the locale says.
        case integer(Int64)
        case number(Double)
        case none
    }

    private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

    mutating func add(_ cells: [Cell]) {
        for (column, cell) in cells.enumerated() {
            if column > 0 { bytes.append(UInt8(ascii: ",")) }
            switch cell {
            case .text(let text): bytes.append(contentsOf: Self.quoted(Self.harmless(text)).utf8)
            case .integer(let integer): bytes.append(contentsOf: String(integer).utf8)
            case .number(let number): bytes.append(contentsOf: Self.plain(number).utf8)
            case .none: break
            }
        }
        bytes.append(contentsOf: "\r\n".utf8)
    }

    /// A text that begins as a formula does gets an apostrophe before it: a spreadsheet would calculate it, and a formula
    /// can start programs (OWASP ASVS 16.4.1). The wide twins count as formulas in some East Asian spreadsheets.
    static func harmless(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, formulaStarts.contains(first) else { return text }
        return "'" + text
    }

    private static let formulaStarts: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]

    private static func quoted(_ text: String) -> String {
        let isPlain = !text.unicodeScalars.contains { special.contains($0) }
        guard !isPlain || text.hasPrefix(" ") || text.hasSuffix(" ") else { return text }
        // By scalars: with an accent on it a quote is another character, and ends the cell all the same.
        var inside = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { inside.append(contentsOf: scalar == "\"" ? [scalar, scalar] : [scalar]) }
        return "\"\(String(inside))\""
    }

    /// Some spreadsheets take a semicolon for the separator, or drop blanks at the ends.
    private static let special: Set<Unicode.Scalar> = [",", ";", "\"", "\r", "\n", "\t"]

    /// With six decimals at most: what sums of doubles have behind them nobody measured.
    private static func plain(_ number: Double) -> String {
        var json = JSONWriter()
        json.value(abs(number) < 1e9 ? (number * 1e6).rounded() / 1e6 : number)
        return json.text
    }
}

/// What terminfo(5) says about a terminal, as far as it matters before curses starts.
struct TerminfoEntry: Hashable, Sendable {
    /// 0 where there are none.
    var colors: Int
    /// It has `cursor_address`: something can be drawn.
    var canMoveCursor: Bool
    /// It has `key_mouse`, as those of xterm's kind: the dashboard asks it what it can.
    var isOfXtermKind: Bool

    init(colors: Int, canMoveCursor: Bool, isOfXtermKind: Bool) {
        self.colors = colors
        self.canMoveCursor = canMoveCursor
        self.isOfXtermKind = isOfXtermKind
    }

    /// Reads a compiled entry, in the form of term(5): with 16 bits a number, or 32. Nil for what is none.
    init?(_ bytes: [UInt8]) {
        func short(_ at: Int) -> Int? {
            guard at >= 0, at + 1 < bytes.count else { return nil }
            return Int(Int16(truncatingIfNeeded: Int(bytes[at]) | Int(bytes[at + 1]) << 8))
        }
        guard let magic = short(0), magic == 0o432 || magic == 0o1036, let names = short(2), let flags = short(4),
            let numbers = short(6), let strings = short(8), names >= 0, flags >= 0, numbers >= 0, strings >= 0
        else { return nil }
        let width = magic == 0o432 ? 2 : 4
        // Numbers begin at an even place.
        let start = 12 + names + flags + (names + flags) % 2
        func hasString(_ index: Int) -> Bool {
            strings > index && (short(start + numbers * width + 2 * index) ?? -1) >= 0
        }
        // max_colors is the 14th number, cursor_address the 11th string, key_mouse the 356th.
        let high = width == 4 ? short(start + 13 * width + 2) ?? 0 : 0
        let low = numbers > 13 ? short(start + 13 * width) : nil
        colors = high < 0 ? 0 : max(0, low.map { ($0 & (width == 4 ? 0xffff : ~0)) | high << 16 } ?? 0)
        canMoveCursor = hasString(10)
        isOfXtermKind = hasString(355)
    }

    /// Where terminfo looks for `term`, in its order.
    ///
    /// - Parameter variable: a variable of the environment.
    static func paths(_ term: String, variable: (String) -> String?) -> [String] {
        guard let first = term.utf8.first, !term.contains("/") else { return [] }
        var folders = [variable("TERMINFO"), variable("HOME").map { $0 + "/.terminfo" }].compactMap { $0 }
        folders += (variable("TERMINFO_DIRS") ?? "").split(separator: ":").map(String.init)
        folders += ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo"]
        let letter = Character(Unicode.Scalar(first))
        let hex = String(first, radix: 16)
        return folders.flatMap { ["\($0)/\(letter)/\(term)", "\($0)/\(hex)/\(term)"] }
    }
}

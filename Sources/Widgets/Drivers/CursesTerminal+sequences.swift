import CTerminal

extension CursesTerminal {
    /// What this terminal's keys send, by terminfo.
    static func keySequences() -> [[UInt8]: Key] {
        let names: [(String, Key)] =
            [
                ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home), ("kend", .end),
                ("kpp", .pageUp), ("knp", .pageDown), ("kich1", .insert), ("kdch1", .delete), ("kcbt", .backTab),
                ("kent", .enter), ("kbs", .backspace),
            ] + (1...12).map { ("kf\($0)", .function($0)) }
        var sequences: [[UInt8]: Key] = [:]
        for (name, key) in names {
            var text = [CChar](repeating: 0, count: 32)
            let length = unsafe cterm_capability(name, &text, 32)
            // Single bytes are known anyway, and must not hide Esc.
            if length > 1 { sequences[text.prefix(Int(length)).map { UInt8(bitPattern: $0) }] = key }
        }
        return sequences
    }
}

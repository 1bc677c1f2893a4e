/// Texts that would leave their place: in a log, a table, a page, a query or a topic.
package enum HostileText {
    package static let pieces = [
        "+", "#", "/", "$", "\u{0}", "~", "%", "..", "a", "Z", "9", "-", "_", " ", "\n", "\r", "\r\n", "\t", "\u{8}",
        "\u{1B}", "\u{1B}[2J", "\u{7F}", "\u{9B}", "\u{85}", "\u{2028}", "\u{202E}", "\u{200D}", "\u{FEFF}", "\u{301}",
        "工单", "é", "🏭", "~2f", "floor/v1", "$SYS", "\u{FFFD}", "\"", "'", ",", ";", "\\", "=", "@", "＝", "＋", "－", "＠",
        "<", ">", "&", "]]>", "=cmd|'/c calc'!A1", "\",\"x\":1}", "hub: ",
    ]

    /// Up to eight of them, one after the other.
    package static func next(_ random: inout SplitMix) -> String {
        (0..<random.below(9)).map { _ in pieces[random.below(pieces.count)] }.joined()
    }
}

import Basis
import Shopfloor

/// When there is work.
extension PlantKeys {
    private static let clock = KeyType.notation(PlantNotations.clock)
    private static let endOfClock = KeyType.notation(PlantNotations.clockEnd)
    private static let date = KeyType.notation(PlantNotations.date)

    private static let lines = KeySpec(
        "lines", .list(of: .identifier), example: "[\"line-1\"]", text: "ids of the lines that it is for; default: all")
    private static let skipLines = KeySpec(
        "skip_lines", .list(of: .identifier), example: "[\"line-2\"]", text: "ids of lines that it is not for")

    static let shift = KeyTable(
        "shift", text: "A shift: when there is work, by the clock on the plant's wall.",
        keys: [
            KeySpec("id", .identifier, required: true, example: "\"early\"", text: "its name in rows"),
            KeySpec(
                "name", .text, example: "{ en = \"Early\", zh = \"早班\" }", text: "what people call it; default: its id"),
            KeySpec("from", clock, required: true, example: "\"06:00\"", text: "when it begins"),
            KeySpec(
                "to", endOfClock, required: true, example: "\"14:00\"",
                text: "when it ends; where that is not after from, on the next day"),
            KeySpec(
                "days", .list(of: .choice(of: Weekday.self)), example: "[\"mon\", \"tue\"]",
                text: "the weekdays on which it begins; default: all"),
            KeySpec("rota", .identifier, example: "\"crew-a\"", text: "the id of the [[rota]] that says on which days"),
            lines, skipLines,
        ],
        rules: [
            .one(of: ["days", "rota"], isRequired: false), .one(of: ["lines", "skip_lines"], isRequired: false),
            .filled("days"), .filled("lines"),
        ])

    static let rota = KeyTable(
        "rota", text: "Days with and without work that repeat, such as 4 on, 2 off.",
        keys: [
            KeySpec("id", .identifier, required: true, example: "\"crew-a\"", text: "its name, for [[shift]]"),
            KeySpec(
                "pattern", .list(of: .integer(in: 1...366)), required: true, example: "[4, 2]",
                text: "days with work, days without, days with …"),
            KeySpec(
                "start", date, required: true, example: "\"2026-01-05\"", text: "a date on which the pattern begins"),
        ], rules: [.filled("pattern")])

    static let pause = KeyTable(
        "break",
        text: """
            A pause within shifts, when nothing is planned. It is as long in each night, from its begin on, also where the \
            clocks are set in it. A begin in the hour that they skip counts on from before it, as those of shifts do: 02:30 to \
            03:00 is had from 03:30 to 04:00; a begin in the hour that comes twice is the earlier. What would lie behind the \
            end of its shift is not had.
            """,
        keys: [
            KeySpec(
                "name", .text, required: true, example: "{ en = \"Meal\", zh = \"用餐\" }", text: "what people call it"),
            KeySpec("from", clock, required: true, example: "\"10:00\"", text: "when it begins"),
            KeySpec(
                "to", endOfClock, required: true, example: "\"10:30\"",
                text: "when it ends; where that is not after from, on the next day"),
            KeySpec(
                "shifts", .list(of: .identifier), example: "[\"early\"]",
                text: "ids of the shifts that have it; default: all that it lies in"),
            lines, skipLines,
        ], rules: [.one(of: ["lines", "skip_lines"], isRequired: false), .filled("shifts"), .filled("lines")])

    static let holiday = KeyTable(
        "holiday", text: "A date, or several in a row, on which no shift begins.",
        keys: [
            KeySpec(
                "name", .text, required: true, example: "{ en = \"National Day\", zh = \"国庆节\" }",
                text: "what people call it"),
            KeySpec("date", date, required: true, example: "\"2026-10-01\"", text: "the date, or the first"),
            KeySpec("until", date, example: "\"2026-10-07\"", text: "the last date; default: the first"),
            lines, skipLines,
        ], rules: [.one(of: ["lines", "skip_lines"], isRequired: false), .filled("lines")])

    /// The words for weekdays.
    enum Weekday: String, CaseIterable {
        case mon, tue, wed, thu, fri, sat, sun

        /// As ISO 8601 counts, 1 for Monday.
        var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
    }
}

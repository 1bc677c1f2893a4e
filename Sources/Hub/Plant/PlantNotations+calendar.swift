import Basis

/// Dates and times of day.
extension PlantNotations {
    static let clock = Notation("a time of day", allowed: "\"00:00\" to \"23:59\"", pattern: clockPattern) { text in
        minute(text).map { _ in nil } ?? Notation.Fault("it is no time of day")
    }

    static let clockEnd = Notation(
        "a time of day", allowed: "\"00:00\" to \"24:00\"", pattern: "(\(clockPattern))|(^24:00$)"
    ) { text in
        endMinute(text).map { _ in nil } ?? Notation.Fault("it is no time of day")
    }

    static let date = Notation(
        "a date", allowed: "such as \"2026-10-01\"", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
    ) { text in
        CivilDate(text).map { _ in nil } ?? Notation.Fault("the calendar has no such day")
    }

    private static let clockPattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$"

    /// Minutes since 00:00; nil for what is no `hh:mm`.
    static func minute(_ text: String) -> Int? {
        let bytes = Array(("2000-01-01T" + text).utf8)
        guard text.utf8.count == 5, let time = ISO8601.parseCivil(bytes.span)?.time else { return nil }
        return time.millisecondOfDay / 60_000
    }

    /// The same, with 24:00 for the end of the day; 00:00 is that, too.
    static func endMinute(_ text: String) -> Int? { text == "24:00" ? 1440 : minute(text).map { $0 == 0 ? 1440 : $0 } }
}

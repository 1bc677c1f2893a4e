import Basis
import Records
import Shopfloor

/// How much of a time nobody knows anything of. It is said wherever stops are listed or summed up: in it there may have been
/// more of them.
enum UnknownTime {
    /// What answers it, beside a question about stops.
    static func query(beside stops: Query) -> Query {
        var query = Query(.kpi, beside: stops)
        query.group = .line
        return query
    }

    /// Whether the states of a time say anything of it.
    static func isAnythingKnown(_ states: [Row]) -> Bool {
        states.contains { $0.text("state") != MachineState.noData.rawValue }
    }

    /// By the rows of that answer; nil: none, or less than the minutes that are shown tell. Shift records say nothing of stops
    /// at all, which is said instead.
    static func sum(_ rows: [Row]) -> Duration? {
        let signalled = rows.filter { $0.text("basis") != TimeBasis.records.rawValue }
        let seconds = signalled.reduce(0) { $0 + ($1.number(PlannedElement.unknown.member) ?? 0) }
        return seconds < 60 ? nil : Duration(seconds: seconds)
    }

    /// `Not known (no data): 0:21:00`, as the lengths of stops are told.
    static func words(_ time: Duration, _ language: Language) -> String {
        "\(ReportPhrases(language: language)[.notKnown]) \(DurationText.hoursMinutesSeconds(time))"
    }

    /// `not known 0:21`, beside other figures.
    static func fact(_ time: Duration, _ language: Language) -> String {
        "\(ReportPhrases(language: language)[.notKnownShort]) \(DurationText.hoursMinutes(time))"
    }

    /// That there was no stop as far as is known, and of how much it is not.
    static func noStop(_ time: Duration, _ language: Language) -> String {
        let phrases = ReportPhrases(language: language)
        return phrases[.noStopKnown] + (language == .zh ? "" : " ") + words(time, language)
    }
}

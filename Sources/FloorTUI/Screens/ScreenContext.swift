import Basis
import Records
import Shopfloor
import Widgets

/// What every screen draws from.
struct ScreenContext {
    var picture: PlantPicture
    var link: LinkState
    /// The hub's clock; nil before its first word.
    var now: Instant?
    var phrases: Phrases

    var language: Language { phrases.language }

    /// `1:32` since then; a dash where that is not known.
    func duration(since: Instant?) -> String {
        guard let since, let now, now >= since else { return "–" }
        return DurationText.hoursMinutes(now - since)
    }

    /// The plant's clock, with its date where that is not today's.
    func clock(_ instant: Instant, seconds: Bool = true) -> String {
        let time = picture.zone.time(at: instant)
        let clock = seconds ? time.clock : time.hourMinute
        guard let now, picture.zone.time(at: now).date != time.date else { return clock }
        return "\(time.date) \(clock)"
    }

    /// Why nothing is known of a machine, or what its state waits for; nil where its state is known.
    func why(_ row: LineDocument.Row) -> String? {
        guard let why = row.condition.why else { return nil }
        guard !row.waitsFor.isEmpty else { return phrases[why.phrase] }
        return "\(phrases[.waitsFor]) \(row.waitsFor.joined(separator: ", "))"
    }

    /// The role of a normal text: what is not current looks like it.
    func role(_ role: Role) -> Role { link.isCurrent ? role : .stale }
}

import Basis
import Shopfloor
import Widgets

/// Times in rows, which have less room than sentences.
extension ScreenContext {
    /// How much of a time a row shows.
    enum MomentRoom {
        /// Five columns, for the narrowest screens: `14:02`, of another day its date alone, `11-29`.
        case five
        /// `14:02`, of another day `11-29 22:15`.
        case minutes
        /// `14:02:09`, of another day `11-29 22:15`.
        case seconds
        /// Seconds of other days too, where rows differ by them: `11-29 22:15:30`.
        case exact
    }

    /// From here on a month and a day may be those of another year.
    private static let halfYear = Duration.seconds(183 * 86_400)

    /// Today's clock; of another day its date before it, with the year where the date alone would leave that open; a dash
    /// where it is not known.
    func moment(_ instant: Instant?, _ room: MomentRoom = .seconds) -> String {
        guard let instant else { return "–" }
        let time = picture.zone.time(at: instant)
        guard let now, picture.zone.time(at: now).date != time.date else {
            return room == .five || room == .minutes ? time.hourMinute : time.clock
        }
        let monthAndDay = String("\(time.date)".suffix(5))
        guard room != .five else { return monthAndDay }
        let isNear = (instant > now ? instant - now : now - instant) < Self.halfYear
        return "\(isNear ? monthAndDay : "\(time.date)") \(room == .exact ? time.clock : time.hourMinute)"
    }

    /// `02:30`, where its date stands elsewhere; in an hour that comes for the second time with the offset in as few columns as
    /// there are, `02:30+01`.
    func bareClock(_ instant: Instant) -> String {
        let text = picture.zone.time(at: instant).hourMinute.filter { $0 != " " }
        return text.count > 5 && text.hasSuffix(":00") ? String(text.dropLast(3)) : text
    }

    func date(_ instant: Instant) -> CivilDate { picture.zone.time(at: instant).date }

    /// The rule of two clocks: when something was typed is of this terminal's clock, which wrote it, and all else of the
    /// plant's, which runs otherwise in replays and simulations. So what is today is by the one that wrote it, and screens
    /// that show both say which is which (`Phrase.terminalClock`).
    var ofTerminal: ScreenContext {
        var context = self
        context.now = terminalNow ?? now
        return context
    }

    /// Columns that the times between two need at most; one of them may come for the second time and tell its offset.
    func momentColumns(_ room: MomentRoom = .seconds, from: Instant?, to: Instant?) -> Int {
        let widest = [from, to].compactMap { $0.map { moment($0, room).columns } }.max() ?? 0
        let least = max(widest, room == .five || room == .minutes ? 5 : 8)
        guard let from, let to, from < to else { return least }
        return least + (picture.zone.repeats(in: Interval(from: from, to: to)) ? 7 : 0)
    }
}

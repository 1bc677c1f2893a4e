import Basis
import Records
import Shopfloor

/// What is known of stops that nobody explained, and what those that last are put down to. A plant without shifts counts by
/// its days, as its other screens do.
struct FloorStops {
    /// Stops of the running shift, or of today, of which somebody is asked for a reason.
    let unexplained: Int
    /// The same of the shift that ended last, or of yesterday: nothing else on the Floor leads back to them.
    let before: Int
    private let hasShifts: Bool

    init(_ context: ScreenContext) {
        hasShifts = Self.hasShifts(context)
        let spans = Self.spans(context)
        func asked(_ span: ReviewSpan?) -> Int { span.map { Self.count(in: $0, context) } ?? 0 }
        // Rows have those of shifts that run, which may be others on each line.
        unexplained =
            hasShifts ? context.picture.rows.reduce(0) { $0 + $1.unexplainedStops } : asked(spans.now)
        before = asked(spans.before)
    }

    /// What the machines' rows do not tell.
    static func questions(_ context: ScreenContext) -> [Question] {
        let spans = spans(context)
        return [spans.now, spans.before].compactMap(\.self).map { Question(query($0, context), pace: .calm) }
    }

    /// Times that have to be asked for.
    private static func spans(_ context: ScreenContext) -> (now: ReviewSpan?, before: ReviewSpan?) {
        guard let now = context.now, !context.picture.isByRecords, !context.picture.rows.isEmpty else {
            return (nil, nil)
        }
        let finder = SpanFinder(.whole(context.picture), context)
        if hasShifts(context) { return (nil, finder.lastEnded(at: now)) }
        let today = finder.span(.day, at: now)
        return (today, finder.neighbour(of: today, -1))
    }

    /// Asked for each frame: a plant may have hundreds of lines. Until the calendar has come, a line's own word counts.
    private static func hasShifts(_ context: ScreenContext) -> Bool {
        let picture = context.picture
        return picture.calendar.map { !$0.isEmpty } ?? (picture.lines.first?.shift != nil)
    }

    private static func query(_ span: ReviewSpan, _ context: ScreenContext) -> Query {
        Query(.pareto, of: .whole(context.picture), in: span)
    }

    private static func count(in span: ReviewSpan, _ context: ScreenContext) -> Int {
        context.board.answer(query(span, context)).rows.filter { StopCause($0).asksForReason }
            .reduce(0) { $0 + Int($1.integer("stops") ?? 0) }
    }

    /// How many have no reason, and of when, in more words and in fewer; none where each has one.
    func words(_ context: ScreenContext) -> [String] {
        let phrases = context.phrases
        let now = (count: unexplained, when: phrases[hasShifts ? ReviewPhrase.thisShift : .today])
        let last = (count: before, when: phrases[hasShifts ? ReviewPhrase.lastShift : .yesterday])
        guard let first = [now, last].first(where: { $0.count > 0 }) else { return [] }
        let whats = [
            phrases[first.count == 1 ? ReviewPhrase.oneStopUnexplained : .stopsUnexplained], phrases[.noReasonShort],
        ]
        let texts = whats.map { what in
            context.language == .zh
                ? "? \(first.when) \(first.count) \(what)" : "? \(first.count) \(what) \(first.when)"
        }
        guard now.count > 0, last.count > 0 else { return texts }
        let more = context.language == .zh ? ",\(last.when) \(last.count)" : ", \(last.count) \(last.when)"
        return texts.map { $0 + more } + texts
    }

    /// The reason that somebody gave, or that one is asked for; nil where the stop is too short, or explains itself.
    static func words(_ machine: String, _ context: ScreenContext) -> String? {
        let picture = context.picture
        guard let stop = picture.row(of: machine).flatMap({ picture.rows[$0].stop }) else { return nil }
        if stop.isUnexplained { return context.phrases[.noReason] }
        guard stop.reason != nil else { return nil }
        return [StopCause(stop).words(context), stop.note].compactMap(\.self).joined(separator: " · ")
    }
}

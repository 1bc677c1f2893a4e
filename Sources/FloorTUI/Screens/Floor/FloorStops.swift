import Basis
import Records
import Shopfloor

/// What the hub says of the stops of the running shift in its rows: what those that last are put down to, and how many
/// nobody explained.
struct FloorStops {
    /// Where no shift runs there is nothing to ask about.
    private let hasShift: Bool
    /// Stops of the shift of which somebody is asked for a reason.
    let unexplained: Int

    init(_ context: ScreenContext) {
        hasShift = context.picture.shift != nil
        unexplained = hasShift ? context.picture.rows.reduce(0) { $0 + $1.unexplainedStops } : 0
    }

    /// That some of the shift have no reason, in more words and in fewer; none where each has one.
    func words(_ context: ScreenContext) -> [String] {
        guard unexplained > 0 else { return [] }
        let phrases: [ReviewPhrase] = [unexplained == 1 ? .oneWithoutReasonShift : .withoutReasonShift, .noReasonShift]
        return phrases.map { "? \(unexplained) \(context.phrases[$0])" }
    }

    /// The reason that somebody gave, or that one is asked for; nil where the stop is too short, or explains itself.
    func words(_ machine: String, _ context: ScreenContext) -> String? {
        let picture = context.picture
        guard hasShift, let stop = picture.row(of: machine).flatMap({ picture.rows[$0].stop }) else { return nil }
        if stop.isUnexplained { return context.phrases[.noReason] }
        guard stop.reason != nil else { return nil }
        return [StopCause(stop).words(context), stop.note].compactMap(\.self).joined(separator: " · ")
    }
}

import Basis
import Records
import Shopfloor

/// What is known of the stops of the running shift: what people said of those that last, and how many nobody explained.
struct FloorStops {
    /// By machine: the stop that lasts.
    private var open: [String: StopLine] = [:]
    /// Stops of the shift of which somebody is asked for a reason.
    private(set) var unexplained = 0

    /// Nothing is known.
    init() {}

    init(_ context: ScreenContext) {
        guard let query = Self.query(context) else { return }
        for row in context.board.answer(query).rows {
            guard let stop = StopLine(row) else { continue }
            if stop.cause.asksForReason { unexplained += 1 }
            if stop.to == nil { open[stop.machine] = stop }
        }
    }

    /// nil where no shift runs: then there is nothing to ask about.
    static func query(_ context: ScreenContext) -> Query? {
        guard let shift = context.picture.shift else { return nil }
        var query = Query(.stops)
        (query.from, query.to) = (shift.interval.from, shift.interval.to)
        return query
    }

    /// The reason that somebody gave, or that one is asked for; nil where the stop is too short, or nothing is known.
    func words(_ machine: String, _ context: ScreenContext) -> String? {
        guard let stop = open[machine] else { return nil }
        switch stop.cause.basis {
        case .reason: return stop.words(context)
        case .unexplained: return context.phrases[.noReason]
        case .state, .micro: return nil
        }
    }
}

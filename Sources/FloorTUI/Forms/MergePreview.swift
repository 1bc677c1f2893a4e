import Basis
import Records
import Shopfloor

/// What a stop would be merged with, and what comes of it: to be read before it is done.
struct MergePreview {
    /// The stop that ends where this one begins; else the one that begins where this one ends.
    let other: StopTarget
    /// Id of the reason that the one stop has then, as the hub decides it; nil: none.
    let reason: String?

    /// nil: the machine worked before the stop and after it, or its neighbours are not known here; see `isKnown`.
    ///
    /// - Parameter end: of the stop; nil: it lasts.
    init?(of id: StopID, until end: Instant?, _ context: ScreenContext) {
        let stops = Self.stops(around: id, until: end, context)
        let own = stops.first { $0.id == id }
        if let before = stops.first(where: { $0.to == id.from }) {
            other = before
            reason = before.seen?.reason ?? own?.seen?.reason
        } else if let end = own?.to ?? end, let after = stops.first(where: { $0.id.from == end }) {
            other = after
            reason = own?.seen?.reason ?? after.seen?.reason
        } else {
            return nil
        }
    }

    /// The machine's stops that lie around a stop and touch it: documents tell of few machines, and of few stops of each.
    static func query(around id: StopID, until end: Instant?) -> Query {
        var query = Query(.stops, of: .machine(id.machine))
        (query.from, query.to) = (id.from - .seconds(1), end.map { $0 + .seconds(1) })
        return query
    }

    /// Whether that a stop has no neighbour is known, and not only that none has been heard of.
    static func isKnown(around id: StopID, until end: Instant?, _ context: ScreenContext) -> Bool {
        context.board.answer(query(around: id, until: end)).seq != nil
    }

    /// What the documents tell is newer than what the hub has answered.
    private static func stops(around id: StopID, until end: Instant?, _ context: ScreenContext) -> [StopTarget] {
        let document = context.picture.machines[id.machine]?.document.stops ?? []
        let told = ([context.picture.stop(id)].compactMap(\.self) + document).map { StopTarget($0) }
        let rows = context.board.answer(query(around: id, until: end)).rows
        let answered = rows.compactMap { StopLine($0) }.compactMap { StopTarget($0) }
        return told + answered.filter { stop in !told.contains { $0.id == stop.id } }
    }

    func lines(_ context: ScreenContext) -> [String] {
        let phrases = context.phrases
        func words(_ reason: String?) -> String {
            reason.map { context.picture.reasons.words($0, context.language) } ?? phrases[.unexplained]
        }
        let times = "\(context.clock(other.id.from)) – \(other.to.map { context.clock($0) } ?? "…")"
        return [
            "\(phrases[.mergeWith]) \(times) · \(words(other.seen?.reason))",
            "\(phrases[.mergedReason]) \(words(reason))",
        ]
    }
}

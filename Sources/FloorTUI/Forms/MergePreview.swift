import Records
import Shopfloor

/// What a stop would be merged with, and what comes of it: to be read before it is done.
struct MergePreview {
    /// The stop that ends where this one begins; else the one that begins where this one ends.
    let other: StopNotice
    /// Id of the reason that the one stop has then, as the hub decides it; nil: none.
    let reason: String?

    /// nil: the machine worked before the stop and after it, as far as is known here.
    init?(of id: StopID, _ context: ScreenContext) {
        let stops = context.picture.machines[id.machine]?.document.stops ?? []
        let stop = context.picture.stop(id)
        if let before = stops.first(where: { $0.to == id.from }) {
            other = before
            reason = before.reason ?? stop?.reason
        } else if let end = stop?.to, let after = stops.first(where: { $0.id.from == end }) {
            other = after
            reason = stop?.reason ?? after.reason
        } else {
            return nil
        }
    }

    func lines(_ context: ScreenContext) -> [String] {
        let phrases = context.phrases
        func words(_ reason: String?) -> String {
            reason.map { context.picture.reasons.words($0, context.language) } ?? phrases[.unexplained]
        }
        let times = "\(context.clock(other.id.from)) – \(other.to.map { context.clock($0) } ?? "…")"
        return [
            "\(phrases[.mergeWith]) \(times) · \(words(other.reason))", "\(phrases[.mergedReason]) \(words(reason))",
        ]
    }
}

import Basis
import Records
import Shopfloor

/// The stop that a form is about, as the screen knows it.
struct StopTarget: Hashable {
    var id: StopID
    /// nil: it still lasts.
    var to: Instant?

    /// The stop of a machine that lasts, from the first of its states without work on; nil where it does not stand.
    init?(open machine: String, _ context: ScreenContext) {
        guard let number = context.picture.row(of: machine) else { return nil }
        let row = context.picture.rows[number]
        guard row.condition.state.isStop, var from = row.since else { return nil }
        for stretch in context.picture.machines[machine]?.document.intervals ?? [] {
            guard let end = stretch.to else { continue }
            guard end == from, stretch.condition.state.isStop, let before = stretch.from else { break }
            from = before
        }
        self.init(id: StopID(machine: machine, from: from), to: nil)
    }

    init(id: StopID, to: Instant?) {
        self.id = id
        self.to = to
    }
}

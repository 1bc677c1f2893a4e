import Basis
import Records
import Shopfloor

/// The stop that a form is about, as the screen knows it.
struct StopTarget: Hashable {
    var id: StopID
    /// nil: it still lasts.
    var to: Instant?

    /// The stop of a machine that lasts; nil where it does not stand.
    init?(open machine: String, _ context: ScreenContext) {
        guard let row = context.picture.row(of: machine), let stop = context.picture.rows[row].stop else { return nil }
        self.init(id: stop.id, to: nil)
    }

    init(id: StopID, to: Instant?) {
        self.id = id
        self.to = to
    }
}

import Basis
import Records
import Shopfloor

/// The stop that a form is about, as the screen knows it.
struct StopTarget: Hashable {
    var id: StopID
    /// nil: it still lasts.
    var to: Instant?
    /// What the screen shows of it; nil: no more than its times.
    var seen: Seen?

    /// What people said of a stop, as it was looked at: by its version what somebody else says later is told from it.
    struct Seen: Hashable {
        var version: Int64?
        var reason: String?
        var note: String?
    }

    /// The stop of a machine that lasts; nil where it does not stand.
    init?(open machine: String, _ context: ScreenContext) {
        guard let row = context.picture.row(of: machine), let stop = context.picture.rows[row].stop else { return nil }
        self.init(stop)
    }

    init(_ stop: StopNotice) {
        self.init(id: stop.id, to: stop.to)
        seen = Seen(version: stop.version, reason: stop.reason, note: stop.note)
    }

    /// nil where its id is none that commands could name.
    init?(_ line: StopLine) {
        guard let id = StopID(line.id) else { return nil }
        self.init(id: id, to: line.to)
        seen = Seen(version: line.version, reason: line.reason, note: line.note)
    }

    /// As the documents tell it; its start alone where they do not.
    init(named id: StopID, _ context: ScreenContext) {
        if let stop = context.picture.stop(id) {
            self.init(stop)
        } else {
            self.init(id: id, to: nil)
        }
    }

    init(id: StopID, to: Instant?) {
        self.id = id
        self.to = to
    }
}

import Basis
import Records
import Shopfloor

/// A machine that needs someone, and why; the order is worst first, then longest.
struct Attention: Hashable, Comparable {
    /// The machine's place in `PlantPicture.rows`.
    var row: Int
    /// The higher, the worse.
    var rank: Int
    /// The rank of a machine that needs someone for its alarm alone.
    static let fault = 3
    /// Since when it needs someone: when its state began, or its alarm came. nil: since before anything was known.
    var since: Instant?

    /// nil when the machine needs nobody: it produces, is idle or is being set up, or is not meant to be heard, and no fault
    /// stands.
    ///
    /// - Parameter state: nil: it sends nothing, and need not.
    init?(row: Int, _ document: LineDocument.Row, state: MachineState?) {
        self.row = row
        switch state {
        case .stopped: rank = 5
        case .waiting: rank = 4
        case .noData: rank = 2
        case .producing, .setUp, .idle, .maintenance, nil:
            guard let alarm = document.alarm, alarm.level == .fault, alarm.isKnown else { return nil }
            rank = Self.fault
            since = alarm.since
            return
        }
        since = document.since
    }

    static func < (a: Attention, b: Attention) -> Bool {
        if a.rank != b.rank { return a.rank > b.rank }
        if a.since != b.since { return (a.since?.milliseconds ?? .min) < (b.since?.milliseconds ?? .min) }
        return a.row < b.row
    }
}

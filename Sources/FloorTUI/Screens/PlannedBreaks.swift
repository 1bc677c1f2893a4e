import Basis
import Shopfloor

/// Planned breaks as ribbons show them, on screens and in reports.
struct PlannedBreaks {
    var intervals: [Interval] = []
    /// Until when the time has come that is shown.
    var now = Instant.distantFuture

    /// Whether a cell shows a break: it lies in breaks for the most part, and they were not worked, since that time counts
    /// (`TimeElement.inBreak`). Only what has passed of it is weighed: a break that is still to come hides nothing.
    ///
    /// - Parameter state: what it would show else.
    func hide(_ state: MachineState?, in cell: Interval) -> Bool {
        guard !intervals.isEmpty, cell.from < now, state?.worksBreak != true else { return false }
        let past = Interval(from: cell.from, to: min(cell.to, now))
        let pause = intervals.reduce(Int64(0)) { sum, pause in
            sum + (pause.intersection(past).map { $0.to.milliseconds - $0.from.milliseconds } ?? 0)
        }
        return 2 * pause >= past.to.milliseconds - past.from.milliseconds
    }
}

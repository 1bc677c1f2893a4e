import Basis
import Records
import Shopfloor
import Store

/// Reads the stops of a machine from a store.
struct StopReading {
    let store: any RecordStore
    let asOf: AsOf

    /// The stops of the window, with all that they need of the time before: back to a time in which the machine is proven
    /// not to have stood.
    func book(of machine: String, in window: Interval) throws(StoreError) -> StopBook {
        // Few machines stand for longer, and what is read in vain is read for each of a plant.
        var hours: Int64 = 2
        while true {
            let reach = Interval(from: window.from - .seconds(hours * 3600), to: window.to)
            let stretches = try store.intervals(machine: machine, window: reach, asOf: asOf).map {
                ConditionStretch($0)
            }
            let isAnchored =
                stretches.first?.from == nil
                || stretches.contains { $0.isProvenNoStop && $0.from ?? .distantPast <= window.from }
            if isAnchored || hours > 64 * 24 {
                let entries = try store.stopEdits(machine: machine, window: reach, asOf: asOf)
                return StopBook(machine: machine, stretches: stretches, entries: entries)
            }
            hours *= 4
        }
    }
}

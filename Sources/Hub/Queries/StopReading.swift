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
        var days: Int64 = 1
        while true {
            let reach = Interval(from: window.from - .seconds(days * 86_400), to: window.to)
            let stretches = try store.intervals(machine: machine, window: reach, asOf: asOf).map {
                ConditionStretch($0)
            }
            let isAnchored =
                stretches.first?.from == nil
                || stretches.contains { $0.isProvenNoStop && $0.from ?? .distantPast <= window.from }
            if isAnchored || days > 64 {
                let entries = try store.stopEdits(machine: machine, window: reach, asOf: asOf)
                return StopBook(machine: machine, stretches: stretches, entries: entries)
            }
            days *= 4
        }
    }
}

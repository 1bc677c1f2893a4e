import Basis
import Records
import Shopfloor
import Store

/// Reads the stops of a machine from a store.
struct StopReading {
    private let store: any RecordStore
    private let asOf: AsOf
    /// Nothing that began at or after it is read.
    private let end: Instant

    /// - Parameter query: of which moment.
    init(store: any RecordStore, query: Query) {
        self.store = store
        asOf = query.asOf
        end = query.end
    }

    /// The stops of the window, whole, with all that they need of the time around it: back to a time in which the machine is
    /// proven not to have stood, and on to the end of the one in which the window ends. So a stop is the same one in each
    /// window that has a part of it.
    func book(of machine: String, in window: Interval) throws(StoreError) -> StopBook {
        // Few machines stand for longer, and what is read in vain is read for each of a plant.
        var (before, after): (Int64, Int64) = (2, 0)
        while true {
            let last = min(end, after == 0 ? window.to : window.to + .hours(after))
            let reach = Interval(from: window.from - .hours(before), to: max(window.to, last))
            let stretches = try store.intervals(machine: machine, window: reach, asOf: asOf).map {
                ConditionStretch($0)
            }
            let isAnchored =
                before > Self.longest || stretches.first?.from == nil
                || stretches.contains { $0.isProvenNoStop && $0.from ?? .distantPast <= window.from }
            // The last one that was read may be followed by more of the same stop, or after no data by its rest.
            let isWhole =
                after > Self.longest || end <= reach.to
                || stretches.last.map { $0.isProvenNoStop || $0.to == nil } ?? true
            if isAnchored, isWhole {
                let entries = try store.stopEdits(machine: machine, window: reach, asOf: asOf)
                return StopBook(machine: machine, stretches: stretches, entries: entries)
            }
            if !isAnchored { before *= 4 }
            if !isWhole { after = max(2, after * 4) }
        }
    }

    /// Hours; of what lasts longer only so much is read.
    private static let longest: Int64 = 64 * 24
}

extension Duration {
    fileprivate static func hours(_ hours: Int64) -> Duration { .seconds(hours * 3600) }
}

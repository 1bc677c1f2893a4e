import Basis
import Shopfloor
import Store

/// What a core is told of the past by its store, before it goes on.
extension HubCore {
    /// The ribbons and the newest alarms, as they were when the last hub ended, and how far the counts had come in the shifts
    /// since.
    ///
    /// - Parameters:
    ///   - alive: when the last hub ended.
    ///   - now: the same for a hub that follows a clock which it has not heard yet.
    mutating func putBack(from store: SQLiteStore, alive: Instant, until now: Instant) throws(StoreError) {
        let window = Interval(from: alive - Self.recentSpan, to: alive)
        putBackRecent(try store.recordedIntervals(window: window))
        putBackRaised(try store.alarmEvents(machine: nil, since: window.from, asOf: .now))
        putBackVersions(try store.models(asOf: .now), since: window.from)
        try putBackShiftCounts(from: store, until: now)
    }

    /// By what a shift is judged, and a stop, that began under an older plant file.
    private mutating func putBackVersions(_ models: [StoredModel], since: Instant) {
        let first = models.lastIndex { $0.from <= since } ?? models.startIndex
        // One that can no longer be read is no reason not to start.
        guard let versions = try? ModelVersion.all(of: Array(models[first...])), let newest = versions.last else {
            return
        }
        self.versions = versions
        microStops = versions.microStops
        plannedTime = versions.plannedTime ?? plannedTime
        if newest.model.digest != model.digest { judge(by: model) }
    }

    /// How far the counts had come at the borders of the last days' shifts: at the start of a hub, and where a changed plant
    /// file has other machines or shifts.
    mutating func putBackShiftCounts(from store: SQLiteStore, until now: Instant) throws(StoreError) {
        for (machine, borders) in shiftBorders(until: now) where !borders.isEmpty {
            let counts = try store.counts(machine: machine, before: borders, asOf: .now)
            for (border, rows) in zip(borders, counts) { putBackShiftCounts(of: machine, from: border, rows) }
        }
    }
}

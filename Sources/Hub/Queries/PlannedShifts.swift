import Basis
import Shopfloor

/// The shifts that an answer needs, found once for all machines of a line: a calendar reckons each from its dates.
final class PlannedShifts {
    private var found: [Place: [ShiftInstance]] = [:]

    /// Which line in which window, by the version of the plant file that holds from one instant to another.
    private struct Place: Hashable {
        var versionFrom: Instant
        var versionTo: Instant
        var line: String
        var window: Interval
    }

    /// Those of a line that have time in common with `window`, in order of time.
    func of(_ version: ModelVersion, line: String, overlapping window: Interval) -> [ShiftInstance] {
        let place = Place(versionFrom: version.from, versionTo: version.to, line: line, window: window)
        if let shifts = found[place] { return shifts }
        let shifts = version.model.calendar.shifts(line: line, overlapping: window)
        found[place] = shifts
        return shifts
    }
}

import Basis
import Shopfloor

/// The shifts that an answer needs, found once for all machines of a line: a calendar reckons each from its dates.
final class PlannedShifts {
    private var found: [Place: [ShiftInstance]] = [:]
    private var ends: [Begin: Instant] = [:]

    /// Which line in which window, by the version of the plant file that holds from one instant to another.
    private struct Place: Hashable {
        var versionFrom: Instant
        var versionTo: Instant
        var line: String
        var window: Interval
    }

    /// Which line when a version of the plant file came into force.
    private struct Begin: Hashable {
        var versionFrom: Instant
        var line: String
    }

    /// Until when shifts of older versions go on, as `end(before:line:)` of the versions has it.
    func end(of versions: [ModelVersion], before index: Int, line: String) -> Instant {
        let begin = Begin(versionFrom: versions[index].from, line: line)
        if let end = ends[begin] { return end }
        let end = versions.end(before: index, line: line)
        ends[begin] = end
        return end
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

package import Basis

/// When each machine of the plant was meant to work, over the plant's time: a shift goes on by the plant file that was in
/// force when it began, as in every figure.
package struct PlannedTime: Hashable, Sendable {
    private struct Step: Hashable {
        var from: Instant
        var calendar: PlantCalendar
        /// Of each machine.
        var lines: [String: String]
    }

    /// In the order in which they came into force.
    private var steps: [Step] = []

    /// One calendar for all time.
    package init(_ calendar: PlantCalendar, _ plant: Plant) { set(calendar, plant, from: .distantPast) }

    /// From this instant on another calendar holds.
    package mutating func set(_ calendar: PlantCalendar, _ plant: Plant, from: Instant) {
        // Where the hub's clock was set back the newer word holds.
        steps.removeAll { $0.from >= from }
        let lines = Dictionary(plant.machines.map { ($0.id, $0.line) }) { first, _ in first }
        let step = Step(from: from, calendar: calendar, lines: lines)
        if let last = steps.last, last.calendar == calendar, last.lines == lines { return }
        steps.append(step)
    }

    /// Whether the machine was meant to work at any time of these: in a shift, and in none of its breaks. Where its line has
    /// no calendar nobody said when it rests, and all time is such.
    package func has(_ machine: String, in time: Interval) -> Bool {
        var start = time.from
        // Day by day, since most time has some, and a stop may last for months.
        while start < time.to {
            let end = min(time.to, start + .seconds(86_400))
            if isAny(of: machine, in: Interval(from: start, to: end)) { return true }
            start = end
        }
        return false
    }

    private func isAny(of machine: String, in time: Interval) -> Bool {
        steps.indices.contains { index in
            let step = steps[index]
            let end = index + 1 < steps.count ? steps[index + 1].from : .distantFuture
            guard step.from < time.to, let line = step.lines[machine] else { return false }
            guard step.calendar.covers(line) else { return max(step.from, time.from) < min(end, time.to) }
            return step.calendar.shifts(line: line, overlapping: time).contains { shift in
                step.from <= shift.interval.from && shift.interval.from < end
                    && shift.planned.contains { $0.intersection(time) != nil }
            }
        }
    }
}

import Basis
import Records
import Shopfloor

/// The intervals of every machine by the plainest rule: points of change; an event removes those at and after its time.
struct IntervalModel {
    private var changes: [String: [(from: Instant?, condition: Condition)]] = [:]

    mutating func apply(_ change: StateChanged) {
        var points = changes[change.machine] ?? []
        points.removeAll { !isBefore($0.from, change.from) }
        if points.last?.condition != change.condition { points.append((change.from, change.condition)) }
        changes[change.machine] = points
    }

    /// Points of change within its time give way to its own; what held at its end goes on there.
    mutating func apply(_ correction: StateCorrected) {
        let points = changes[correction.machine] ?? []
        let after = points.last { !isBefore(correction.to, $0.from) }?.condition
        var next = points.filter { isBefore($0.from, correction.from) }
        next.append((correction.from, correction.condition))
        if let after { next.append((correction.to, after)) }
        next += points.filter { isBefore(correction.to, $0.from) }
        changes[correction.machine] = next.reduce(into: []) { kept, point in
            if kept.last?.condition != point.condition { kept.append(point) }
        }
    }

    var rows: [IntervalRow] {
        changes.sorted { $0.key < $1.key }.flatMap { machine, points in
            points.indices.map { index in
                let next = index + 1 < points.count ? points[index + 1].from : nil
                return IntervalRow(
                    machine: machine, condition: points[index].condition, from: points[index].from, to: next)
            }
        }
    }

    private func isBefore(_ a: Instant?, _ b: Instant?) -> Bool {
        guard let b else { return false }
        return a.map { $0 < b } ?? true
    }
}

extension IntervalRow {
    func overlaps(_ window: Interval) -> Bool {
        (from.map { $0 < window.to } ?? true) && (to.map { $0 > window.from } ?? true) && window.from < window.to
    }
}

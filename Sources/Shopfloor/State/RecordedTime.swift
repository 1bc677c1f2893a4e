package import Basis

/// The parts of a time in which the hub recorded: it ran, had its link to the broker, and knew a machine's state, that it had
/// none, or that it was silent. What is counted for each day is divided by this time alone; in all other time nothing was
/// seen, which is not the same as nothing.
package struct RecordedTime: Hashable, Sendable {
    /// In order of time; none meets the next.
    package let intervals: [Interval]

    /// - Parameters:
    ///   - known: of any machines, in any order and with overlaps: the times in which they were looked at.
    ///   - window: what lies outside it does not count.
    package init(_ known: [Interval], within window: Interval) {
        let parts = known.compactMap { $0.intersection(window) }.sorted { $0.from < $1.from }
        intervals = parts.reduce(into: []) { merged, part in
            if let last = merged.last, part.from <= last.to {
                merged[merged.count - 1].to = max(last.to, part.to)
            } else {
                merged.append(part)
            }
        }
    }

    package func contains(_ time: Instant) -> Bool {
        let next = intervals.partitioningIndex { $0.from > time }
        return next > 0 && intervals[next - 1].contains(time)
    }

    package var duration: Duration { intervals.reduce(.zero) { $0 + $1.duration } }

    /// What of a part of the time was recorded.
    package func duration(within part: Interval) -> Duration {
        intervals.reduce(.zero) { $0 + ($1.intersection(part)?.duration ?? .zero) }
    }
}

extension Condition {
    /// Whether the hub looked at the machine: also where that said nothing.
    package var isRecorded: Bool {
        switch why {
        case .link, .hub, .never, .removed: false
        case .silent, .source, nil: true
        }
    }
}

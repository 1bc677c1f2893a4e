package import Basis

/// Below which length a stop needs no reason, over the plant's time: a stop is judged by the plant file that was in force
/// when it began, in every list and figure.
package struct MicroStopLimits: Hashable, Sendable {
    private struct Step: Hashable {
        var from: Instant
        var limit: Duration
    }

    /// In the order in which they came into force.
    private var steps: [Step] = []

    /// One limit for all time.
    package init(_ limit: Duration) { set(limit, from: .distantPast) }

    /// From this instant on another limit holds.
    package mutating func set(_ limit: Duration, from: Instant) {
        // Where the hub's clock was set back the newer word holds.
        steps.removeAll { $0.from >= from }
        if steps.last?.limit != limit { steps.append(Step(from: from, limit: limit)) }
    }

    /// For a stop that began at this instant.
    package subscript(from: Instant) -> Duration { steps.last { $0.from <= from }?.limit ?? .zero }
}

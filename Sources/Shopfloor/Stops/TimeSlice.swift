package import Basis

/// A stretch of one machine's time in which all that figures are made of stays the same: one condition, one stop, one
/// reason, one order.
///
/// Ribbon, stop list, Pareto, time elements and reports are all sums over the same slices. They are half-open, follow one
/// another without overlap or hole, and are counted in whole milliseconds, so that the sums agree exactly.
package struct TimeSlice: Hashable, Sendable {
    package var interval: Interval
    package var condition: Condition
    /// The stop that it is part of; nil where the machine did not stand.
    package var stop: StopID?
    /// Id of the reason that a person gave; nil where none was given.
    package var reason: String?
    /// Of the reason that was given, as it was when it was given; else of the state where that explains itself (set-up,
    /// maintenance). nil: unexplained, or no stop.
    package var kind: StopReason.Kind?
    package var order: RunningOrder

    package init(
        interval: Interval, condition: Condition, stop: StopID? = nil, reason: String? = nil,
        kind: StopReason.Kind? = nil, order: RunningOrder = .unknown
    ) {
        self.interval = interval
        self.condition = condition
        self.stop = stop
        self.reason = reason
        self.kind = kind
        self.order = order
    }

    package var milliseconds: Int64 { interval.to.milliseconds - interval.from.milliseconds }
}

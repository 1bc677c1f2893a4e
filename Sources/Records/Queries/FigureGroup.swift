/// By what figures are summed.
package enum FigureGroup: String, Hashable, Sendable, CaseIterable {
    case machineShift = "machine-shift"
    case shift
    /// The line by whole hours of the plant's clocks.
    case hour
    case day
    case order
    case machine
    case line

    /// Whether it needs a calendar: without one there are no shifts and no days of the plant.
    package var isOfShifts: Bool {
        switch self {
        case .machineShift, .shift, .hour, .day: true
        case .order, .machine, .line: false
        }
    }

    /// Whether its calendar time is all time that is asked about, and not that of the shifts or orders themselves.
    package var isOfCalendar: Bool {
        switch self {
        case .day, .machine, .line: true
        case .machineShift, .shift, .hour, .order: false
        }
    }
}

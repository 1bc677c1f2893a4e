/// By what figures are summed.
package enum FigureGroup: String, Hashable, Sendable, CaseIterable {
    case machineShift = "machine-shift"
    case shift
    case day
    case order
    case machine
    case line

    /// Whether it needs a calendar: without one there are no shifts and no days of the plant.
    package var isOfShifts: Bool {
        switch self {
        case .machineShift, .shift, .day: true
        case .order, .machine, .line: false
        }
    }
}

/// What a report asks for, one question each, in the order in which they stand in its JSON.
enum ReportPart: String, Hashable, Sendable, CaseIterable {
    /// How far the journal goes.
    case standing
    /// The line's figures over all the time of the report.
    case line
    /// The same of each machine.
    case machines
    /// The same of each shift of a day; a report of one shift has none.
    case shifts
    /// What was made in each hour.
    case hours
    /// Each machine's time, as it was spent.
    case slices
    case stops
    case pareto
    /// How often alarms came, of all and of each.
    case alarms
    /// What people did about alarms, and noted.
    case alarmActions = "alarm_actions"

    /// The members that tell one row of the answer from all others.
    var keys: [String] {
        switch self {
        case .standing: ["seq"]
        case .line, .hours: ["from"]
        case .machines: ["machine"]
        case .shifts: ["from", "shift"]
        case .slices: ["machine", "from", "element"]
        case .stops: ["id"]
        case .pareto: ["cause", "reason", "kind"]
        case .alarms: ["machine", "item", "code"]
        case .alarmActions: ["seq"]
        }
    }
}

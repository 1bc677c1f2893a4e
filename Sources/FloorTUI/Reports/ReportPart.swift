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

/// How a machine's planned busy time was spent: the elements of ISO 22400-2 and the time of which nothing is known. They
/// add up to it in every row.
enum ReportElement: String, Hashable, Sendable, CaseIterable {
    case production = "apt_s"
    case setUp = "aust_s"
    case delay = "adet_s"
    case down = "adot_s"
    case unknown = "unknown_s"

    /// The member of a row.
    var member: String { rawValue }

    /// As ISO 22400-2 writes it; of the time of which nothing is known it has none.
    var symbol: String? {
        switch self {
        case .production: "APT"
        case .setUp: "AUST"
        case .delay: "ADET"
        case .down: "ADOT"
        case .unknown: nil
        }
    }

    var title: ReportPhrase {
        switch self {
        case .production: .production
        case .setUp: .setUpTime
        case .delay: .delay
        case .down: .down
        case .unknown: .unknownTime
        }
    }
}

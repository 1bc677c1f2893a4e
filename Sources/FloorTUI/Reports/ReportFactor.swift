/// OEE and the three ratios that it is the product of (ISO 22400-2).
enum ReportFactor: String, Hashable, Sendable, CaseIterable {
    case oee, availability, effectiveness, quality

    var member: String { rawValue }

    var title: ReportPhrase {
        switch self {
        case .oee: .oee
        case .availability: .availability
        case .effectiveness: .effectiveness
        case .quality: .quality
        }
    }

    /// Where there is little room.
    var short: ReportPhrase {
        switch self {
        case .oee: .oee
        case .availability: .availabilityShort
        case .effectiveness: .effectivenessShort
        case .quality: .qualityShort
        }
    }
}

/// The quantities of ISO 22400-2: produced, good, scrap, rework.
enum ReportAmount: String, Hashable, Sendable, CaseIterable {
    case produced = "pq"
    case good = "gq"
    case scrap = "sq"
    case rework = "rq"

    var member: String { rawValue }

    var title: ReportPhrase {
        switch self {
        case .produced: .produced
        case .good: .good
        case .scrap: .scrap
        case .rework: .rework
        }
    }
}

import Shopfloor

/// How planned busy time was spent: the elements of ISO 22400-2 and the time of which nothing is known. They add up to it in
/// every row. The raw values are those of `TimeElement`.
enum PlannedElement: String, Hashable, Sendable, CaseIterable {
    case production = "apt"
    case setUp = "aust"
    case delay = "adet"
    case down = "adot"
    case unknown

    /// The member of a row that has its seconds.
    var member: String { rawValue + "_s" }

    init?(member: String) {
        guard member.hasSuffix("_s") else { return nil }
        self.init(rawValue: String(member.dropLast(2)))
    }

    /// As ISO 22400-2 writes it; of the time of which nothing is known it has none.
    var symbol: String? { self == .unknown ? nil : rawValue.uppercased() }

    /// On a screen, where each has one.
    var sign: String { symbol ?? "UNKNOWN" }

    /// In a report.
    var title: ReportPhrase {
        switch self {
        case .production: .production
        case .setUp: .setUpTime
        case .delay: .delay
        case .down: .down
        case .unknown: .unknownTime
        }
    }

    /// On a screen.
    var phrase: ReviewPhrase {
        switch self {
        case .production: .elementProduction
        case .setUp: .elementSetUp
        case .delay: .elementDelay
        case .down: .elementDowntime
        case .unknown: .elementUnknown
        }
    }
}

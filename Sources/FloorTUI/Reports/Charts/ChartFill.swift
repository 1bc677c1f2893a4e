import Shopfloor

/// How a thing is filled in charts; names of the page's style.
enum ChartFill: String, Hashable, Sendable, CaseIterable {
    case normal = "f-normal"
    case dark = "f-dark"
    case pale = "f-pale"
    case bad = "f-bad"
    case warn = "f-warn"
    case setUp = "f-setup"
    case care = "f-care"
    case open = "f-open"
    case noData = "f-nodata"
    /// A mark of what would be ideal.
    case rule = "f-rule"

    init(_ state: MachineState) {
        switch state {
        case .producing: self = .normal
        case .idle: self = .pale
        case .setUp: self = .setUp
        case .maintenance: self = .care
        case .waiting: self = .warn
        case .stopped: self = .bad
        case .noData: self = .noData
        }
    }

    init(_ element: PlannedElement) {
        switch element {
        case .production: self = .normal
        case .setUp: self = .setUp
        case .delay: self = .bad
        case .down: self = .pale
        case .unknown: self = .noData
        }
    }

    /// - Parameter kind: nil: nobody said why.
    init(_ kind: StopReason.Kind?) {
        switch kind {
        case .breakdown: self = .bad
        case .waiting: self = .warn
        case .setUp: self = .setUp
        case .planned: self = .care
        case .quality, .speed: self = .dark
        case .noOrder: self = .pale
        case nil: self = .open
        }
    }

    /// The letter or sign that stands in it where there is room; nil: none is needed.
    static func glyph(_ state: MachineState) -> String? {
        switch state {
        case .stopped: "▲"
        case .waiting: "◆"
        case .setUp: "◇"
        case .noData: "?"
        case .producing, .idle, .maintenance: nil
        }
    }
}

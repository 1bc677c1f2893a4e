import Basis
import Records
import Shopfloor

/// What stands beside a figure that is not to be taken as it stands: the one rule of every screen and report.
struct FigureMarks: Hashable {
    /// Performance above 100 %: the ideal cycle, or a count, is wrong. The figure is shown as it is, never cut.
    var isDoubtful = false
    /// Its times rest on shift records: nobody measured them.
    var isAssumed = false

    /// Whether nobody measured all of the times, by what a row says that they rest on; nil: it says nothing of it.
    static func isAssumed(basis: String?) -> Bool { basis.map { $0 != TimeBasis.signals.rawValue } ?? false }

    /// Where there is room for a word, and the ideal cycle is in question; in cells its last sign stands for it, and for a
    /// figure that is above 100 % by no more than a cycle that began earlier.
    static let doubt = "PRI?"
    static let above = "?"
    static let assumed = "*"

    /// Behind the number in a cell: `101 %?`, `82 %*`; empty for a figure that may be taken as it stands. Availability and
    /// quality do not rest on the ideal cycle, quality not on time either.
    func short(_ factor: ReportFactor) -> String {
        let doubt = isDoubtful && [.oee, .effectiveness].contains(factor) ? Self.above : ""
        return doubt + short(member: factor.member)
    }

    /// Beside the effectiveness of a row, where there is room for a word; empty where it may be taken as it stands.
    ///
    /// - Parameter isTrue: what the row says of itself.
    static func doubt(_ isTrue: (_ member: String) -> Bool) -> String {
        if isTrue("pri_in_question") { return doubt }
        return isTrue("pri_doubtful") ? above : ""
    }

    /// Behind a figure by its member in a row, where no ideal cycle is in question: of time, and how much of it is known.
    func short(member: String) -> String { isAssumed && Self.restsOnTime(member) ? Self.assumed : "" }

    /// Whether a figure, by its member in a row, rests on time. Parts, their ratios and counts do not.
    static func restsOnTime(_ member: String) -> Bool { !ofParts.contains(member) }

    private static let ofParts: Set = [
        "pq", "gq", "sq", "rq", "pri_pq_s", "pri_gq_s", "quality", "scrap_ratio", "rework_ratio", "first_pass_yield",
        "micro_stops",
        "unexplained", "set_ups", "failures",
    ]
}

import Basis
import Records
import Shopfloor

/// The figures of a machine, a line or a shift as the hub made them, with all that they are made of.
struct KeyFigureRow {
    private let row: Row

    init(_ row: Row) { self.row = row }

    var machine: String? { row.text("machine") }
    var line: String? { row.text("line") }
    var order: String? { row.text("order") }
    /// The id of the shift, and when it was.
    var shift: String? { row.text("shift") }
    var interval: Interval? {
        guard let from = row.time("from"), let to = row.time("to"), from <= to else { return nil }
        return Interval(from: from, to: to)
    }

    /// nil where it is undefined.
    var oee: Double? { row.number("oee") }
    var availability: Double? { row.number("availability") }
    var effectiveness: Double? { row.number("effectiveness") }
    var quality: Double? { row.number("quality") }
    /// Parts made, good, scrap, rework.
    var produced: Double? { row.number("pq") }
    var good: Double? { row.number("gq") }
    var scrap: Double? { row.number("sq") }
    var rework: Double? { row.number("rq") }
    /// Parts that were not made while it stood, and by running slowly; nil where nobody knows.
    var lostStopped: Double? { row.number("lost_stopped") }
    var lostSpeed: Double? { row.number("lost_speed") }
    /// Seconds of ideal run time of what was made, and of what was good.
    var idealProduced: Double? { row.number("pri_pq_s") }
    var idealGood: Double? { row.number("pri_gq_s") }
    /// Quality weighs several products by their ideal cycles.
    var isQualityWeighted: Bool { row.truth("quality_weighted") == true }
    /// Breakdowns that began; nil where it is not told.
    var failures: Int64? { row.integer("failures") }
    var hasFewFailures: Bool { row.truth("few_failures") == true }
    /// Seconds; nil where there was no breakdown.
    var meanTimeBetween: Double? { row.number("mtbf_s") }
    var meanTimeToRepair: Double? { row.number("mttr_s") }
    /// `signals`, `records`, or both: what the times rest on.
    var basis: String? { row.text("basis") }

    /// Seconds of planned busy time, PBT, and of what it is made of.
    var planned: Double? { row.number("pbt_s") }
    func seconds(_ element: PlannedElement) -> Double? { row.number(element.member) }

    /// Share of the planned time of which something is known.
    var coverage: Double? { row.number("coverage") }

    /// Of all these together; nil where none has planned time.
    static func coverage(of rows: [KeyFigureRow]) -> Double? {
        let planned = rows.compactMap(\.planned).reduce(0, +)
        let unknown = rows.compactMap { $0.seconds(.unknown) }.reduce(0, +)
        return planned > 0 ? 1 - unknown / planned : nil
    }

    /// A share that is not all, as it is shown: of other time nothing is said.
    static func isPart(_ coverage: Double?) -> Bool { coverage.map { $0 < 0.9995 } ?? false }

    /// So much more was made than the ideal cycle allows that people are asked whether it is right.
    var isIdealInQuestion: Bool { row.truth("pri_in_question") == true }

    /// What is to be known of its figures.
    var marks: FigureMarks {
        FigureMarks(
            isDoubtful: row.truth("pri_doubtful") == true,
            isAssumed: FigureMarks.isAssumed(basis: basis))
    }
}

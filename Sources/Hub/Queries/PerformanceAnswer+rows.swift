import Basis
import Records
import Shopfloor

extension PerformanceAnswer {
    /// Times in seconds, shares of 1; null is undefined. Of a time of which nothing was recorded nobody knows how many parts
    /// it had, so these are null, too.
    static func row(_ group: Group) -> Row {
        var row = Row()
        row.add("from", group.from)
        row.add("to", group.to)
        row.add("date", group.date?.description)
        row.add("shift", group.shift)
        row.add("line", group.line)
        row.add("machine", group.machine)
        row.add("order", group.order)
        // A record that tells of no parts tells that there were none.
        let isCounted = group.isRecorded || group.sums.basis != .signals || group.sums.quantity?.isNothing == false
        let hasStops = group.isRecorded && (group.sums.basis != .records || group.sums.isMixed)
        addQuantities(group.sums, isCounted: isCounted, to: &row)
        addTimes(group.sums, isCounted: isCounted, hasStops: hasStops, to: &row)
        addFigures(group.sums, to: &row)
        addReliability(group.sums, hasStops: hasStops, to: &row)
        row.add("basis", group.sums.isMixed ? "mixed" : group.sums.basis?.rawValue)
        return row
    }

    private static func addQuantities(_ sums: PerformanceSums, isCounted: Bool, to row: inout Row) {
        let quantity = isCounted ? sums.quantity : nil
        let figures = isCounted ? KeyFigures(sums) : nil
        row.add("pq", quantity?.produced)
        row.add("gq", quantity?.good)
        row.add("sq", booked(quantity?.scrap, sums.uncountedScrap))
        row.add("rq", booked(quantity?.rework, sums.uncountedRework))
        row.add("ideal", figures?.idealQuantity)
        row.add("lost_stopped", figures?.lostWhileStopped)
        row.add("lost_speed", figures?.lostToSpeed)
        row.add("pri_pq_s", sums.isPriced ? quantity?.idealProduced : nil)
        row.add("pri_gq_s", sums.isPriced ? quantity?.idealGood : nil)
    }

    /// What people booked is known, whatever else is.
    private static func booked(_ counted: Double?, _ uncounted: Int64) -> Double? {
        uncounted == 0 ? counted : (counted ?? 0) + Double(uncounted)
    }

    /// - Parameters:
    ///   - isCounted: whether anybody knows how many parts were made.
    ///   - hasStops: whether stops were looked for: shift records tell of none.
    private static func addTimes(_ sums: PerformanceSums, isCounted: Bool, hasStops: Bool, to row: inout Row) {
        func seconds(_ milliseconds: Int64) -> Double { Double(milliseconds) / 1000 }
        row.add("pbt_s", sums.isPlanned ? seconds(sums.time.plannedBusy) : nil)
        for element in TimeElement.allCases { row.add("\(element.rawValue)_s", seconds(sums.time[element])) }
        row.add("calendar_s", seconds(sums.calendar))
        row.add("speed_loss_s", isCounted ? KeyFigures(sums).speedLoss : nil)
        row.add("micro_stops", hasStops ? sums.microStops : nil)
        row.add("micro_stop_s", hasStops ? seconds(sums.microStopTime) : nil)
        row.add("unexplained", hasStops ? sums.unexplained : nil)
        row.add("unexplained_s", hasStops ? seconds(sums.unexplainedTime) : nil)
        row.add("set_ups", hasStops || sums.basis == .records ? sums.setUps : nil)
        row.add("breakdown_s", hasStops ? seconds(sums.breakdown) : nil)
        row.add("maintenance_s", hasStops ? seconds(sums.maintenance) : nil)
    }

    private static func addFigures(_ sums: PerformanceSums, to row: inout Row) {
        let figures = KeyFigures(sums)
        row.add("availability", figures.availability)
        row.add("effectiveness", figures.effectiveness)
        row.add("quality", figures.quality)
        row.add("oee", figures.oee)
        row.add("nee", figures.netEffectiveness)
        row.add("teep", figures.teep)
        row.add("allocation_efficiency", figures.allocation)
        row.add("utilisation_efficiency", figures.utilisation)
        row.add("set_up_ratio", figures.setUpRatio)
        row.add("technical_efficiency", figures.technical)
        row.add("throughput_rate", figures.throughput)
        row.add("production_process_ratio", figures.productionProcessRatio)
        row.add("first_pass_yield", figures.firstPassYield)
        row.add("scrap_ratio", figures.scrapRatio)
        row.add("rework_ratio", figures.reworkRatio)
        row.add("corrective_maintenance_ratio", figures.correctiveMaintenance)
        row.add("coverage", figures.coverage)
        row.add("pri_doubtful", figures.isIdealDoubtful)
        row.add("pri_in_question", figures.isIdealInQuestion)
        row.add("quality_weighted", figures.isQualityWeighted)
    }

    private static func addReliability(_ sums: PerformanceSums, hasStops: Bool, to row: inout Row) {
        let reliability = Reliability(sums)
        row.add("failures", hasStops ? reliability.failures : nil)
        row.add("mtbf_s", reliability.meanTimeBetween)
        row.add("mttr_s", reliability.meanTimeToRepair)
        row.add("mttf_s", reliability.meanTimeToFailure)
        row.add("inherent_availability", reliability.inherentAvailability)
        row.add("few_failures", reliability.isOfFew)
        row.add("reliability_rule", Reliability.rule.en)
    }
}

package import Basis

/// The KPIs of ISO 22400-2 (numbers as in its part 2) of one sum. nil is undefined, and shown as “—”: never 0, never 100 %.
/// Nothing is clamped: an effectiveness above 1 is in doubt, and is shown so.
package struct KeyFigures: Hashable, Sendable {
    private let sums: PerformanceSums

    package init(_ sums: PerformanceSums) { self.sums = sums }

    private var time: TimeSums { sums.time }

    /// Share of the planned time of which something is known: 1 − UNKNOWN ÷ PBT.
    package var coverage: Double? {
        sums.isPlanned ? ratio(time.plannedBusy - time[.unknown], time.plannedBusy) : nil
    }
    /// Planned busy time of which something is known; without any there is nothing to tell.
    private var isKnown: Bool {
        sums.isPlanned && time.plannedBusy > 0 && time[.unknown] < time.plannedBusy
    }

    /// KPI 8, A = APT ÷ PBT.
    package var availability: Double? { isKnown ? ratio(time[.production], time.plannedBusy) : nil }
    /// KPI 9, E = Σ PRIᵢ·PQᵢ ÷ APT; a function of what was made, never a step of some threshold.
    package var effectiveness: Double? {
        guard sums.isPriced, let quantity = sums.quantity, time[.production] > 0 else { return nil }
        return quantity.idealProduced / seconds(time[.production])
    }
    /// KPI 10, Q = Σ PRIᵢ·GQᵢ ÷ Σ PRIᵢ·PQᵢ; with one product GQ ÷ PQ, which also holds where no ideal cycle is known.
    package var quality: Double? {
        guard let quantity = sums.quantity, quantity.produced > 0 else { return nil }
        if quantity.unpriced == 0, quantity.idealProduced > 0 { return quantity.idealGood / quantity.idealProduced }
        return quantity.good / quantity.produced
    }
    /// Whether `quality` weighs several products by their ideal cycles, and so is not GQ ÷ PQ.
    package var isQualityWeighted: Bool {
        guard let quantity = sums.quantity, quantity.produced > 0, let quality else { return false }
        return abs(quality - quantity.good / quantity.produced) > 1e-9
    }
    /// KPI 6, OEE = A·E·Q = Σ PRIᵢ·GQᵢ ÷ PBT, which holds with many products, too, and is 0 where nothing was made. Where
    /// nothing counts nobody knows what was made, also of a machine that stood.
    package var oee: Double? {
        guard isKnown, let quantity = sums.quantity else { return nil }
        if time[.production] == 0, quantity.good == 0 { return 0 }
        guard sums.isPriced else { return nil }
        return quantity.idealGood / seconds(time.plannedBusy)
    }
    /// KPI 7, NEE = AUPT ÷ PBT · E · Q.
    package var netEffectiveness: Double? {
        guard isKnown, let effectiveness, let quality else { return nil }
        return Double(time.processing) / Double(time.plannedBusy) * effectiveness * quality
    }
    /// KPI 3, PQ ÷ AOET: parts an hour.
    package var throughput: Double? {
        guard let quantity = sums.quantity, time.orderExecution > 0 else { return nil }
        return quantity.produced / (seconds(time.orderExecution) / 3600)
    }
    /// KPI 4, AUBT ÷ PBT.
    package var allocation: Double? { isKnown ? ratio(time.busy, time.plannedBusy) : nil }
    /// KPI 5, APT ÷ AUBT.
    package var utilisation: Double? { ratio(time[.production], time.busy) }
    /// KPI 11, AUST ÷ AUPT.
    package var setUpRatio: Double? { ratio(time[.setUp], time.processing) }
    /// KPI 12, APT ÷ (APT + ADET).
    package var technical: Double? { ratio(time[.production], time[.production] + time[.delay]) }
    /// KPI 13, APT ÷ AOET.
    package var productionProcessRatio: Double? { ratio(time[.production], time.orderExecution) }
    /// KPI 15, GP ÷ IP: what was good in its first run. Every part counts as inspected, and as long as nobody tells that
    /// rework was repaired, GP is GQ.
    package var firstPassYield: Double? {
        guard let quantity = sums.quantity, quantity.produced > 0 else { return nil }
        return (quantity.produced - quantity.scrap - quantity.rework) / quantity.produced
    }
    /// KPI 16, SQ ÷ PQ.
    package var scrapRatio: Double? { share(\.scrap) }
    /// KPI 17, RQ ÷ PQ.
    package var reworkRatio: Double? { share(\.rework) }
    /// KPI 26, CMT ÷ (CMT + PMT): how much of the time for maintenance went into breakdowns.
    package var correctiveMaintenance: Double? { ratio(sums.breakdown, sums.breakdown + sums.maintenance) }
    /// OEE · PBT ÷ calendar time; no KPI of the standard, but common. See `PerformanceSums.calendar`.
    package var teep: Double? {
        guard let oee, sums.calendar > 0 else { return nil }
        return oee * Double(time.plannedBusy) / Double(sums.calendar)
    }
    /// Whether more was made than the ideal cycle allows: it may be too long, or parts count that began before the window.
    /// Shown as “?”.
    package var isIdealDoubtful: Bool { (effectiveness ?? 0) > 1 }
    /// Whether to ask if the ideal cycle is right, which is shown as “PRI?”: what was made too much is more than the one cycle
    /// that each machine may have begun before the window. In the first minutes of a shift that one alone is above 100 %.
    package var isIdealInQuestion: Bool { isIdealDoubtful && -(speedLoss ?? 0) > sums.begunBefore }
    /// Producing time that went into nothing: APT − Σ PRIᵢ·PQᵢ, in seconds; negative where the ideal cycle is doubtful.
    package var speedLoss: Double? {
        guard sums.isPriced, let quantity = sums.quantity else { return nil }
        return seconds(time[.production]) - quantity.idealProduced
    }

    /// Parts that the planned busy time would have given without any loss, PBT ÷ PRI; nil where that is not known of all.
    package var idealQuantity: Double? { sums.isPlanned ? sums.ideal?.planned : nil }
    /// Parts that could have been made while it stood, ADET ÷ PRI; nil where that is not known of all, nor what was planned.
    package var lostWhileStopped: Double? { sums.isPlanned ? sums.ideal?.delay : nil }
    /// Parts that are short of what the producing time would have given, APT ÷ PRI − PQ: none where all ran as it should,
    /// negative where the ideal cycle is doubtful.
    package var lostToSpeed: Double? {
        guard let quantity = sums.quantity else { return nil }
        return sums.ideal.map { $0.production - quantity.produced }
    }

    private func share(_ part: KeyPath<QuantitySums, Double>) -> Double? {
        guard let quantity = sums.quantity, quantity.produced > 0 else { return nil }
        return quantity[keyPath: part] / quantity.produced
    }

    private func ratio(_ a: Int64, _ b: Int64) -> Double? { b > 0 ? Double(a) / Double(b) : nil }
    private func seconds(_ milliseconds: Int64) -> Double { Double(milliseconds) / 1000 }
}

/// MTBF, MTTR and MTTF of one sum (ISO 22400-2, KPIs 23 to 25), with the rule that made them, which is printed beside.
package struct Reliability: Hashable, Sendable {
    /// Some renderings of the standard divide by FE + 1; we divide by FE, and say so.
    package static let rule = LocalizedText(
        "MTBF = (produced + set-up) ÷ n, MTTR = Σ(repair end − failure start) ÷ n, "
            + "MTTF = (planned − no data − time in breakdown) ÷ n, "
            + "n = failures begun (a gap in the data makes no second one)",
        zh: "MTBF =(生产 + 换模)÷ n,MTTR = Σ(修复结束 − 故障开始)÷ n,MTTF =(计划 − 无数据 − 故障时间)÷ n,"
            + "n = 发生的故障次数(数据中断不另计)")
    /// Below this a mean says little.
    package static let fewFailures: Int64 = 5

    package let failures: Int64
    /// Seconds; nil when there was no failure.
    package let meanTimeBetween: Double?
    /// Seconds; nil when there was no failure.
    package let meanTimeToRepair: Double?
    /// Seconds; nil when there was no failure, or nobody knows what was planned.
    package let meanTimeToFailure: Double?

    package init(_ sums: PerformanceSums) {
        let up = sums.time.plannedBusy - sums.time[.unknown] - sums.breakdown
        self.init(
            operating: sums.time.processing, repair: sums.repair, up: sums.isPlanned ? up : nil,
            failures: sums.failures)
    }

    /// - Parameters:
    ///   - operating: busy time without delay, milliseconds.
    ///   - repair: from the failures' starts to the repairs' ends, milliseconds.
    ///   - up: planned time that is known and in which nothing was broken, milliseconds; nil: not known.
    package init(operating: Int64, repair: Int64, up: Int64?, failures: Int64) {
        func mean(_ milliseconds: Int64) -> Double? {
            failures > 0 ? Double(milliseconds) / 1000 / Double(failures) : nil
        }
        self.failures = failures
        meanTimeBetween = mean(operating)
        meanTimeToRepair = mean(repair)
        meanTimeToFailure = up.flatMap(mean)
    }

    /// MTBF ÷ (MTBF + MTTR).
    package var inherentAvailability: Double? {
        guard let meanTimeBetween, let meanTimeToRepair, meanTimeBetween + meanTimeToRepair > 0 else { return nil }
        return meanTimeBetween / (meanTimeBetween + meanTimeToRepair)
    }
    package var isOfFew: Bool { failures > 0 && failures < Self.fewFailures }
}

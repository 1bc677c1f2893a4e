/// All that the figures of a machine, a shift or a plant are made of: numerators and denominators, which add.
///
/// Figures are never averaged (ISO 22400-2; docs/decisions/0025-figures.md): a line's OEE is the sum of its
/// machines' numerators over the sum of their denominators.
package struct PerformanceSums: Hashable, Sendable {
    package var time = TimeSums()
    /// nil where nothing counts what is made.
    package var quantity: QuantitySums?
    /// What people booked of time of which nobody knows what was made: it can be taken out of nothing, and is told all the same.
    package var uncountedScrap: Int64 = 0
    package var uncountedRework: Int64 = 0
    /// Parts that its times would have given at the ideal cycle; nil where that is not known of all of it.
    package var ideal: IdealParts?
    /// Calendar time, for TEEP: all time that is asked about, also outside of shifts; of a shift or an order its own.
    package var calendar: Int64 = 0
    /// FE: stops for a breakdown that began in the window.
    package var failures: Int64 = 0
    /// Σ TTR of those, in milliseconds: from each failure's begin to the end of its repair, wherever that lies.
    package var repair: Int64 = 0
    /// CMT: time in breakdown that lies in planned time, as the Pareto has it; part of ADET.
    package var breakdown: Int64 = 0
    /// PMT: time of planned maintenance in planned time, as the Pareto has it; no part of PBT.
    package var maintenance: Int64 = 0
    /// Stops that were too short to ask for a reason, and their time; part of ADET.
    package var microStops: Int64 = 0
    package var microStopTime: Int64 = 0
    /// Stops that nobody explained though they ask for it, and their time; part of ADET or ADOT.
    package var unexplained: Int64 = 0
    package var unexplainedTime: Int64 = 0
    /// Set-ups that began in the time, as the Pareto counts them; in shift records the marked changes of die, colour and the
    /// like, which have no duration.
    package var setUps: Int64 = 0
    /// APT of machines of which no ideal cycle is known, or no count: no effectiveness can be told with it.
    package var unpricedProduction: Int64 = 0
    /// Of each machine in each window one ideal cycle, in seconds: so much may count in it of a cycle that began before it.
    package var begunBefore = 0.0
    /// Whether a calendar says what was planned. Without one PBT is not defined, and so is nothing that is divided by it.
    package var isPlanned = true
    /// What the times rest on; nil for no window, and `isMixed` where both are among them.
    package private(set) var basis: TimeBasis?
    package private(set) var isMixed = false

    package init(basis: TimeBasis? = nil) { self.basis = basis }

    package static func + (a: PerformanceSums, b: PerformanceSums) -> PerformanceSums {
        var sum = a
        sum.time = a.time + b.time
        sum.quantity = if let x = a.quantity, let y = b.quantity { x + y } else { a.quantity ?? b.quantity }
        sum.ideal = a.ideal.flatMap { x in b.ideal.map { x + $0 } }
        sum.uncountedScrap += b.uncountedScrap
        sum.uncountedRework += b.uncountedRework
        sum.calendar += b.calendar
        sum.failures += b.failures
        sum.repair += b.repair
        sum.breakdown += b.breakdown
        sum.maintenance += b.maintenance
        sum.microStops += b.microStops
        sum.microStopTime += b.microStopTime
        sum.unexplained += b.unexplained
        sum.unexplainedTime += b.unexplainedTime
        sum.setUps += b.setUps
        sum.unpricedProduction += b.unpricedProduction
        sum.begunBefore += b.begunBefore
        sum.isPlanned = a.isPlanned && b.isPlanned
        sum.isMixed = a.isMixed || b.isMixed || (a.basis != nil && b.basis != nil && a.basis != b.basis)
        sum.basis = a.basis ?? b.basis
        return sum
    }

    /// Whether each part has an ideal cycle and each producing machine a count: only then is there an effectiveness.
    package var isPriced: Bool { unpricedProduction == 0 && (quantity?.unpriced ?? 0) == 0 && quantity != nil }
}

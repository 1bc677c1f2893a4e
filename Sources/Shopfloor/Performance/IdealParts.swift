/// How many parts stretches of time would have given at the ideal cycle. They add.
package struct IdealParts: Hashable, Sendable {
    /// Of the planned busy time, PBT ÷ PRI: what could have been made without any loss.
    package private(set) var planned = 0.0
    /// Of the time in which it stood, ADET ÷ PRI.
    package private(set) var delay = 0.0
    /// Of the time in which it produced, APT ÷ PRI.
    package private(set) var production = 0.0

    /// Of no time.
    package init() {}

    /// - Parameter idealSeconds: PRI, the ideal run time of one part; more than 0.
    package init(_ time: TimeSums, idealSeconds: Double) {
        func parts(_ milliseconds: Int64) -> Double { Double(milliseconds) / 1000 / idealSeconds }
        planned = parts(time.plannedBusy)
        delay = parts(time[.delay])
        production = parts(time[.production])
    }

    package static func + (a: IdealParts, b: IdealParts) -> IdealParts {
        var sum = a
        sum.planned += b.planned
        sum.delay += b.delay
        sum.production += b.production
        return sum
    }
}

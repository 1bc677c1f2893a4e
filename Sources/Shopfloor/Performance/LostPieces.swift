/// How many parts a stretch of time cost: what could have been made in a stop, what was short in a slow run, and none where
/// all was as it should be.
package struct LostPieces: Hashable, Sendable {
    /// Parts that could have been made while it stood.
    package let stopped: Double
    /// Parts short of what the producing time would have given; 0 where it made as many or more.
    package let slow: Double

    /// - Parameters:
    ///   - delay: milliseconds in which it stood though it should have run.
    ///   - production: milliseconds in which it produced.
    ///   - produced: parts made in them.
    ///   - idealSeconds: PRI, the ideal run time of one part; more than 0.
    package init(delay: Int64, production: Int64, produced: Double, idealSeconds: Double) {
        stopped = idealSeconds > 0 ? Double(delay) / 1000 / idealSeconds : 0
        slow = idealSeconds > 0 ? max(0, Double(production) / 1000 / idealSeconds - produced) : 0
    }
}

import Basis

/// Parts, and what they are worth in ideal run time. Sums add, but for the longest cycle; nothing in here is a ratio.
package struct QuantitySums: Hashable, Sendable {
    /// PQ: produced, good or not; start-up and try parts are among them.
    package var produced = 0.0
    /// GQ.
    package var good = 0.0
    /// SQ.
    package var scrap = 0.0
    /// RQ: in PQ, and in GQ only once it is repaired.
    package var rework = 0.0
    /// Σ PRIᵢ·PQᵢ, in seconds of ideal run time (ISO 22400-2; PRI = ideal cycle ÷ cavities).
    package var idealProduced = 0.0
    /// Σ PRIᵢ·GQᵢ.
    package var idealGood = 0.0
    /// Parts of which no ideal cycle is known: with some of them no effectiveness can be told.
    package var unpriced = 0.0
    /// The longest ideal cycle of what was counted, in seconds; 0 where none was.
    package var longestCycle = 0.0

    package init() {}

    /// Nothing was made, and nothing booked.
    package var isNothing: Bool { produced == 0 && scrap == 0 && rework == 0 }

    /// The mean of PRI, in seconds; nil where nothing was made.
    package var idealSecondsEach: Double? { produced > 0 ? idealProduced / produced : nil }

    /// Parts of one product.
    ///
    /// - Parameter idealSeconds: PRI, the ideal run time of one part; nil where it is not known.
    package mutating func add(produced: Double, good: Double, scrap: Double, idealSeconds: Double?) {
        self.produced += produced
        self.good += good
        self.scrap += scrap
        if let idealSeconds {
            idealProduced += idealSeconds * produced
            idealGood += idealSeconds * good
        } else {
            unpriced += produced
        }
    }

    /// Takes what people booked as scrap or rework out of the good parts. Which product it was nobody said, so it is worth
    /// what the parts of the window are on average; with one product that is exact.
    package mutating func book(scrap: Double, rework: Double) {
        let worth = idealSecondsEach ?? 0
        self.scrap += scrap
        self.rework += rework
        good -= scrap + rework
        idealGood -= worth * (scrap + rework)
    }

    package static func + (a: QuantitySums, b: QuantitySums) -> QuantitySums {
        var sum = a
        sum.produced += b.produced
        sum.good += b.good
        sum.scrap += b.scrap
        sum.rework += b.rework
        sum.idealProduced += b.idealProduced
        sum.idealGood += b.idealGood
        sum.unpriced += b.unpriced
        sum.longestCycle = max(a.longestCycle, b.longestCycle)
        return sum
    }
}

extension Duration {
    /// The ideal run time of one part in seconds, where this is the ideal cycle.
    package func idealSeconds(cavities: Double) -> Double? { cavities > 0 ? inSeconds / cavities : nil }
}

package import Basis

/// What a figure of parts opens into. The sums of entries are the figure.
package struct QuantityEntry: Hashable, Sendable {
    package enum Source: String, Hashable, Sendable {
        /// A shift record says it.
        case record
        /// A counter rose, for one die or whatever it counts for.
        case counter
        /// A person booked scrap or rework: it is taken out of what was good.
        case booking
    }

    package var source: Source
    /// When it was made, as far as anybody knows.
    package var interval: Interval
    /// nil: none is known.
    package var order: String?
    package var item: String?
    /// nil: none, or none is known.
    package var die: String?
    package var produced = 0.0
    package var good = 0.0
    package var scrap = 0.0
    package var rework = 0.0
    /// PRI, the ideal run time of one part; nil where it is not known.
    package var idealSeconds: Double?
    /// Of what cycles made, the ideal cycle in seconds; nil where it is not known, or no cycle was counted.
    package var idealCycle: Double?

    package init(_ source: Source, _ interval: Interval, order: String?) {
        self.source = source
        self.interval = interval
        self.order = order
    }
}

extension QuantitySums {
    package init(_ entries: some Sequence<QuantityEntry>) {
        self.init()
        for entry in entries {
            add(
                produced: entry.produced, good: entry.good, scrap: entry.scrap, idealSeconds: entry.idealSeconds)
            rework += entry.rework
            longestCycle = max(longestCycle, entry.idealCycle ?? 0)
        }
    }
}

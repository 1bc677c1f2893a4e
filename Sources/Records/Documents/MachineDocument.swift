package import Basis
package import Shopfloor

/// Everything about one machine.
package struct MachineDocument: Hashable, Sendable {
    /// Its row on the Floor.
    package var row: LineDocument.Row
    package var tags: [Tag]
    /// By owner; the one that counts now first.
    package var counts: [Count]
    /// Those that stand, worst first.
    package var alarms: [LineDocument.Notice]
    /// The last conditions, newest first.
    package var intervals: [Stretch]
    /// The stop that lasts, then the longest of the running shift; without a shift of the last hours.
    package var stops: [StopNotice] = []

    package init(
        row: LineDocument.Row, tags: [Tag], counts: [Count], alarms: [LineDocument.Notice], intervals: [Stretch]
    ) {
        self.row = row
        self.tags = tags
        self.counts = counts
        self.alarms = alarms
        self.intervals = intervals
    }

    /// One tag with its newest value.
    package struct Tag: Hashable, Sendable {
        package var id: String
        /// nil: the id is its name.
        package var name: LocalizedText?
        package var unit: String?
        /// nil: not seen since the hub began, or the source has none.
        package var value: TagValue?
        /// No reading has come since the hub began, but some came before; the store does not keep which was the last.
        package var wasReadBefore = false
        /// The time of `value`, by its source.
        package var at: Instant?
        /// It came from the broker's store and has not been confirmed since.
        package var isRetained = false
        /// What cleansing found about the newest reading; words of `ReadingFlags`.
        package var flags: [String] = []
        /// Alarm limits of the process.
        package var low: Double?
        package var high: Double?
        package var decimals: Int?
        /// After what age it is stale; nil: its age says nothing.
        package var staleAfter: Duration?
        /// The last half hour, a mean a minute, oldest first; nil is a gap. Empty where it is no number.
        package var trend: [Float?] = []

        package init(id: String) { self.id = id }
    }

    package struct Count: Hashable, Sendable {
        package var owner: String
        package var count: CycleCount

        package init(owner: String, count: CycleCount) {
            self.owner = owner
            self.count = count
        }
    }

    package struct Stretch: Hashable, Sendable {
        /// nil: since before anything was known.
        package var from: Instant?
        /// nil: it still lasts.
        package var to: Instant?
        package var condition: Condition
        /// The alarm that explains it; nil where none was raised, and for a machine that works.
        package var reason: LocalizedText?

        package init(from: Instant?, to: Instant?, condition: Condition, reason: LocalizedText? = nil) {
            self.from = from
            self.to = to
            self.condition = condition
            self.reason = reason
        }
    }
}

package import Basis
package import Shopfloor

/// One cycle of a machine, such as a shot, and what was measured in it.
package struct CycleRow: Hashable, Sendable {
    /// Counts the rows of a store, from 1. The same number is the same row.
    package var number: Int64
    package var machine: String
    /// When it ended, by the source's time.
    package var at: Instant
    /// How many cycles the row stands for: more than one where a counter rose by more at once.
    package var cycles: Int64 = 1
    /// From the end of the cycle before; nil where one of the two is not known.
    package var milliseconds: Int64?
    /// What it was made for, where its own record says so; nil: the order that its machine ran then.
    package var order: String?
    /// What it is counted for, such as a die; nil: the machine itself, or, as it is read from the store, not known.
    package var owner: String?
    /// When it was told, by the hub's clock, where that was not at its end: it came late; nil: it came in time.
    package var came: Instant?
    package var kind = CycleKind.good
    /// Of the values, in their order.
    package var tags: [String] = []
    /// One for each of `tags`; nil: it was missing, or was not believed.
    package var values: [Double?] = []
    /// The places of those values that lay outside what the process allows, rising.
    package var out: [Int] = []

    package init(number: Int64, machine: String, at: Instant) {
        self.number = number
        self.machine = machine
        self.at = at
    }

    /// nil where the cycle has no such value.
    package func value(of tag: String) -> Double? { tags.firstIndex(of: tag).flatMap { values[$0] } }
}

/// A row of cycles is told anew, since it is known that some of them were earlier. What was known before stays known as it was.
package struct CycleRecount: Hashable, Sendable {
    /// The row that stands no more.
    package var replaced: Int64
    /// The one in its place, which has its values; nil: none has.
    package var successor: Successor?
    /// When that became known, by the hub's clock.
    package var came: Instant

    package struct Successor: Hashable, Sendable {
        package var number: Int64
        package var at: Instant
        package var cycles: Int64
        package var kind: CycleKind

        package init(number: Int64, at: Instant, cycles: Int64, kind: CycleKind) {
            self.number = number
            self.at = at
            self.cycles = cycles
            self.kind = kind
        }
    }

    package init(replacing replaced: Int64, by successor: Successor? = nil, came: Instant) {
        self.replaced = replaced
        self.successor = successor
        self.came = came
    }
}

/// What was read of one tag within one slot of ten seconds.
package struct SlotRow: Hashable, Sendable {
    package var machine: String
    package var tag: String
    /// Counted from 1970, by the source's time.
    package var slot: Int64
    /// Good values in it, from 1.
    package var count: Int64
    package var least: Double
    package var greatest: Double
    package var sum: Double

    package init(
        machine: String, tag: String, slot: Int64, count: Int64, least: Double, greatest: Double, sum: Double
    ) {
        self.machine = machine
        self.tag = tag
        self.slot = slot
        self.count = count
        self.least = least
        self.greatest = greatest
        self.sum = sum
    }

    /// Milliseconds of a slot.
    package static let length: Int64 = 10_000

    /// The slot in which a time lies; times before 1970 have some, too.
    package static func slot(of time: Instant) -> Int64 {
        let slot = time.milliseconds / length
        return time.milliseconds < slot * length ? slot - 1 : slot
    }
}

/// A stretch of the course of a value.
package struct TrendBucket: Hashable, Sendable {
    package var from: Instant
    package var to: Instant
    /// Good values in it; 0 is a gap, and all others are nil then.
    package var count: Int64 = 0
    package var least: Double?
    package var greatest: Double?
    package var mean: Double?

    package init(from: Instant, to: Instant) {
        self.from = from
        self.to = to
    }
}

/// How long a store keeps what is not chained.
package struct HistorySpans: Hashable, Sendable {
    /// Days that rows of cycles are kept.
    package var cycles = 400
    /// Days that slots of ten seconds are kept.
    package var slots = 8
    /// Bytes that the store may take; nil: as many as the disk has.
    package var limit: Int64?

    package init() {}
}

/// What was trimmed of one kind of history.
package struct TrimRow: Hashable, Sendable {
    package var what: String
    /// How many are kept, and since when; nil where there are none.
    package var kept: Int64
    package var oldest: Instant?
    /// How many had to go since the store began.
    package var trimmed: Int64

    package init(what: String, kept: Int64, oldest: Instant?, trimmed: Int64) {
        self.what = what
        self.kept = kept
        self.oldest = oldest
        self.trimmed = trimmed
    }
}

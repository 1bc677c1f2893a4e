package import Basis
package import Shopfloor

/// One stretch of a machine's time in one condition.
package struct IntervalRow: Hashable, Sendable {
    package var machine: String
    package var condition: Condition
    /// nil: since before anything was known.
    package var from: Instant?
    /// nil: it still lasts.
    package var to: Instant?

    package init(machine: String, condition: Condition, from: Instant?, to: Instant?) {
        self.machine = machine
        self.condition = condition
        self.from = from
        self.to = to
    }
}

extension IntervalRow {
    package init(machine: String, _ stretch: ConditionStretch) {
        self.init(machine: machine, condition: stretch.condition, from: stretch.from, to: stretch.to)
    }
}

extension ConditionStretch {
    package init(_ row: IntervalRow) { self.init(from: row.from, to: row.to, condition: row.condition) }
}

/// An interval with the journal's number of the entry that says so.
package struct RecordedInterval: Hashable, Sendable {
    package var row: IntervalRow
    package var seq: Int64

    package init(row: IntervalRow, seq: Int64) {
        self.row = row
        self.seq = seq
    }
}

/// The statistics of one tag of one machine.
package struct TagRow: Hashable, Sendable {
    package var machine: String
    package var tag: String
    package var statistics: TagStatistics

    package init(machine: String, tag: String, statistics: TagStatistics) {
        self.machine = machine
        self.tag = tag
        self.statistics = statistics
    }
}

/// The counts of one owner of one machine's counter.
package struct CountRow: Hashable, Sendable {
    package var machine: String
    package var owner: String
    package var count: CycleCount
    package var last: Instant?
    /// What was told late of cycles, of which the count was to say more, or otherwise, at every moment since.
    package var late: LateCycle?

    /// Milliseconds between the moments at which the journal says how far counters had come, whatever else it says of them.
    package static let quarterHour: Int64 = 15 * 60 * 1000

    /// Stands for an owner that nobody has said.
    package static let unknownOwner = "?"

    package init(machine: String, owner: String, count: CycleCount, last: Instant?) {
        self.machine = machine
        self.owner = owner
        self.count = count
        self.last = last
    }
}

/// A cycle that came after a newer one, or what came of cycles that a newer message had told of already.
package struct LateCycle: Hashable, Sendable {
    /// When the last of them ended, by the source's time.
    package var at: Instant
    package var kind: CycleKind
    /// As what they were counted before; nil: it is one that was not counted.
    package var was: CycleKind?
    /// From 1.
    package var cycles: Int64 = 1

    package init(at: Instant, kind: CycleKind, was: CycleKind? = nil, cycles: Int64 = 1) {
        self.at = at
        self.kind = kind
        self.was = was
        self.cycles = cycles
    }
}

extension CycleCount {
    /// What it is at a moment since, by what was told late.
    package mutating func correct(by late: LateCycle) {
        if let was = late.was { add(-late.cycles, was) }
        add(late.cycles, late.kind)
    }
}

/// A message that could not be read, as it is kept.
package struct QuarantinedMessage: Hashable, Sendable {
    package var at: Instant
    package var topic: String
    /// One of a closed list of words, such as `not JSON` or `unknown machine`.
    package var reason: String
    /// What exactly, and where: for people.
    package var detail: String
    /// The first bytes of the payload, at most 256.
    package var head: [UInt8]
    /// The payload's whole length in bytes.
    package var length: Int

    package init(at: Instant, topic: String, reason: String, detail: String, head: [UInt8], length: Int) {
        self.at = at
        self.topic = topic
        self.reason = reason
        self.detail = detail
        self.head = head
        self.length = length
    }
}

import Basis
import Records
import Shopfloor
import Telemetry

/// What the hub keeps of the orders of one machine.
struct OrderTrack {
    /// Those of the last days.
    var line = MachineOrders()
    /// What their tag said lately, for what may come late.
    private(set) var past = MachinePast(knownSince: nil)
    /// How far the counts had come when an order began; those of the last days that are known.
    private(set) var begins: [ShiftCounts] = []
    /// The last cycles, in the order in which they were counted.
    private var cycles: [Cycle] = []

    /// What one cycle made of the counts of its owner.
    struct Cycle {
        var owner: String
        var before: CycleCount
        var after: MachineRecord.OwnerCount
    }

    /// Some hours of cycles.
    private static let limit = 512
    private static let span = Duration.seconds(8 * 86_400)

    /// In `past`, where no other tag is: by another plant file it may have another number.
    private static let slot: TagSlot = 0

    mutating func take(_ reading: Ingest.BelievedReading) {
        past.take(Self.slot, reading.value, isUnavailable: reading.isUnavailable, at: reading.at)
    }

    /// When the tag said something after `time` for the first time; nil: it has not.
    func nextWord(after time: Instant) -> Instant? { past.next(Self.slot, after: time) }

    mutating func count(_ cycle: Cycle) {
        cycles.append(cycle)
        if cycles.count > Self.limit { cycles.removeFirst(Self.limit / 4) }
    }

    /// The counts of an owner with its last cycle before `border`; `last` is nil where no such cycle is known, but how far the
    /// count had come is. nil: that is not known either.
    func count(of owner: String, before border: Instant) -> MachineRecord.OwnerCount? {
        var found: MachineRecord.OwnerCount?
        for cycle in cycles where cycle.owner == owner {
            if let last = cycle.after.last, last < border {
                found = cycle.after
            } else if found == nil {
                found = MachineRecord.OwnerCount(count: cycle.before)
            }
        }
        return found
    }

    mutating func keep(_ counts: ShiftCounts) {
        begins.removeAll { $0.from == counts.from || $0.from < counts.from - Self.span }
        begins.append(counts)
    }

    /// So many cycles of an owner had ended by `time`; what is known of later ones goes on from there.
    ///
    /// - Parameters:
    ///   - late: by which all counts since are corrected; nil: they told of them already.
    ///   - before: how far the count had come without them, where no later cycle is known.
    mutating func tell(
        _ number: Int64, _ kind: CycleKind, of owner: String, at time: Instant, _ late: LateCycle?, before: CycleCount
    ) {
        let next = cycles.firstIndex { $0.owner == owner && $0.after.last ?? .distantPast > time } ?? cycles.endIndex
        let begin = next < cycles.endIndex ? cycles[next].before : before
        var early = MachineRecord.OwnerCount(count: begin, last: time)
        early.count.add(number, kind)
        if let late { correctCycles(of: owner, from: next, by: late) }
        if next < cycles.endIndex { cycles[next].before = early.count }
        cycles.insert(Cycle(owner: owner, before: begin, after: early), at: next)
    }

    private mutating func correctCycles(of owner: String, from place: Int, by late: LateCycle) {
        for index in cycles.indices[place...] where cycles[index].owner == owner {
            cycles[index].before.correct(by: late)
            cycles[index].after.count.correct(by: late)
        }
    }

    mutating func correctBegins(of owner: String, by late: LateCycle) {
        for index in begins.indices { begins[index].correct(owner, by: late) }
    }

    /// See `ShiftCounts.raise`.
    mutating func raiseBegins(of owner: String, to count: CycleCount, from: Instant, to end: Instant) {
        for index in begins.indices { begins[index].raise(owner, to: count, from: from, to: end) }
    }

    /// Another tag says the order, or the clock has another time: what was read is no longer comparable.
    mutating func forgetReadings(since time: Instant) {
        past = MachinePast(knownSince: time)
        cycles = []
    }

    mutating func trim(at now: Instant) { line.trim(before: now - Self.span) }
}

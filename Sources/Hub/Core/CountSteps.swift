import Basis
import Shopfloor

/// The steps of a machine's counter over the borders at which counts are told apart, by quarter-hours, shifts and orders: a
/// reading between the two ends of one that comes late says which parts were made before the border. Bounded.
struct CountSteps {
    /// From one reading with new cycles to the next of the same owner.
    struct Step {
        var owner: String
        var from: Instant
        var to: Instant
        var before: CycleCount
        var after: CycleCount
        /// The number of the row that tells of its cycles.
        var row: Int64
    }

    /// What a late reading says of a step: what was made until its time, and what is left of it.
    struct Split {
        var early: Step
        var rest: Step
        /// The number of the row that told of both.
        var replaced: Int64
    }

    /// Oldest first.
    private var steps: [Step] = []

    /// More than there are quarter-hours within the limit of what comes late.
    private static let limit = 512

    mutating func take(_ step: Step) {
        steps.append(step)
        if steps.count > Self.limit { steps.removeFirst(Self.limit / 4) }
    }

    /// Whose reading it is that names no owner: in the one step in which it lies by its time and by what it shows; nil where it
    /// lies in none, or in those of several.
    func owner(at time: Instant, value: Double) -> String? {
        let owners = Set(steps.lazy.filter { $0.shots(until: time, showing: value) != nil }.map(\.owner))
        return owners.count == 1 ? owners.first : nil
    }

    /// nil where it says nothing that was not known, or what cannot be: the counter was set back in between, or shows what it
    /// never showed.
    ///
    /// - Parameter next: the first number that no row has yet; a second one is needed where something is left.
    mutating func split(of owner: String, at time: Instant, value: Double, next: Int64) -> Split? {
        guard let place = steps.lastIndex(where: { $0.owner == owner && $0.from < time && time < $0.to }),
            let shots = steps[place].shots(until: time, showing: value)
        else { return nil }
        var (early, rest) = (steps[place], steps[place])
        early.to = time
        // What one message told of has one kind.
        early.after = early.before
        early.after.add(shots, rest.kind)
        early.after.value = value
        guard early.shots > 0 else { return nil }
        (rest.from, rest.before) = (time, early.after)
        let replaced = rest.row
        (rest.row, early.row) = (next, rest.shots > 0 ? next + 1 : next)
        steps[place] = rest
        steps.insert(early, at: place)
        return Split(early: early, rest: rest, replaced: replaced)
    }
}

extension CountSteps.Step {
    /// How many of its cycles were counted until a reading in it; nil where none can have shown that then.
    fileprivate func shots(until time: Instant, showing value: Double) -> Int64? {
        guard from < time, time < to, let first = before.value, let last = after.value, first < value, value <= last,
            shots == Int64((last - first).rounded())
        else { return nil }
        return Int64((value - first).rounded())
    }

    var shots: Int64 { after.shots - before.shots }
    var kind: CycleKind {
        after.tries > before.tries ? .startUp : after.scrap > before.scrap ? .scrap : .good
    }
}

extension ShiftCounts {
    /// A reading that came late: at a border between its time and the next one's so much was counted already.
    mutating func raise(_ owner: String, to count: CycleCount, from: Instant, to end: Instant) {
        guard from < self.from, self.from <= end, (counts[owner]?.shots ?? 0) < count.shots else { return }
        counts[owner] = count
    }
}

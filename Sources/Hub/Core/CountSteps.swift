import Basis
import Records
import Shopfloor

/// The steps of a machine's counter of which a reading that comes late can tell more: those of several cycles, and those over
/// the borders at which counts are told apart, by quarter-hours, shifts and orders. A reading between the two ends of one says
/// which parts were made until then, and what came of them. Bounded.
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
        var isOverBorder: Bool
    }

    /// What a late reading says of a step: what was made until its time, and what is left of it.
    struct Split {
        var early: Step
        var rest: Step
        /// The number of the row that told of both.
        var replaced: Int64
        /// What came of the early ones, where it was another than was told.
        var late: LateCycle?
    }

    /// Oldest first.
    private var steps: [Step] = []

    /// More than there are quarter-hours within the limit of what comes late.
    private static let limit = 512

    mutating func take(_ step: Step) {
        steps.append(step)
        trim()
    }

    /// Of too many those over borders are kept longer: by them figures of shifts and orders are right.
    private mutating func trim() {
        guard steps.count > Self.limit else { return }
        var surplus = Self.limit / 4
        steps.removeAll { step in
            if step.isOverBorder || surplus == 0 { return false }
            surplus -= 1
            return true
        }
        steps.removeFirst(min(surplus, steps.count))
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
    /// - Parameters:
    ///   - kind: what the reading's own message says that came of the cycles until it; nil: nothing, so that they have the
    ///     kind of which the newer message told.
    ///   - next: the first number that no row has yet; a second one is needed where something is left.
    mutating func split(
        of owner: String, at time: Instant, value: Double, kind: CycleKind?, next: Int64
    ) -> Split? {
        guard let place = steps.lastIndex(where: { $0.owner == owner && $0.from < time && time < $0.to }),
            let shots = steps[place].shots(until: time, showing: value)
        else { return nil }
        var (early, rest) = (steps[place], steps[place])
        let was = rest.kind
        early.to = time
        early.after = early.before
        early.after.add(shots, kind ?? was)
        early.after.value = value
        guard early.shots > 0 else { return nil }
        (rest.from, rest.before) = (time, early.after)
        let replaced = rest.row
        (rest.row, early.row) = (next, rest.shots > 0 ? next + 1 : next)
        var split = Split(early: early, rest: rest, replaced: replaced)
        if let kind, kind != was {
            let late = LateCycle(at: time, kind: kind, was: was, cycles: shots)
            split.rest.after.correct(by: late)
            correct(owner, from: place + 1, by: late)
            split.late = late
        }
        steps[place] = split.rest
        steps.insert(early, at: place)
        trim()
        return split
    }

    private mutating func correct(_ owner: String, from place: Int, by late: LateCycle) {
        for index in steps.indices[place...] where steps[index].owner == owner {
            steps[index].before.correct(by: late)
            steps[index].after.correct(by: late)
        }
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

import Basis
import Records
import Shopfloor
import Telemetry

/// The last steps of a machine's counter, of which a reading that comes late can tell more: which cycles were made until its
/// time, what came of them, and that there were some which nobody had told of. Bounded.
struct CountSteps {
    /// From one reading to the next of the same owner.
    struct Step {
        var owner: String
        var from: Instant
        var to: Instant
        /// Without a value: the reading at its end is the first.
        var before: CycleCount
        var after: CycleCount
        /// What came of its cycles.
        var kind: CycleKind
        /// The number of the row that tells of its cycles; nil: it has none.
        var row: Int64?
        /// Counts are told apart between its ends: by quarter-hours, shifts or orders.
        var isOverBorder: Bool

        var shots: Int64 { after.shots - before.shots }
    }

    /// A reading that came late.
    struct Reading {
        var owner: String
        var at: Instant
        var value: Double
        /// What its own message says that came of the cycles until it; nil: nothing.
        var kind: CycleKind?
        /// What came of them by all that is known, where nobody had told of them.
        var otherwise: CycleKind
        var rollsOverAt: Double?

        func step(from value: Double?) -> CounterTrack.Step {
            var track = CounterTrack(value: value, rollsOverAt: rollsOverAt)
            return track.take(self.value)
        }

        fileprivate func step(to value: Double) -> CounterTrack.Step {
            var track = CounterTrack(value: self.value, rollsOverAt: rollsOverAt)
            return track.take(value)
        }
    }

    /// What a late reading tells: what was made until its time, and from then until the next.
    struct Told {
        var early: Step
        var rest: Step
        /// The number of the row that told of both.
        var replaced: Int64?
        /// That one of the two of which nobody had told.
        var added: Step?
        /// By which all counts since are corrected: cycles that nobody had told of, or had told of as another kind.
        var late: LateCycle?
    }

    /// Of each owner in the order of time.
    private var steps: [Step] = []
    /// How many of them are over no border.
    private var within = 0

    /// More than there are quarter-hours within the limit of what comes late.
    private static let limit = 512
    /// Of those that are over no border: by the others figures of shifts and orders are right, so they are kept longer.
    private static let limitWithin = 160

    mutating func take(_ step: Step) { insert(step, at: steps.endIndex) }

    private mutating func insert(_ step: Step, at place: Int) {
        steps.insert(step, at: place)
        if !step.isOverBorder { within += 1 }
        if within > Self.limitWithin || steps.count > Self.limit { trim() }
    }

    private mutating func trim() {
        var surplus = within > Self.limitWithin ? Self.limitWithin / 4 : 0
        steps.removeAll { step in
            if step.isOverBorder || surplus == 0 { return false }
            surplus -= 1
            return true
        }
        if steps.count > Self.limit { steps.removeFirst(Self.limit / 4) }
        within = steps.count { !$0.isOverBorder }
    }

    /// Whose reading it is that names no owner: in the one step in which it lies by its time and by what it shows; nil where it
    /// lies in none, or in those of several.
    func owner(of reading: Reading) -> String? {
        let owners = Set(
            steps.lazy.filter { $0.from < reading.at && reading.at < $0.to && $0.parts(by: reading) != nil }.map(
                \.owner))
        return owners.count == 1 ? owners.first : nil
    }

    /// nil where it says nothing that was not known, or what cannot be: the counter shows what it never showed.
    ///
    /// - Parameter next: the first number that no row has yet; a second one is needed where two rows take the place of one.
    mutating func tell(_ reading: Reading, next: Int64) -> Told? {
        let place = steps.lastIndex { $0.owner == reading.owner && $0.from < reading.at && reading.at < $0.to }
        guard let place else { return nil }
        let step = steps[place]
        let told =
            step.before.value == nil
            ? step.begunEarlier(by: reading, next)
            : step.split(by: reading, next) ?? step.beforeReset(by: reading, next)
        guard let told else { return nil }
        steps[place] = told.rest
        if let late = told.late {
            for index in steps.indices[(place + 1)...] where steps[index].owner == reading.owner {
                steps[index].before.correct(by: late)
                steps[index].after.correct(by: late)
            }
        }
        insert(told.early, at: place)
        return told
    }
}

extension CountSteps.Step {
    /// The cycles until a reading in it and those since; nil where they are not those of the step.
    fileprivate func parts(by reading: CountSteps.Reading) -> (early: Int64, rest: Int64)? {
        guard let first = before.value, let last = after.value else { return nil }
        let (early, rest) = (reading.step(from: first).cycles, reading.step(to: last).cycles)
        return early > 0 && early + rest == shots ? (early, rest) : nil
    }

    /// Some of its cycles, or all, were made until then.
    fileprivate func split(by reading: CountSteps.Reading, _ next: Int64) -> CountSteps.Told? {
        guard let parts = parts(by: reading) else { return nil }
        var (early, rest) = (self, self)
        early.to = reading.at
        early.kind = reading.kind ?? kind
        early.after = before
        early.after.add(parts.early, early.kind)
        early.after.value = reading.value
        (rest.from, rest.before) = (reading.at, early.after)
        (rest.row, early.row) = parts.rest > 0 ? (next, next + 1) : (nil, next)
        var told = CountSteps.Told(early: early, rest: rest, replaced: row)
        if early.kind != kind {
            let late = LateCycle(at: reading.at, kind: early.kind, was: kind, cycles: parts.early)
            told.rest.after.correct(by: late)
            told.late = late
        }
        return told
    }

    /// The counter was set back at its end, and had come further until then.
    fileprivate func beforeReset(by reading: CountSteps.Reading, _ next: Int64) -> CountSteps.Told? {
        guard let first = before.value, let last = after.value, last < first else { return nil }
        let set = reading.step(to: last)
        guard case .reset = set, set.cycles == shots else { return nil }
        let cycles = reading.step(from: first).cycles
        guard cycles > 0 else { return nil }
        let late = LateCycle(at: reading.at, kind: reading.kind ?? reading.otherwise, cycles: cycles)
        var (early, rest) = (self, self)
        (early.to, early.kind, early.row, early.after) = (reading.at, late.kind, next, before)
        early.after.correct(by: late)
        early.after.value = reading.value
        (rest.from, rest.before) = (reading.at, early.after)
        rest.after.correct(by: late)
        return CountSteps.Told(early: early, rest: rest, added: early, late: late)
    }

    /// The reading at its end was not the first: what it shows more was made since the late one.
    fileprivate func begunEarlier(by reading: CountSteps.Reading, _ next: Int64) -> CountSteps.Told? {
        guard let last = after.value else { return nil }
        let since = reading.step(to: last)
        if case .reset = since { return nil }
        guard since.cycles > 0 else { return nil }
        let late = LateCycle(at: to, kind: kind, cycles: since.cycles)
        var (early, rest) = (self, self)
        (early.to, early.after) = (reading.at, before)
        early.after.value = reading.value
        (rest.from, rest.before, rest.row) = (reading.at, early.after, next)
        rest.after.correct(by: late)
        return CountSteps.Told(early: early, rest: rest, added: rest, late: late)
    }
}

extension CounterTrack.Step {
    /// How many cycles it is; of a counter that was set back, those that it shows since.
    var cycles: Int64 {
        switch self {
        case .first, .same: 0
        case .increase(let by), .rollover(let by): Self.whole(by)
        case .reset(let to): Self.whole(to)
        }
    }

    /// What no counter shows in a lifetime counts as nothing.
    private static func whole(_ steps: Double) -> Int64 { (0..<1e12).contains(steps) ? Int64(steps.rounded()) : 0 }
}

extension ShiftCounts {
    /// A reading that came late: at a border between its time and the next one's so much was counted already.
    mutating func raise(_ owner: String, to count: CycleCount, from: Instant, to end: Instant) {
        guard from < self.from, self.from <= end, (counts[owner]?.shots ?? 0) < count.shots else { return }
        counts[owner] = count
    }
}

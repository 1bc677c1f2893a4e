package import Basis

/// Everything kept of one tag of one machine: its newest reading, its newest usable value, its statistics.
///
/// What each reading touches stands first, and together: the tags of a plant are more than a processor keeps at hand.
package struct TagTrack: Sendable {
    /// The newest reading as it came, whatever its flags; nil before the first.
    package private(set) var newest: Reading?
    /// The newest value that a rule may use; a flagged one does not replace it. nil before the first.
    package private(set) var usable: TagValue?
    /// The time of `usable`.
    package private(set) var usableAt: Instant?
    /// When `usable` reached us.
    package private(set) var usableArrived: Instant?
    /// `usable` is the source's word for having no value.
    package private(set) var isUnavailable = false
    package var statistics = TagStatistics()
    package private(set) var policy: TagPolicy

    package let name: String
    /// By owner, for a tag that counts.
    private var counters: [String: CounterTrack] = [:]
    /// The newest good number of a tag with a furthest step, and what readings that were flagged `jump` agree on since.
    private var lastNumber: Double?
    private var jumpedTo: Double?
    private var jumps = 0

    private static var repeatedOrLate: ReadingFlags { .duplicate.union(.late) }

    private static var lateOrMissing: ReadingFlags { .late.union(.missing) }

    /// After how many readings in a row that agree with each other a jump is believed.
    private static let jumpsUntilBelieved = 3

    package init(name: String, policy: TagPolicy) {
        self.name = name
        self.policy = policy
    }

    /// How a reading stands to the newest one.
    enum Age {
        case newer
        /// It says again what the newest one said, which came live too: what only the broker kept is confirmed by the
        /// live message, not repeated.
        case repeated
        case older
    }

    /// How a reading stands to the newest one. Only reads; but where it did not say that it changes, the whole track would
    /// be copied to be asked.
    mutating func age(of reading: Reading) -> Age {
        guard let at = newest?.at.milliseconds, reading.at.milliseconds <= at else { return .newer }
        if reading.at.milliseconds < at { return .older }
        return newest?.isRetained == false && newest?.value == reading.value ? .repeated : .newer
    }

    /// Whether `value` at `time` is what the newest reading already says.
    private func repeats(_ value: TagValue, at time: Instant) -> Bool { newest?.at == time && newest?.value == value }

    /// Takes a reading in: flags it by the tag's rules, counts it, and keeps what it says.
    ///
    /// - Parameters:
    ///   - reading: with the flags that the message as a whole has (`duplicate`, `future`); gets those that the tag's rules
    ///     add. Not handed over as a copy: that costs as much as the rules.
    ///   - owner: what a counter belongs to just now; not looked at for other tags.
    package mutating func accept(_ reading: inout Reading, owner: @autoclosure () -> String) -> Acceptance {
        let isOld = if let at = newest?.at { reading.at.milliseconds < at.milliseconds } else { false }
        if reading.isRetained {
            // It keeps the age of its own time: it fills in, it never overrides, and it is never late.
            guard !isOld, !repeats(reading.value, at: reading.at) else { return .none }
        } else if isOld {
            reading.flags.formUnion(.late)
        }
        reading.flags.formUnion(flags(of: reading))
        var acceptance = Acceptance.none
        if policy.counter != nil, !reading.isRetained, !reading.flags.isUnusable, let number = reading.value.number {
            let step = step(number, owner: owner())
            reading.flags.formUnion(step.flag)
            acceptance.step = step
        }
        if !reading.isRetained {
            count(reading)
            if reading.flags.isEmpty { acceptance.number = reading.value.number }
        }
        guard reading.flags.isDisjoint(with: Self.repeatedOrLate) else {
            let isUsable = !reading.flags.subtracting(Self.lateOrMissing).isUnusable
            return Acceptance(isBelieved: isUsable && isOld && !reading.flags.contains(.duplicate))
        }
        if !reading.flags.subtracting(.missing).isUnusable {
            acceptance.isBelieved = true
            usableAt = reading.at
            usableArrived = reading.arrived
            if !reading.value.isSame(as: usable) {
                usable = reading.value
                isUnavailable = reading.flags.contains(.missing)
                acceptance.changedUsable = true
            }
        }
        newest = reading
        return acceptance
    }

    /// The hub's clock was set: what arrived is as old as before.
    mutating func clockSet(_ step: ClockStep) {
        usableArrived = usableArrived.map { $0 + step.by }
        usableAt = usableAt.map(step.moved)
        guard var reading = newest else { return }
        reading.at = step.moved(reading.at)
        reading.arrived = reading.arrived + step.by
        newest = reading
    }

    /// What a hub that starts again knows of a counter.
    package mutating func restoreCounter(_ value: Double, owner: String) {
        counters[owner] = CounterTrack(value: value, rollsOverAt: policy.counter?.rollsOverAt)
    }

    /// The tag is cleansed by other rules from now on; what it counted goes on.
    package mutating func change(to policy: TagPolicy) {
        guard policy != self.policy else { return }
        if self.policy.maximumStep == nil { lastNumber = usable?.number }
        self.policy = policy
        counters = counters.mapValues { CounterTrack(value: $0.value, rollsOverAt: policy.counter?.rollsOverAt) }
        (jumpedTo, jumps) = (nil, 0)
    }

    /// More dies, or whatever a counter belongs to, than any machine has; ever new names must not fill the memory.
    package static let ownerLimit = 1000

    private mutating func step(_ number: Double, owner: String) -> CounterTrack.Step {
        guard counters[owner] != nil || counters.count < Self.ownerLimit else { return .first }
        return counters[owner, default: CounterTrack(rollsOverAt: policy.counter?.rollsOverAt)].take(number)
    }

    private mutating func flags(of reading: borrowing Reading) -> ReadingFlags {
        switch reading.value {
        case .missing: return .missing
        case .bool: return ReadingFlags()
        case .text: return policy.isNumber && !reading.flags.contains(.missing) ? .type : ReadingFlags()
        case .number(let number):
            if !policy.sentinels.isEmpty, policy.sentinels.contains(number) { return .sentinel }
            if let minimum = policy.minimum, number < minimum { return .range }
            if let maximum = policy.maximum, number > maximum { return .range }
            guard reading.flags.isDisjoint(with: Self.repeatedOrLate) else { return ReadingFlags() }
            return isJump(number) ? .jump : ReadingFlags()
        }
    }

    private mutating func isJump(_ number: Double) -> Bool {
        guard let step = policy.maximumStep else { return false }
        defer { if jumps == 0 { lastNumber = number } }
        guard let last = lastNumber, abs(number - last) > step else {
            jumps = 0
            return false
        }
        jumps = jumpedTo.map { abs(number - $0) <= step } ?? false ? jumps + 1 : 1
        jumpedTo = number
        if jumps >= Self.jumpsUntilBelieved { jumps = 0 }
        return jumps != 0
    }

    private mutating func count(_ reading: borrowing Reading) {
        statistics.readings += 1
        guard reading.flags.isEmpty else {
            for (index, entry) in ReadingFlags.all.enumerated() where reading.flags.contains(entry.flag) {
                statistics.flagged[index] += 1
            }
            return
        }
        statistics.good += 1
        if case .number(let number) = reading.value { statistics.take(number) }
    }
}

/// What came of one reading.
package struct Acceptance: Hashable, Sendable {
    /// Rules see another value than before.
    package var changedUsable = false
    /// For a tag that counts: what its value means.
    package var step: CounterTrack.Step?
    /// The value, where it is a number that came live and nothing is wrong with it.
    package var number: Double?
    /// It came live, and can be believed of its own time; that may lie before what is known of the tag.
    package var isBelieved = false

    static let none = Acceptance()
}

import Basis
import Shopfloor
import Telemetry

/// What is asked of a machine with each message.
///
/// All of it is `mutating`, also what only reads: what only reads is handed a copy of the record, a kilobyte and a half, and
/// that for each question. It was a fifth of a message's time.
extension MachineRecord {
    /// What a message proves of the machine that sent it.
    struct Signs {
        /// The source's time of now. The same as the message's, unless it comes late or again: what is judged now is judged at
        /// the source's newest time.
        var now: Instant
        /// It was not proven before. What retained values say counts from then on.
        var isProof: Bool
        /// It was silent before.
        var isBack: Bool
    }

    mutating func hear(_ taken: Ingest.Taken, arrived: Instant) -> Signs {
        // What comes late, or again, says nothing of the source's clock now.
        let isOlder = if let newest = past.newest { taken.at < newest } else { false }
        if !taken.isLate, !isOlder, !taken.isDuplicate { monitor.compareClocks(source: taken.at, arrived: arrived) }
        let now = Instant(milliseconds: arrived.milliseconds - monitor.lag)
        let (wasProven, wasHeard) = (monitor.isProven, monitor.isHeard)
        if taken.provesAlive { monitor.heard(at: taken.at, arrived: arrived) }
        return Signs(now: now, isProof: !wasProven && monitor.isProven, isBack: !wasHeard && monitor.isHeard)
    }

    /// Keeps what a live value adds to the course of its tag.
    mutating func noteCourse(_ outcome: Ingest.Outcome, at time: Instant) -> TagCourse.Notice {
        while courses.count <= outcome.slot { courses.append(TagCourse()) }
        return courses[outcome.slot].take(outcome.acceptance.number, at: time)
    }

    /// Whether rules see another value than before.
    mutating func touchesRules(_ outcomes: [Ingest.Outcome]) -> Bool {
        for outcome in outcomes where outcome.acceptance.changedUsable {
            if lookups.ruleTags.contains(outcome.slot) { return true }
        }
        return false
    }

    /// Whether its state may be another after a message: for what rules see, or because it was silent.
    mutating func mayChangeState(_ outcomes: [Ingest.Outcome]) -> Bool {
        touchesRules(outcomes) || monitor.condition.why == .silent
    }

    /// Whether alarm rules see another value than before.
    mutating func touchesAlarms(_ outcomes: [Ingest.Outcome]) -> Bool {
        for outcome in outcomes where outcome.acceptance.changedUsable {
            if lookups.alarmTags.contains(outcome.slot) { return true }
        }
        return false
    }

    /// Whether a message says something of a tag that rules look at.
    mutating func hasRuleReadings(_ believed: [Ingest.BelievedReading]) -> Bool {
        for reading in believed where lookups.ruleTags.contains(reading.slot) { return true }
        return false
    }

    /// The counter's; nil where the message does not carry it.
    mutating func counterStep(_ outcomes: [Ingest.Outcome]) -> CounterTrack.Step? {
        guard let counter = lookups.counter else { return nil }
        for outcome in outcomes where outcome.slot == counter { return outcome.acceptance.step }
        return nil
    }

    /// Whether what a row of a cycle has is to be found anew.
    mutating func lacksColumns(ofTags count: Int) -> Bool { columns?.tagCount != count }

    mutating func noteCycleWord(_ reading: Ingest.BelievedReading) {
        if lookups.cycleTags.contains(reading.slot) { cycleWords.take(reading) }
    }

    /// The counter stands where it stood, still for the same owner. Returns false where it was another's.
    mutating func repeatCount(for owner: String, value: Double?, at time: Instant) -> Bool {
        guard currentOwner == owner, let index = counts.index(forKey: owner) else { return false }
        counts.values[index].take(.same, showing: value, at: time)
        return true
    }

    /// Whether it was not heard between two cycles, or did something else for longer than a micro-stop. Then the time between
    /// them is no cycle.
    mutating func hasPaused(from: Instant, to: Instant, longerThan limit: Duration) -> Bool {
        var end = to
        for entry in recent.entries.reversed() {
            let start = max(entry.from ?? .distantPast, from)
            if end > start {
                switch entry.condition.why {
                case .silent, .link, .hub, .removed: return true
                // It was heard, but says no state.
                case .never, .source: break
                case nil: if entry.condition.state != .producing, end - start > limit { return true }
                }
            }
            end = min(end, start)
            if start <= from { break }
        }
        return false
    }

    /// The id of the source each of whose messages is a cycle; nil: none is.
    mutating func pulseSource() -> String? { lookups.pulseSource }

    /// The tag that says which order it runs; nil: none does.
    mutating func orderTag() -> TagSlot? { lookups.order }

    /// Whether a message of that time may say something of what is known no longer.
    mutating func mayBeRefused(_ time: Instant) -> Bool { lookups.order != nil || isOutOfOrder(time) }

    /// Whether rules were told of a newer time by the machine.
    mutating func isOutOfOrder(_ time: Instant) -> Bool {
        if let newest = past.newestHeard { time < newest } else { false }
    }

    /// The newest time that is known of the machine: of a reading, or of its condition.
    mutating func knownUntil() -> Instant { max(past.newest ?? .distantPast, monitor.since ?? .distantPast) }
}

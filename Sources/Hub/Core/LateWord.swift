import Basis
import Records
import Shopfloor

/// A message about a time that had its conditions already, while it is being taken in.
struct LateWord {
    /// The time that it may have changed, up to now by the source's clock.
    var span: Interval
    /// Now, by the source's clock.
    var now: Instant
    var at: Instant
    /// What was recorded of that time, and what hindsight said of it, before the message.
    var before: [ConditionStretch]
    var old: [ConditionStretch]
    /// When the source was heard before and after `at`, and the pulses over it, as was known before the message.
    var heardBefore: Instant?
    var heardAfter: [Interval]
    /// When all was lost after `at`, or else the end of the span: until then it may have been heard.
    var heardUntil: Instant
    var pulses: Interval?

    /// What is to be entered of a time instead of what is recorded of it.
    struct Correction {
        var time: Interval
        var condition: Condition
        /// Of what is recorded it replaces a part of this.
        fileprivate var recorded: ConditionStretch
    }

    /// What it changes: one correction for each part of what is recorded now.
    ///
    /// - Parameters:
    ///   - found: what hindsight says of the time with the message.
    ///   - recorded: what is recorded now that the live state has seen the message, too.
    func corrections(
        _ found: [ConditionStretch], of recorded: [ConditionStretch], silenceLimit: Duration?
    ) -> [Correction] {
        let heard = spansHeard(silenceLimit) + (proof(found).map { [$0] } ?? [])
        var before = Course(before)
        var (old, new, now) = (Course(old), Course(found), Course(recorded))
        var corrections: [Correction] = []
        for part in parts([self.before, self.old, found, recorded], heard) {
            guard let was = before.stretch(at: part.from), let recorded = now.stretch(at: part.from) else { continue }
            let (said, says) = (old.stretch(at: part.from)?.condition, new.stretch(at: part.from)?.condition)
            let isChanged =
                was.condition.isUnheard
                ? heard.contains { $0.from <= part.from && part.from < $0.to } : said != says
            let condition = isChanged ? says ?? was.condition : was.condition
            guard condition != recorded.condition else { continue }
            let last = corrections.indices.last
            if let last, corrections[last].time.to == part.from, corrections[last].condition == condition,
                corrections[last].recorded == recorded
            {
                corrections[last].time.to = part.to
            } else {
                corrections.append(Correction(time: part, condition: condition, recorded: recorded))
            }
        }
        return corrections
    }

    /// The millisecond of a word by which the machine no longer stood, as `MachineMonitor` keeps it of one that came in time.
    private func proof(_ found: [ConditionStretch]) -> Interval? {
        var (said, known) = (Course(found), before)
        known.removeAll { $0.condition.state == .noData || $0.from ?? .distantPast >= at }
        guard said.stretch(at: at)?.isProvenNoStop == true, known.last?.condition.state.isStop == true
        else { return nil }
        return Interval(from: at, to: at + .milliseconds(1))
    }

    /// Where nothing was known, the times around the message in which its source was heard often enough.
    private func spansHeard(_ limit: Duration?) -> [Interval] {
        var course = Course(before)
        guard let silence = course.stretch(at: at), silence.condition.isUnheard else { return [] }
        // Silence begins with the last word; other gaps begin with none.
        let start = silence.from ?? .distantPast
        let before = heardBefore.flatMap { heard in
            heard > start || heard == start && silence.condition.why == .silent ? heard : nil
        }
        let end = max(at, min(silence.to ?? now, heardUntil))
        var moments = [before, at].compactMap(\.self).map { Interval(from: $0, to: $0) }
        if let pulses, start < pulses.to { moments.append(Interval(from: max(pulses.from, start), to: pulses.to)) }
        moments += heardAfter
        moments.append(Interval(from: end, to: end))
        var (spans, until) = ([Interval](), moments[0].to)
        for heard in moments where heard.from <= end {
            if until < heard.from, limit.map({ heard.from - until <= $0 }) ?? true {
                spans.append(Interval(from: until, to: heard.from))
            }
            if heard.from < min(heard.to, end) { spans.append(Interval(from: heard.from, to: min(heard.to, end))) }
            until = max(until, min(heard.to, end))
        }
        return spans
    }

    /// The parts of the span in which none of the lists changes.
    private func parts(_ lists: [[ConditionStretch]], _ heard: [Interval]) -> [Interval] {
        var borders = Set(heard.flatMap { [$0.from, $0.to] })
        for stretch in lists.joined() { borders.formUnion([stretch.from, stretch.to].compactMap(\.self)) }
        let inner = borders.filter { $0 > span.from && $0 < span.to }
        let times = [span.from] + inner.sorted() + [span.to]
        return zip(times, times.dropFirst()).map { Interval(from: $0, to: $1) }
    }
}

/// A list of stretches that is asked for one time after the other.
private struct Course {
    private let stretches: [ConditionStretch]
    private var place = 0

    init(_ stretches: [ConditionStretch]) { self.stretches = stretches }

    /// - Parameter time: none before the one that was asked for last.
    mutating func stretch(at time: Instant) -> ConditionStretch? {
        while place < stretches.count, stretches[place].to ?? .distantFuture <= time { place += 1 }
        guard place < stretches.count, stretches[place].from ?? .distantPast <= time else { return nil }
        return stretches[place]
    }
}

extension Condition {
    /// Nothing was heard of the machine, whoever was to blame.
    var isUnheard: Bool { state == .noData && why != .source }
}

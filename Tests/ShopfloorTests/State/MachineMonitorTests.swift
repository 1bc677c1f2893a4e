import Basis
import Testing

@testable import Shopfloor

struct MachineMonitorTests {
    /// Tag 0 is the native mode, tag 1 a door.
    struct Values: TagValues {
        var tags: [TagValue?] = [nil, nil]
        var times: [Instant?] = [nil, nil]
        func value(of tag: TagSlot) -> TagValue? { tags[tag] }
        func time(of tag: TagSlot) -> Instant? { times[tag] }
        func arrival(of tag: TagSlot) -> Instant? { times[tag] }
        func word(of tag: TagSlot) -> String? { tags[tag]?.text }
    }

    static func at(_ seconds: Int64) -> Instant { Instant(milliseconds: seconds * 1000) }

    static let modeRules = [
        StateRule(state: .producing, when: .compare(0, .equal, .literal(.text("run")))),
        StateRule(state: .stopped, when: .truth(1), priority: 10),
        StateRule(state: .noData, why: .source, when: .compare(0, .equal, .literal(.text("?"))), priority: 20),
        StateRule(state: .idle, when: .compare(0, .equal, .literal(.text("ready")))),
    ]

    static func monitor(silence: Duration? = nil, cycle: CyclePolicy? = nil, rules: [StateRule] = modeRules)
        -> MachineMonitor
    {
        MachineMonitor(
            rules: MachineRules(rules: rules, native: 0, silenceLimit: silence, cycle: cycle, timers: 0))
    }

    @Test("before its source is heard a machine is no data, never, whatever a retained value says")
    func retainedProvesNothing() {
        var monitor = Self.monitor()
        let values = Values(tags: [.text("run"), nil])
        #expect(monitor.update(values, at: Self.at(5)) == nil)
        #expect(monitor.condition == .noData(.never))
        monitor.heard(at: Self.at(60), arrived: Self.at(60))
        let change = monitor.update(values, at: Self.at(60))
        #expect(change == StateChange(from: Self.at(60), condition: Condition(.producing, native: "run")))
    }

    @Test("the rule with the higher priority wins; a change of the native value alone is a change")
    func priority() {
        var monitor = Self.monitor()
        var values = Values(tags: [.text("run"), .bool(true)])
        monitor.heard(at: Self.at(1), arrived: Self.at(1))
        #expect(monitor.update(values, at: Self.at(1))?.condition.state == .stopped)
        values.tags = [.text("ready"), .bool(true)]
        #expect(monitor.update(values, at: Self.at(2))?.condition == Condition(.stopped, native: "ready"))
        #expect(monitor.update(values, at: Self.at(3)) == nil)
    }

    @Test("silence makes no data from the last reading on, once the limit is passed, not when it is just reached")
    func silence() {
        var monitor = Self.monitor(silence: .seconds(30))
        let values = Values(tags: [.text("run"), nil])
        monitor.heard(at: Self.at(10), arrived: Self.at(10))
        _ = monitor.update(values, at: Self.at(10))
        #expect(monitor.deadline == Instant(milliseconds: 40_001))
        #expect(monitor.update(values, at: Self.at(40)) == nil)
        let change = monitor.update(values, at: Instant(milliseconds: 40_001))
        #expect(change == StateChange(from: Self.at(10), condition: .noData(.silent)))
        #expect(monitor.deadline == nil)
        monitor.heard(at: Self.at(90), arrived: Self.at(90))
        #expect(monitor.update(values, at: Self.at(90))?.from == Self.at(90))
    }

    @Test("one word that ended a stop stays true of its millisecond when nothing is heard after it, whyever")
    func proofOfWork() {
        let end = Self.at(20) + .milliseconds(1)
        for word in ["run", "ready"] {
            var monitor = Self.monitor(silence: .seconds(30))
            monitor.heard(at: Self.at(10), arrived: Self.at(10))
            _ = monitor.update(Values(tags: [.text("run"), .bool(true)]), at: Self.at(10))
            monitor.heard(at: Self.at(20), arrived: Self.at(20))
            let values = Values(tags: [.text(word), .bool(false)])
            _ = monitor.update(values, at: Self.at(20))
            var lost = monitor
            #expect(lost.lose(.link, at: Self.at(20)) == StateChange(from: end, condition: .noData(.link)))
            // A hub that was killed before it said again that it was alive.
            var killed = monitor
            #expect(killed.lose(.hub, at: Self.at(17)) == StateChange(from: end, condition: .noData(.hub)))
            let silent = monitor.update(values, at: Instant(milliseconds: 50_001))
            #expect(silent == StateChange(from: end, condition: .noData(.silent)))
            // Nor is a stop made of one word, or a run that ended none.
            monitor.heard(at: Self.at(60), arrived: Self.at(60))
            _ = monitor.update(Values(tags: [.text("run"), .bool(true)]), at: Self.at(60))
            #expect(monitor.update(values, at: Self.at(100))?.from == Self.at(60))
        }
    }

    @Test("limits run on our clock: a source whose clock lags is not silent early")
    func laggingSource() {
        var monitor = Self.monitor(silence: .seconds(30))
        let values = Values(tags: [.text("run"), nil])
        monitor.heard(at: Self.at(10), arrived: Self.at(610))
        _ = monitor.update(values, at: Self.at(10))
        #expect(monitor.deadline == Instant(milliseconds: 640_001))
    }

    static let pulseRules = [
        StateRule(state: .producing, when: .cycling), StateRule(state: .stopped, when: .not(.cycling)),
    ]

    @Test("without a pulse for so many cycles, with proof of life, it is stopped since the last pulse")
    func stoppedByPulses() {
        var monitor = Self.monitor(
            silence: .seconds(600), cycle: CyclePolicy(idealCycle: .seconds(60), stoppedAfter: 5),
            rules: Self.pulseRules)
        let values = Values()
        monitor.heard(at: Self.at(0), arrived: Self.at(0))
        monitor.pulse(at: Self.at(0), arrived: Self.at(0))
        #expect(monitor.update(values, at: Self.at(0))?.condition.state == .producing)
        monitor.heard(at: Self.at(200), arrived: Self.at(200))
        let due = Instant(milliseconds: 300_001)
        #expect(monitor.deadline == due)
        #expect(monitor.update(values, at: due) == StateChange(from: Self.at(0), condition: Condition(.stopped)))
    }

    @Test("without a pulse and without proof of life it is no data since the last sign of life, not stopped")
    func silentPulses() {
        var monitor = Self.monitor(
            silence: .seconds(600), cycle: CyclePolicy(idealCycle: .seconds(60), stoppedAfter: 5),
            rules: Self.pulseRules)
        let values = Values()
        monitor.heard(at: Self.at(0), arrived: Self.at(0))
        monitor.pulse(at: Self.at(0), arrived: Self.at(0))
        _ = monitor.update(values, at: Self.at(0))
        _ = monitor.update(values, at: Instant(milliseconds: 300_001))
        #expect(monitor.deadline == Instant(milliseconds: 600_001))
        let change = monitor.update(values, at: Instant(milliseconds: 600_001))
        #expect(change == StateChange(from: Self.at(0), condition: .noData(.silent)))
    }

    @Test("while the link is down a machine is no data until it is heard again; one never heard stays so")
    func link() {
        var monitor = Self.monitor()
        #expect(monitor.lose(.link, at: Self.at(1)) == nil)
        let values = Values(tags: [.text("run"), nil])
        monitor.heard(at: Self.at(2), arrived: Self.at(2))
        _ = monitor.update(values, at: Self.at(2))
        #expect(monitor.lose(.link, at: Self.at(9))?.condition == .noData(.link))
        #expect(monitor.lose(.link, at: Self.at(10)) == nil)
        #expect(monitor.update(values, at: Self.at(11)) == nil)
        monitor.heard(at: Self.at(20), arrived: Self.at(20))
        #expect(monitor.update(values, at: Self.at(20))?.from == Self.at(20))
    }

    @Test("a rule with its own limit looks at the age of its own tags, and never back before the source was proven")
    func ruleSilence() {
        let rules = [
            StateRule(state: .producing, when: .compare(0, .equal, .literal(.text("run"))), silenceLimit: .seconds(60))
        ]
        var monitor = Self.monitor(rules: rules)
        var values = Values(tags: [.text("run"), nil], times: [Self.at(100), nil])
        monitor.heard(at: Self.at(100), arrived: Self.at(100))
        #expect(monitor.update(values, at: Self.at(100))?.condition.state == .producing)
        monitor.heard(at: Self.at(150), arrived: Self.at(150))
        #expect(monitor.update(values, at: Self.at(161))?.from == Self.at(100))
        values.times = [Self.at(170), nil]
        #expect(monitor.update(values, at: Self.at(170))?.condition.state == .producing)
    }

    @Test("when nothing that a rule asks holds, the source says nothing that can be understood")
    func noRule() {
        var monitor = Self.monitor()
        monitor.heard(at: Self.at(1), arrived: Self.at(1))
        #expect(monitor.update(Values(), at: Self.at(1)) == nil)
        let change = monitor.update(Values(tags: [.text("odd"), nil]), at: Self.at(2))
        #expect(change?.condition == .noData(.source, native: "odd"))
    }

    @Test("heard without its own tags, it says which of them it waits for, until one of them came")
    func awaited() {
        var monitor = Self.monitor(silence: .seconds(60))
        var values = Values()
        #expect(monitor.awaitedTags(values).isEmpty, "not heard: it waits for nothing in particular")
        monitor.heard(at: Self.at(1), arrived: Self.at(1))
        #expect(monitor.update(values, at: Self.at(1)) == nil)
        #expect(monitor.awaitedTags(values) == [0, 1])
        values.tags[0] = .text("run")
        _ = monitor.update(values, at: Self.at(2))
        #expect(monitor.awaitedTags(values).isEmpty && monitor.condition.state == .producing)
    }

    @Test("it is heard from the proof on until the silence limit passes, and again with the next sign of life")
    func heard() {
        var monitor = Self.monitor(silence: .seconds(60))
        let values = Values(tags: [.text("run"), nil], times: [Self.at(1), nil])
        #expect(!monitor.isHeard)
        monitor.heard(at: Self.at(1), arrived: Self.at(1))
        _ = monitor.update(values, at: Self.at(1))
        #expect(monitor.isHeard)
        _ = monitor.update(values, at: Self.at(62))
        #expect(!monitor.isHeard)
        monitor.heard(at: Self.at(70), arrived: Self.at(70))
        #expect(monitor.isHeard)
        _ = monitor.lose(.link, at: Self.at(80))
        #expect(!monitor.isHeard)
    }

    @Test("other rules judge from now on: what began under the old ones stays as it was")
    func adopted() {
        var monitor = Self.monitor()
        let values = Values(tags: [.text("run"), nil], times: [Self.at(1), nil])
        monitor.heard(at: Self.at(1), arrived: Self.at(1))
        _ = monitor.update(values, at: Self.at(1))
        let rules = MachineRules(
            rules: Self.modeRules, native: 0, silenceLimit: .seconds(10), cycle: nil, timers: 0)
        monitor.adopt(rules, at: Self.at(100))
        #expect(monitor.condition.state == .producing && monitor.since == Self.at(1))
        let change = monitor.update(values, at: Self.at(100))
        #expect(change == StateChange(from: Self.at(100), condition: .noData(.silent)))
    }
}

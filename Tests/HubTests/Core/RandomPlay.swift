import Basis
import Records
import Shopfloor
import TestSupport

@testable import Hub

/// Random messages for the plant of `HubRig`: readings early and late, repeats, retained ones, garbage, gaps, lost links.
struct RandomPlay {
    enum Step {
        case message(topic: String, payload: [UInt8], at: Instant, isRetained: Bool)
        case tick(Instant)
        case linkLost(Instant)
    }

    private(set) var steps: [Step] = []

    /// - Parameter counting: only what moves counts and alarms, each message once and in order.
    init(seed: UInt64, count: Int, counting: Bool = false) {
        var random = SplitMix(state: seed)
        var now: Int64 = 0
        var counter = 0
        for _ in 0..<count {
            now += Int64([1, 40, 700, 3000, 20_000, 400_000][random.below(random.below(8) == 0 ? 6 : 4)]) + 1
            let arrived = HubRig.at(now)
            if !counting, random.below(60) == 0 { steps.append(.linkLost(arrived)) }
            if !counting, random.below(20) == 0 { steps.append(.tick(arrived)) }
            let lag = counting ? 0 : Int64([0, 0, 0, 30, 2000, 90_000, -4000, -9000][random.below(8)])
            let time = HubRig.at(now - lag).milliseconds
            let (topic, value) = counting ? Self.shot(&random, &counter) : Self.value(&random, &counter)
            var payload = Array(#"{"t":\#(time),\#(value)}"#.utf8)
            if !counting, random.below(30) == 0 { payload = Array(payload.prefix(random.below(payload.count))) }
            let isRetained = !counting && random.below(10) == 0
            steps.append(.message(topic: topic, payload: payload, at: arrived, isRetained: isRetained))
        }
    }

    private static func value(_ random: inout SplitMix, _ counter: inout Int) -> (topic: String, members: String) {
        switch random.below(6) {
        case 0: return ("p/A/mode", "\"v\":" + ["\"run\"", "\"ready\"", "\"OFF\"", "null"][random.below(4)])
        case 1: return ("p/A/door", "\"v\":" + ["true", "false", "null"][random.below(3)])
        case 2: return ("p/A/alarm/hyd", #""l":"\#(["W", "F", "N", "U"][random.below(4)])","c":"\#(random.below(3))""#)
        case 3: return ("p/B/die", #""v":"d\#(random.below(3))""#)
        case 4: return ("p/B/warm", "\"v\":" + ["true", "false"][random.below(2)])
        default:
            counter = random.below(12) == 0 ? random.below(5) : (counter + random.below(4)) % 1000
            return ("p/B/n", "\"v\":\(counter)")
        }
    }

    /// A shot that says all about itself, or an alarm.
    private static func shot(_ random: inout SplitMix, _ counter: inout Int) -> (topic: String, members: String) {
        if random.below(4) == 0 { return ("p/A/alarm/hyd", #""l":"F","c":"\#(random.below(3))""#) }
        counter = random.below(12) == 0 ? random.below(5) : (counter + random.below(4)) % 1000
        let isWarm = random.below(5) == 0
        return ("p/B/shot/all", #""d":{"n":\#(counter),"die":"d\#(random.below(3))","warm":\#(isWarm)}"#)
    }

    static func play(_ step: Step, into core: inout HubCore) {
        switch step {
        case .message(let topic, let payload, let at, let isRetained):
            core.observe(topic, payload, at: at, isRetained: isRetained)
        case .tick(let at): core.advance(to: at)
        case .linkLost(let at): core.linkLost(at: at)
        }
    }
}

/// A machine's intervals as a list that is made anew by each event: the plainest reading of `StateChanged`.
struct NaiveIntervals {
    private(set) var rows: [IntervalRow] = []
    /// How many corrections there were.
    private(set) var corrections = 0

    /// The intervals of each machine.
    static func all(_ events: [Event]) -> [String: NaiveIntervals] {
        events.reduce(into: [:]) { machines, event in
            switch event {
            case .state(let change): machines[change.machine, default: NaiveIntervals()].apply(change)
            case .correction(let correction): machines[correction.machine]?.apply(correction)
            default: break
            }
        }
    }

    mutating func apply(_ correction: StateCorrected) {
        corrections += 1
        rows = rows.map { ConditionStretch($0) }
            .corrected(from: correction.from, to: correction.to, to: correction.condition)
            .map { IntervalRow(machine: correction.machine, $0) }
    }

    mutating func apply(_ change: StateChanged) {
        rows.removeAll { row in
            guard let from = change.from else { return true }
            return row.from.map { $0 >= from } ?? false
        }
        if let last = rows.indices.last { rows[last].to = change.from }
        rows.append(IntervalRow(machine: change.machine, condition: change.condition, from: change.from, to: nil))
        if rows.count > 1, rows[rows.count - 2].condition == change.condition {
            rows.removeLast()
            rows[rows.count - 1].to = nil
        }
    }
}

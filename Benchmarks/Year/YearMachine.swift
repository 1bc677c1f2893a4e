import Basis
import Foundation
import Records
import Shopfloor
import TestSupport

/// One machine of the year: what it does in a day, the same in each year that is made.
struct YearMachine {
    /// What becomes an entry of the journal, or two.
    enum Draft {
        case event(Event)
        /// A person said what a stop was for: a command, and the edit that it makes.
        case explanation(CommandRecorded, StopEdit)
    }

    private let number: Int
    private let id: String
    private let die: String
    private var random: SplitMix
    private var count = CycleCount()
    private var lastCycle: Instant?
    /// How far the journal knows the count.
    private var counted: Int64 = 0
    private var alarmsRaised: [String: (times: Int64, first: Instant)] = [:]

    private(set) var drafts: [(at: Instant, draft: Draft)] = []
    /// Their numbers are still to be given.
    private(set) var cycles: [CycleRow] = []

    init(_ number: Int) {
        self.number = number
        id = YearPlant.machine(number)
        die = YearPlant.die(of: number)
        random = SplitMix(state: UInt64(number) &* 7919)
    }

    /// The running count, for the end of the year.
    var row: CountRow { CountRow(machine: id, owner: die, count: count, last: lastCycle) }

    /// Lives through a day from the begin of its early shift: about 26 stops, three meals, a shot a minute.
    mutating func live(dayFrom start: Instant) {
        drafts.removeAll(keepingCapacity: true)
        cycles.removeAll(keepingCapacity: true)
        let end = start + .milliseconds(YearPlant.dayLength)
        var time = start
        var meals = [4, 12, 20].map { start + .seconds($0 * 3600) }
        while time < end {
            let run = min(time + .seconds(600 + random.below(5400)), meals.first ?? end, end)
            produce(from: time, to: run)
            time = run
            if time == meals.first {
                meals.removeFirst()
                change(to: .idle, native: "READY", at: time)
                time = time + .seconds(1800)
            } else if time < end {
                time = stand(from: time, atMost: min(meals.first ?? end, end), dayEnd: end)
            }
        }
        drafts.sort { $0.at < $1.at }
    }

    private mutating func produce(from: Instant, to: Instant) {
        change(to: .producing, native: "ACTIVE", at: from)
        var time = from
        while true {
            let length = Int64(60_000 + random.below(4000))
            let next = time + .milliseconds(length)
            guard next < to else { return }
            let quarter: Int64 = 900_000
            if let last = lastCycle, last.milliseconds / quarter != next.milliseconds / quarter {
                emitCounts(at: Instant(milliseconds: next.milliseconds / quarter * quarter))
            }
            shoot(at: next, length)
            time = next
        }
    }

    private mutating func shoot(at time: Instant, _ length: Int64) {
        count.shots += 1
        count.value = Double(count.shots)
        lastCycle = time
        var row = CycleRow(number: 0, machine: id, at: time)
        row.milliseconds = length
        row.owner = die
        row.order = "WO-\(count.shots / 4000 + Int64(number) * 1000)"
        row.tags = YearPlant.tags
        row.values = YearPlant.values.map { value in
            let scale = [1.0, 10, 100, 1000][value.decimals]
            let stray = Double(random.below(2001) - 1000) / 1000 * value.stray
            return ((value.base + stray) * scale).rounded() / scale
        }
        if random.below(50) == 0 {
            row.kind = .scrap
            row.out = [random.below(YearPlant.tags.count)]
        }
        cycles.append(row)
    }

    /// Returns when it ends. Three of four are micro-stops; the others come with an alarm, and most of them are explained.
    private mutating func stand(from: Instant, atMost limit: Instant, dayEnd: Instant) -> Instant {
        change(to: .stopped, native: "STOPPED", at: from)
        guard random.below(4) == 0 else { return min(from + .seconds(40 + random.below(220)), limit) }
        let to = min(from + .seconds(360 + random.below(2000)), limit)
        raise(at: from, until: to)
        if random.below(5) > 0 { explain(from: from, to: to, atMost: dayEnd) }
        return to
    }

    private mutating func change(to state: MachineState, native: String, at time: Instant) {
        let condition = Condition(state, native: native)
        drafts.append((time, .event(.state(StateChanged(machine: id, from: time, condition: condition)))))
        emitCounts(at: time)
    }

    private mutating func emitCounts(at time: Instant) {
        guard count.shots > counted else { return }
        counted = count.shots
        drafts.append((time, .event(.counted(row))))
    }

    private mutating func raise(at from: Instant, until to: Instant) {
        let code = "E\(100 + random.below(40))"
        let before = alarmsRaised[code]
        let first = before?.first ?? from
        let times = (before?.times ?? 0) + 1
        alarmsRaised[code] = (times, first)
        for (isActive, at) in [(true, from), (false, to)] {
            let alarm = Alarm(
                id: AlarmID(machine: id, item: "controller", code: code), level: .fault,
                text: "Hydraulic pressure below its limit", first: first, last: from, lines: times, isActive: isActive,
                raised: times, since: from)
            drafts.append((at, .event(.alarm(alarm))))
        }
    }

    /// The hub's clock never goes back, so nothing of a day is written after it.
    private mutating func explain(from: Instant, to: Instant, atMost dayEnd: Instant) {
        let reasons = StopReasonTree.standard.reasons.filter { $0.parent != nil }
        let reason = reasons[random.below(reasons.count)]
        let at = min(to + .seconds(60 + random.below(600)), dayEnd)
        let key = uuid()
        let stop = StopID(machine: id, from: from).description
        let bytes = Array(
            (#"{"v":1,"key":"\#(key)","kind":"stop.explain","id":"\#(stop)","base":null,"entered":\#(at.milliseconds),"#
                + #""set":{"reason":"\#(reason.id)"}}"#).utf8)
        let terminal = "\(YearPlant.line(number / YearPlant.machinesALine))-desk"
        var envelope = CommandEnvelope(key: key, terminal: terminal, bytes: bytes)
        envelope.kind = "stop.explain"
        envelope.id = stop
        var edit = StopEdit(machine: id, from: from, to: to, by: envelope.terminal, command: 0)
        edit.reason = StopEdit.Given(reason)
        drafts.append((at, .explanation(CommandRecorded(envelope, epoch: 1, outcome: .saved), edit)))
    }

    private mutating func uuid() -> String {
        let digits = (0..<2).map { _ in
            let text = String(random.next(), radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }.joined()
        var text = ""
        for (place, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(place) { text += "-" }
            text.append(digit)
        }
        return text
    }
}

import Basis
import Records
import Shopfloor
import Telemetry

extension HubCore {
    /// Takes a line that a machine's controller sent about an alarm.
    mutating func take(_ line: AlarmLine, _ taken: Ingest.Taken) {
        switch line.word {
        case .warning: raise(line, .warning, taken)
        case .fault: raise(line, .fault, taken)
        case .normal: machines[taken.machine].alarms.end(item: line.item, code: line.code, at: taken.at)
        case .unavailable: machines[taken.machine].alarms.forget(item: line.item, at: taken.at)
        }
        if machines[taken.machine].alarms.isUrgent { emitAlarms(of: taken.machine) }
    }

    private mutating func raise(_ line: AlarmLine, _ level: AlarmLevel, _ taken: Ingest.Taken) {
        let isTaken = machines[taken.machine].alarms.raise(
            item: line.item, code: line.code, level: level, text: line.text, at: taken.at)
        if !isTaken { noteOverflow(of: taken.machine) }
    }

    private mutating func noteOverflow(of machine: Int) {
        overflow = Rejection(
            .tooManyAlarms, "\(model.plant.machines[machine].id) has \(AlarmBook.limit) other alarms already")
    }

    /// The source is not heard any more: of nothing that stood it is known whether it still does.
    mutating func forgetAlarms(of machine: Int) {
        machines[machine].forgetAlarms()
        emitAlarms(of: machine)
    }

    /// Looks which alarms the machine's own bits and values say, at a time by the source's clock.
    mutating func evaluateAlarms(of machine: Int, at now: Instant) {
        let rules = model.machines[machine].alarms
        guard !rules.isEmpty, machines[machine].monitor.isProven else { return }
        machines[machine].alarmTimers.beginPass()
        for (index, rule) in rules.enumerated() {
            let stands = rule.when.evaluate(
                ingest.machines[machine], cycling: nil, timers: &machines[machine].alarmTimers, now: now)
            guard changes(rule, index, of: machine, to: stands, at: now) else { continue }
            switch stands {
            case true?:
                let isTaken = machines[machine].alarms.raise(
                    item: rule.item, code: rule.code, level: rule.level, text: rule.text.en, at: now)
                // Without room it is tried again.
                guard isTaken else {
                    noteOverflow(of: machine)
                    continue
                }
            case false?: machines[machine].alarms.end(item: rule.item, code: rule.code, at: nil)
            case nil: machines[machine].alarms.forget(item: rule.item, code: rule.code, at: nil)
            }
            machines[machine].alarmStands[index] = stands
        }
        machines[machine].alarmDeadline = machines[machine].alarmTimers.nextDue.map(machines[machine].monitor.arrival)
        if machines[machine].alarms.isUrgent { emitAlarms(of: machine) }
    }

    /// Whether that the rule `stands` is a change, and not what was known before the source fell silent.
    private mutating func changes(
        _ rule: AlarmRule, _ index: Int, of machine: Int, to stands: Bool?, at now: Instant
    ) -> Bool {
        let stood = machines[machine].alarmStands[index]
        guard stood == true else { return stands != stood }
        let isUnknown = machines[machine].alarms.alarms[.init(item: rule.item, code: rule.code)]?.isActive == nil
        switch stands {
        case true?:
            if isUnknown, machines[machine].monitor.isHeard {
                machines[machine].alarms.confirm(item: rule.item, code: rule.code)
            }
            return false
        case false?:
            guard isUnknown else { return true }
            // What is only waiting to have held for long enough again has not ended.
            var timers = HeldTimers.elapsed(count: machines[machine].alarmTimers.count)
            return rule.when.evaluate(ingest.machines[machine], cycling: nil, timers: &timers, now: now) != true
        case nil: return !isUnknown
        }
    }

    /// Tells the journal which alarms changed. Repeats of one that stands wait for the next flush.
    mutating func emitAlarms(of machine: Int) {
        guard machines[machine].alarms.hasChanged else { return }
        for alarm in machines[machine].alarms.takeChanged() {
            machines[machine].raised.take(alarm)
            let entry = emit(.alarm(alarm))
            noteComing(alarm, seq: entry.seq)
            noteAlarm(alarm.id)
        }
        changes.rows.insert(machine)
    }

    private mutating func noteComing(_ alarm: Alarm, seq: Int64) {
        guard comings[alarm.id, default: 0] < alarm.raised else { return }
        comings[alarm.id] = alarm.raised
        alarmSeqs[alarm.id] = seq
    }
}

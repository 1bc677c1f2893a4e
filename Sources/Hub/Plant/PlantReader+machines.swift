import Basis
import Shopfloor
import Telemetry

/// What the messages of each machine mean.
extension PlantReader {
    /// A table with the machines that it speaks of.
    struct Scoped {
        let table: TableReader
        let machines: NamePatterns
    }

    struct Rules {
        var states: [Scoped]
        var cycles: [Scoped]
        var alarms: [Scoped]
    }

    mutating func rules(of plant: Plant) -> Rules {
        let rules = Rules(
            states: scoped("rule", plant), cycles: scoped("cycle", plant), alarms: scoped("alarm", plant))
        for rule in rules.states where rule.table.has("why") {
            guard rule.table.string("state") != MachineState.noData.rawValue else { continue }
            problems.report(rule.table.place(of: "why"), "\"why\" is only for state = \"no data\"")
        }
        for cycle in rules.cycles { check(cycle.table) }
        for alarm in rules.alarms { refuse(in: alarm.table, "when", holding: false) }
        return rules
    }

    private mutating func scoped(_ key: String, _ plant: Plant) -> [Scoped] {
        root.tables(key).map { Scoped(table: $0, machines: machines(of: $0, in: plant)) }
    }

    private mutating func check(_ cycle: TableReader) {
        if cycle.string("pulse") == "message" {
            let ids = root.tables("source").map { $0.string("id") }
            if let source = cycle.optionalString("source") {
                if !ids.contains(source) {
                    problems.reportUnknown("source", source, at: cycle.place(of: "source"), existing: ids)
                }
            } else {
                problems.report(
                    cycle.place(of: "pulse"), "pulse = \"message\" needs \"source\"", allowed: Spelling.list(ids))
            }
        } else {
            if cycle.has("source") {
                problems.report(cycle.place(of: "source"), "\"source\" is only for pulse = \"message\"")
            }
            if !cycle.has("counter") {
                problems.report(
                    cycle.place(of: "pulse"), "pulse = \"increase\" needs \"counter\"", allowed: "the name of a tag")
            }
        }
        refuse(in: cycle, "try", holding: true)
        refuse(in: cycle, "scrap", holding: true)
    }

    /// Only rules for states can ask for cycles, and the judgement of one cycle cannot wait.
    private mutating func refuse(in table: TableReader, _ key: String, holding: Bool) {
        guard let value = table.value(key) else { return }
        var timers = 0
        let expression = expression(value, timers: &timers, TagSlots())
        if expression.asksForCycles {
            problems.report(value.place, "cycling can stand only in the \"when\" of a [[rule]]")
        }
        if holding, timers > 0 {
            problems.report(
                value.place, "\"for\" cannot stand in \(Quoted(key)), which is judged at once",
                allowed: "a rule without for")
        }
    }

    /// The counters of cycles need not be said to be counters once more.
    func implicitCounters(_ cycles: [Scoped]) -> [TagSetting] {
        cycles.compactMap { cycle in
            guard let counter = cycle.table.optionalString("counter") else { return nil }
            var setting = TagSetting(tags: NamePatterns([counter]), machines: cycle.machines)
            setting.isCounter = true
            return setting
        }
    }

    /// - Parameter model: with all but the machines.
    mutating func machine(
        _ machine: Plant.Machine, _ table: TableReader, _ rules: Rules, _ model: PlantModel
    ) -> MachineModel {
        let slots = TagSlots()
        var timers = 0
        let states = rules.states.filter { $0.machines.matches(machine.id) }
        let stateRules = states.map { stateRule($0.table, timers: &timers, slots) }
        // A plant that lives by shift records has no signals to judge.
        if states.isEmpty, model.timeBasis == .signals {
            problems.report(
                table.place(of: "id"), "no [[rule]] speaks of machine \(Quoted(machine.id))",
                allowed: "at least one, without which it has no state")
        }
        let native = table.optionalString("native").map(slots.slot)
        let order = table.optionalString("order").map(slots.slot)
        let cycle = onlyCycle(of: machine, rules)
        let policy = cyclePolicy(of: machine, cycle)
        for (rule, state) in zip(stateRules, states) where rule.when.asksForCycles && policy == nil {
            refuseCycling(state.table, machine, hasCycle: cycle != nil)
        }
        var cycleRule: CycleRule?
        if let cycle { cycleRule = self.cycleRule(cycle, machine, slots, model) }
        var alarmTimers = 0
        let alarms = rules.alarms.filter { $0.machines.matches(machine.id) }
        refuseEqualAlarms(alarms, of: machine)
        let alarmRules = alarms.map { alarmRule($0.table, timers: &alarmTimers, slots) }
        return MachineModel(
            rules: MachineRules(
                rules: stateRules, native: native, silenceLimit: table.optionalDuration("silence_limit"), cycle: policy,
                timers: timers),
            cycle: cycleRule, alarms: alarmRules, order: order, tagNames: slots.names, alarmTimers: alarmTimers)
    }

    private func stateRule(_ table: TableReader, timers: inout Int, _ slots: TagSlots) -> StateRule {
        StateRule(
            state: table.choice("state"), why: table.optionalChoice("why"),
            when: expression(table, "when", timers: &timers, slots), priority: table.integer("priority"),
            silenceLimit: table.optionalDuration("silence_limit"))
    }

    private func alarmRule(_ table: TableReader, timers: inout Int, _ slots: TagSlots) -> AlarmRule {
        AlarmRule(
            item: table.string("item"), code: table.string("code"), level: table.choice("level"),
            text: table.text("text"), when: expression(table, "when", timers: &timers, slots))
    }

    private func expression(
        _ table: TableReader, _ key: String, timers: inout Int, _ slots: TagSlots
    ) -> RuleExpression {
        table.value(key).map { expression($0, timers: &timers, slots) } ?? .constant(false)
    }

    private func expression(_ value: ValueReader, timers: inout Int, _ slots: TagSlots) -> RuleExpression {
        guard let tokens = ruleTexts.tokens(of: value.string),
            let expression = try? RuleParser.parse(tokens, timers: &timers, slot: slots.slot)
        else { preconditionFailure("the notation of rules is checked") }
        return expression
    }

    /// Two would raise and end the same alarm against each other.
    private mutating func refuseEqualAlarms(_ alarms: [Scoped], of machine: Plant.Machine) {
        var first: [AlarmID: Basis.Place] = [:]
        for alarm in alarms {
            let table = alarm.table
            let id = AlarmID(machine: machine.id, item: table.string("item"), code: table.string("code"))
            if let place = first[id] {
                guard refused.insert(table.place).inserted else { continue }
                problems.report(
                    table.place(of: "code"),
                    "machine \(Quoted(machine.id)) already has an alarm of this item and code at \(place)",
                    allowed: "another item or code")
            } else {
                first[id] = table.place(of: "code")
            }
        }
    }
}

/// Counts of cycles.
extension PlantReader {
    private mutating func onlyCycle(of machine: Plant.Machine, _ rules: Rules) -> TableReader? {
        let cycles = rules.cycles.filter { $0.machines.matches(machine.id) }.map(\.table)
        if cycles.count > 1, refused.insert(cycles[1].place).inserted {
            problems.report(
                cycles[1].place, "machine \(Quoted(machine.id)) already has a [[cycle]] at \(cycles[0].place)",
                allowed: "one [[cycle]] a machine")
        }
        return cycles.first
    }

    private mutating func cyclePolicy(of machine: Plant.Machine, _ cycle: TableReader?) -> CyclePolicy? {
        guard let cycle else { return nil }
        guard let idealCycle = machine.idealCycle else {
            if cycle.has("stopped_after") {
                problems.report(
                    cycle.place(of: "stopped_after"),
                    "\"stopped_after\" counts ideal cycles, and machine \(Quoted(machine.id)) has no ideal_cycle",
                    allowed: "stopped_after where each machine has an ideal_cycle")
            }
            return nil
        }
        return CyclePolicy(idealCycle: idealCycle, stoppedAfter: cycle.number("stopped_after"))
    }

    private mutating func refuseCycling(_ rule: TableReader, _ machine: Plant.Machine, hasCycle: Bool) {
        let place = rule.place(of: "when")
        guard refused.insert(place).inserted else { return }
        let missing = hasCycle ? "ideal_cycle" : "[[cycle]]"
        problems.report(
            place, "cycling is not known of machine \(Quoted(machine.id)), which has no \(missing)",
            allowed: "rules without cycling; for this machine give \(missing), or leave it out of machines")
    }

    private mutating func cycleRule(
        _ table: TableReader, _ machine: Plant.Machine, _ slots: TagSlots, _ model: PlantModel
    ) -> CycleRule? {
        let counter = table.optionalString("counter")
        let policy = counter.flatMap { model.policy(machine: machine.id, tag: $0).counter }
        if let counter, policy == nil {
            problems.report(
                table.place(of: "counter"), "a [[tag]] says that \(Quoted(counter)) is no counter",
                allowed: "a tag without counter = false")
        }
        var timers = 0
        var rule = CycleRule(
            pulse: table.optionalString("source").map { .message(source: $0) } ?? .increase,
            counter: counter.map(slots.slot), owner: policy?.owner.map(slots.slot),
            isTry: table.value("try").map { expression($0, timers: &timers, slots) },
            rollsOverAt: policy?.rollsOverAt)
        rule.isScrap = table.value("scrap").map { expression($0, timers: &timers, slots) }
        if table.has("values") { rule.values = table.strings("values") }
        return rule
    }
}

/// Rules by their text: each is cut into tokens once, not once for every machine that it speaks of.
final class RuleTexts {
    private var known: [String: RuleTokens] = [:]

    /// nil for a text that is no rule.
    func tokens(of text: String) -> RuleTokens? {
        if let tokens = known[text] { return tokens }
        let tokens = try? RuleTokens(text)
        known[text] = tokens
        return tokens
    }
}

/// Gives the tags of one machine their numbers, in the order in which they are named.
private final class TagSlots {
    private(set) var names: [String] = []

    func slot(_ name: String) -> TagSlot {
        if let slot = names.firstIndex(of: name) { return slot }
        names.append(name)
        return names.count - 1
    }
}

extension RuleExpression {
    /// Whether the machine's cycles matter.
    fileprivate var asksForCycles: Bool {
        switch self {
        case .cycling: true
        case .constant, .truth, .known, .compare, .oneOf: false
        case .not(let inner), .held(let inner, _, _): inner.asksForCycles
        case .all(let parts), .any(let parts): parts.contains(where: \.asksForCycles)
        }
    }
}

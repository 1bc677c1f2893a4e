import Basis
import Records
import Shopfloor
import Telemetry

/// Makes a plant of a tree that fits `PlantKeys`, and reports what does not make sense in it.
struct PlantReader {
    let root: TableReader
    /// See `PlantFile.read`.
    let wasAccepted: Bool
    var problems = Problems()
    /// Tables that were already found to be wrong for one machine, so that each is reported once and not for every machine.
    var refused: Set<Basis.Place> = []
    let ruleTexts = RuleTexts()

    init(_ root: TableReader, wasAccepted: Bool) { (self.root, self.wasAccepted) = (root, wasAccepted) }

    mutating func read(text: String, digest: String) throws(ConfigurationError) -> PlantModel {
        let plant = plant()
        let site = root.table("site")
        let time = TimePolicy(futureLimit: site.duration("future_limit"), lateLimit: site.duration("late_limit"))
        let sources = sources(of: plant)
        let rules = rules(of: plant)
        let reasons = reasons()
        var model = PlantModel(
            plant: plant, sources: sources, time: time, machines: [],
            tags: implicitCounters(rules.cycles) + tagSettings(of: plant), calendar: calendar(of: plant),
            timeBasis: root.table("site").choice("time"), dies: dies(), text: text, digest: digest)
        requireShiftsForRecords(model)
        for (machine, table) in zip(plant.machines, root.tables("machine")) {
            model.machines.append(self.machine(machine, table, rules, model))
        }
        try problems.throwIfAny()
        model.reasons = reasons
        model.microStop = site.duration("micro_stop")
        if let table = root.optionalTable("alarm_targets") { model.alarmTargets = Self.alarmTargets(table) }
        model.sitePlace = site.place(of: "id")
        model.history = history()
        return model
    }

    private static func alarmTargets(_ table: TableReader) -> AlarmTargets {
        var targets = AlarmTargets()
        targets.perDay = Int64(table.integer("per_day"))
        targets.floodCount = table.integer("flood_count")
        targets.floodWindow = table.duration("flood_window")
        targets.chatterCount = table.integer("chatter_count")
        targets.chatterWindow = table.duration("chatter_window")
        targets.staleAfter = table.duration("stale_after")
        targets.longestShelf = table.duration("longest_shelf")
        return targets
    }

    private func history() -> HistorySpans {
        var spans = HistorySpans()
        guard let table = root.optionalTable("history") else { return spans }
        spans.cycles = table.integer("cycles_days")
        spans.slots = table.integer("slots_days")
        spans.limit = table.optionalInteger("limit_mb").map { Int64($0) << 20 }
        return spans
    }

    /// The machines that a table speaks of; reports names and patterns that fit none.
    mutating func machines(of table: TableReader, in plant: Plant) -> NamePatterns {
        let ids = plant.machines.map(\.id)
        for value in table.list("machines") {
            let pattern = value.string
            if ids.contains(where: NamePatterns([pattern]).matches) { continue }
            if pattern.contains("*") {
                problems.report(value.place, "no machine fits \(Quoted(pattern))", allowed: Spelling.list(ids))
            } else {
                problems.reportUnknown("machine", pattern, at: value.place, existing: ids)
            }
        }
        return NamePatterns(table.strings("machines"))
    }
}

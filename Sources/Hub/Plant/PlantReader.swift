import Basis
import Shopfloor
import Telemetry

/// Makes a plant of a tree that fits `PlantKeys`, and reports what does not make sense in it.
struct PlantReader {
    let root: TableReader
    var problems = Problems()
    /// Rules that were already found to ask for cycles that a machine does not have, so that each is reported once.
    var refusedCycling: Set<Basis.Place> = []

    init(_ root: TableReader) { self.root = root }

    mutating func read(text: String, digest: String) throws(ConfigurationError) -> PlantModel {
        let plant = plant()
        let site = root.table("site")
        let time = TimePolicy(futureLimit: site.duration("future_limit"), lateLimit: site.duration("late_limit"))
        let sources = sources(of: plant)
        let rules = rules(of: plant)
        var model = PlantModel(
            plant: plant, sources: sources, time: time, machines: [],
            tags: implicitCounters(rules.cycles) + tagSettings(of: plant), text: text, digest: digest)
        for (machine, table) in zip(plant.machines, root.tables("machine")) {
            model.machines.append(self.machine(machine, table, rules, model))
        }
        try problems.throwIfAny()
        model.sitePlace = site.place(of: "id")
        return model
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
        if table.list("machines").isEmpty {
            problems.report(
                table.place(of: "machines"), "\"machines\" is empty", allowed: "ids of machines, * for any text")
        }
        return NamePatterns(table.strings("machines"))
    }

    /// Which of `keys` the table has; reports the second where only one may stand, and where `isRequired`, that there is
    /// none.
    mutating func onlyOne(of keys: [String], in table: TableReader, isRequired: Bool = false) -> String? {
        let present = keys.filter(table.has)
        let words = Spelling.list(keys)
        if present.count > 1 {
            problems.report(
                table.place(of: present[1]), "\(Quoted(present[0])) and \(Quoted(present[1])) exclude each other",
                allowed: "one of \(words)")
        }
        if present.isEmpty, isRequired {
            problems.report(table.place, "[[\(table.table.name)]] lacks its content", allowed: "one of \(words)")
        }
        return present.first
    }
}

import Basis
import Shopfloor

/// Site, areas, lines and machines.
extension PlantReader {
    mutating func plant() -> Plant {
        let site = root.table("site")
        let areas = root.tables("area")
        let lines = root.tables("line")
        let machines = root.tables("machine")
        requireUnique("area", areas)
        requireUnique("line", lines)
        requireUnique("machine", machines)
        require("area", of: lines, among: areas)
        require("line", of: machines, among: lines)
        return Plant(
            site: Plant.Place(id: site.string("id"), name: name(of: site)), zone: site.string("time_zone"),
            areas: areas.map { Plant.Place(id: $0.string("id"), name: name(of: $0)) },
            lines: lines.map {
                Plant.Line(id: $0.string("id"), name: name(of: $0), area: $0.optionalString("area"))
            },
            machines: machines.map {
                Plant.Machine(
                    id: $0.string("id"), name: name(of: $0), line: $0.string("line"),
                    idealCycle: $0.optionalDuration("ideal_cycle"), cavities: $0.integer("cavities"))
            })
    }

    private func name(of table: TableReader) -> LocalizedText {
        table.optionalText("name") ?? LocalizedText(table.string("id"))
    }

    mutating func requireUnique(_ what: String, _ tables: [TableReader]) {
        problems.requireUnique(what, tables.map { ($0.string("id"), $0.place(of: "id")) })
    }

    private mutating func require(_ key: String, of tables: [TableReader], among targets: [TableReader]) {
        let ids = targets.map { $0.string("id") }
        for table in tables {
            guard let id = table.optionalString(key), !ids.contains(id) else { continue }
            problems.reportUnknown(key, id, at: table.place(of: key), existing: ids)
        }
    }
}

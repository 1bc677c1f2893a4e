import Basis
import Shopfloor
import Telemetry

/// Dies, and what records need.
extension PlantReader {
    mutating func dies() -> [String: Die] {
        let tables = root.tables("die")
        requireUnique("die", tables)
        let dies = tables.map { table in
            Die(
                id: table.string("id"), name: table.optionalText("name") ?? LocalizedText(table.string("id")),
                idealCycle: table.optionalDuration("ideal_cycle"), cavities: table.optionalInteger("cavities"))
        }
        return Dictionary(dies.map { ($0.id, $0) }) { first, _ in first }
    }

    /// A shift record is about a shift: without one it says of no time what was made in it.
    mutating func requireShiftsForRecords(_ model: PlantModel) {
        let isOfRecords: (SourceMapping) -> Bool = { if case .record = $0.content { true } else { false } }
        guard model.calendar.isEmpty, model.timeBasis == .records || model.sources.contains(where: isOfRecords) else {
            return
        }
        let site = root.table("site")
        problems.report(
            site.has("time") ? site.place(of: "time") : site.place, "shift records need at least one [[shift]]",
            allowed: "a [[shift]] for each line that records come of")
    }
}

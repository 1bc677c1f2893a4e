import Basis
import Shopfloor

/// Why machines stand.
extension PlantReader {
    /// Parents have to stand before their children, so that the file reads as the tree that people choose from.
    mutating func reasons() -> StopReasonTree {
        let tables = root.tables("reason")
        guard !tables.isEmpty else { return .standard }
        requireUnique("reason", tables)
        var reasons: [StopReason] = []
        for table in tables {
            let (id, parent) = (table.string("id"), table.optionalString("parent"))
            let kind: StopReason.Kind? =
                if let parent { kind(of: parent, table, reasons) } else { table.optionalChoice("kind") }
            guard let kind else { continue }
            reasons.append(
                StopReason(id: id, kind: kind, name: table.optionalText("name") ?? LocalizedText(id), parent: parent))
        }
        return StopReasonTree(reasons)
    }

    private mutating func kind(
        of parent: String, _ table: TableReader, _ before: [StopReason]
    ) -> StopReason.Kind? {
        if let reason = before.first(where: { $0.id == parent }) { return reason.kind }
        let place = table.place(of: "parent")
        let ids = root.tables("reason").map { $0.string("id") }
        if ids.contains(parent) {
            problems.report(
                place, "reason \(Quoted(parent)) does not stand before \(Quoted(table.string("id")))",
                allowed: "parents before their children")
        } else {
            problems.reportUnknown("reason", parent, at: place, existing: ids)
        }
        return nil
    }
}

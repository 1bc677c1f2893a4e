import Basis

/// The plant's stop reasons, in the order in which people choose from them; parents stand before their children.
package struct StopReasonTree: Hashable, Sendable {
    package let reasons: [StopReason]

    package init(_ reasons: [StopReason]) { self.reasons = reasons }

    /// nil: the plant has none of this id, or no longer.
    package subscript(id: String) -> StopReason? { reasons.first { $0.id == id } }

    /// The id of the reason that is planned maintenance, in a plant's own tree, too.
    package static let plannedMaintenance = "maintenance-planned"

    /// What people choose from in a plant that names no reasons of its own.
    package static let standard = StopReasonTree(
        [
            top(.planned, "Planned stop", "计划停机"),
            leaf(plannedMaintenance, .planned, "Planned maintenance", "计划保养"),
            leaf("break", .planned, "Break", "休息"),
            leaf("meeting", .planned, "Meeting, training", "会议、培训"),
            leaf("cleaning", .planned, "Cleaning", "清洁"),
            top(.setUp, "Set-up", "换模调试"),
            leaf("die-change", .setUp, "Die change", "换模"),
            leaf("warm-up", .setUp, "Warm-up", "预热"),
            leaf("first-piece", .setUp, "First-piece inspection", "首检"),
            top(.breakdown, "Breakdown", "故障停机"),
            leaf("mechanical", .breakdown, "Mechanical", "机械故障"),
            leaf("electrical", .breakdown, "Electrical, control", "电气、控制故障"),
            leaf("hydraulic", .breakdown, "Hydraulic, pneumatic", "液压、气动故障"),
            leaf("die", .breakdown, "Die", "模具故障"),
            leaf("peripheral", .breakdown, "Robot, sprayer, furnace", "机器人、喷涂、熔炉故障"),
            top(.waiting, "Waiting", "等待"),
            leaf("material", .waiting, "For material", "待料"),
            leaf("operator", .waiting, "For an operator", "待人"),
            leaf("die-missing", .waiting, "For a die", "待模"),
            leaf("inspection", .waiting, "For inspection", "待检"),
            leaf("repair", .waiting, "For repair", "待修"),
            top(.quality, "Quality", "质量停机"),
            leaf("quality-hold", .quality, "Quality hold", "质量封存"),
            leaf("adjustment", .quality, "Adjustment after bad parts", "不良调整"),
            top(.speed, "Speed loss", "速度损失"),
            leaf("slow", .speed, "Held below its pace", "降速运行"),
            top(.noOrder, "No order", "无工单"),
        ])

    private static func top(_ kind: StopReason.Kind, _ en: String, _ zh: String) -> StopReason {
        StopReason(id: kind.rawValue, kind: kind, name: LocalizedText(en, zh: zh))
    }

    private static func leaf(_ id: String, _ parent: StopReason.Kind, _ en: String, _ zh: String) -> StopReason {
        StopReason(id: id, kind: parent, name: LocalizedText(en, zh: zh), parent: parent.rawValue)
    }
}

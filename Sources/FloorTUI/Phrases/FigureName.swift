/// What the figures of a row are called that stand in no table of a report, by their members.
enum FigureName: String, CaseIterable {
    case ideal
    case lostStopped = "lost_stopped"
    case lostSpeed = "lost_speed"
    case idealOfProduced = "pri_pq_s"
    case idealOfGood = "pri_gq_s"
    case plannedBusy = "pbt_s"
    case calendar = "calendar_s"
    case outside = "outside_s"
    case planned = "planned_s"
    case speedLoss = "speed_loss_s"
    case microStops = "micro_stops"
    case microStopTime = "micro_stop_s"
    case unexplained
    case unexplainedTime = "unexplained_s"
    case setUps = "set_ups"
    case breakdownTime = "breakdown_s"
    case maintenanceTime = "maintenance_s"
    case nee, teep
    case allocation = "allocation_efficiency"
    case utilisation = "utilisation_efficiency"
    case setUpRatio = "set_up_ratio"
    case technical = "technical_efficiency"
    case throughput = "throughput_rate"
    case productionProcess = "production_process_ratio"
    case firstPass = "first_pass_yield"
    case scrapRatio = "scrap_ratio"
    case reworkRatio = "rework_ratio"
    case correctiveMaintenance = "corrective_maintenance_ratio"
    case coverage, failures
    case timeBetween = "mtbf_s"
    case timeToRepair = "mttr_s"
    case timeToFailure = "mttf_s"
    case inherentAvailability = "inherent_availability"

    var texts: (en: String, zh: String) {
        switch self {
        case .ideal: ("Parts at the ideal cycle", "按标准节拍的产量")
        case .lostStopped: ("Parts lost while it stood", "停机少产")
        case .lostSpeed: ("Parts lost by running slowly", "低速少产")
        case .idealOfProduced: ("Ideal time of all parts", "全部产品的标准工时")
        case .idealOfGood: ("Ideal time of good parts", "良品的标准工时")
        case .plannedBusy: ("Planned busy time PBT", "计划占用时间 PBT")
        case .calendar: ("Calendar time", "日历时间")
        case .outside: ("Outside of shifts", "班次之外")
        case .planned: ("Planned down time", "计划停机时间")
        case .speedLoss: ("Speed loss", "速度损失")
        case .microStops: ("Micro-stops", "短暂停机")
        case .microStopTime: ("Time of micro-stops", "短暂停机时间")
        case .unexplained: ("Stops without a reason", "未说明原因的停机")
        case .unexplainedTime: ("Time of stops without a reason", "未说明原因的停机时间")
        case .setUps: ("Set-ups", "换模次数")
        case .breakdownTime: ("Time in breakdown", "故障时间")
        case .maintenanceTime: ("Time of planned maintenance", "计划保养时间")
        case .nee: ("Net equipment effectiveness NEE", "净设备效率 NEE")
        case .teep: ("Total effective equipment performance TEEP", "完全有效生产率 TEEP")
        case .allocation: ("Allocation efficiency", "分配效率")
        case .utilisation: ("Utilisation efficiency", "利用效率")
        case .setUpRatio: ("Set-up ratio", "换模比率")
        case .technical: ("Technical efficiency", "技术效率")
        case .throughput: ("Throughput rate, parts an hour", "产出率(件/小时)")
        case .productionProcess: ("Production process ratio", "生产过程比率")
        case .firstPass: ("First pass yield", "一次合格率")
        case .scrapRatio: ("Scrap ratio", "报废率")
        case .reworkRatio: ("Rework ratio", "返工率")
        case .correctiveMaintenance: ("Corrective maintenance ratio", "纠正性维护比率")
        case .coverage: ("Share of time that is known", "已知时间占比")
        case .failures: ("Breakdowns", "故障次数")
        case .timeBetween: ("Mean time between failures MTBF", "平均故障间隔时间 MTBF")
        case .timeToRepair: ("Mean time to repair MTTR", "平均修复时间 MTTR")
        case .timeToFailure: ("Mean time to failure MTTF", "平均失效前时间 MTTF")
        case .inherentAvailability: ("Inherent availability", "固有可用度")
        }
    }
}

extension Phrases {
    /// What a figure is called, by its member in a row; empty for what is none.
    func title(member: String) -> String {
        let phrase =
            ReportFactor(rawValue: member)?.title ?? ReportAmount(rawValue: member)?.title
            ?? PlannedElement(member: member)?.title
        return phrase.map { ReportPhrases(language: language)[$0] } ?? FigureName(rawValue: member).map {
            self[figure: $0]
        } ?? ""
    }
}

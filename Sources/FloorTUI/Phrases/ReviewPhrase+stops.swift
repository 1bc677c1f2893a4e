extension ReviewPhrase {
    /// The texts about stops; nil for a phrase of another subject.
    var stopTexts: (en: String, zh: String)? {
        switch self {
        case .stopsBy: ("stops by reason", "停机原因排列")
        case .byTime: ("by time", "按时长")
        case .byCount: ("by count", "按次数")
        case .oneStop: ("stop", "次停机")
        case .stopsUnit: ("stops", "次停机")
        case .withoutReason: ("without a reason", "未说明原因")
        // English says when behind it, Chinese before the number.
        case .stopsUnexplained: ("stops without reason", "次停机未说明")
        case .oneStopUnexplained: ("stop without reason", "次停机未说明")
        case .noReasonShort: ("no reason", "次未说明")
        case .thisShift: ("this shift", "本班")
        case .lastShift: ("last shift", "上一班")
        case .runsWarns: ("runs, warns", "生产 有警告")
        case .runsFault: ("runs, fault", "生产 有故障")
        case .idleWarns: ("idle, warns", "空闲 有警告")
        case .idleFault: ("idle, fault", "空闲 有故障")
        case .ofTime: ("of the time", "时段")
        case .storeBegan: ("the store's beginning", "记录开始")
        case .inAll: ("In all", "总时长")
        case .notCountedHere: ("not counted here", "此处不计次")
        case .microStops: ("Micro-stops", "短暂停机")
        case .oneMicroStop: ("Micro-stop", "短暂停机")
        case .noReason: ("no reason given", "未说明原因")
        case .lasts: ("lasts", "持续中")
        case .shortSoFar: ("short so far", "目前尚短")
        case .notPlanned: ("not in planned time", "非计划时间")
        case .continued: ("continued", "延续")
        case .noStopHere: ("No stop is selected here.", "此处未选中停机。")
        case .splitKey: ("split", "拆分")
        case .helpSplit: ("split the stop in two", "将停机拆分为两段")
        default: nil
        }
    }
}

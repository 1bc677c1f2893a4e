import Basis

/// The texts of the screens that look back: trend, cycles, stops, OEE, alarms and the journal.
enum ReviewPhrase: String, CaseIterable, Sendable {
    // Names of screens, as digits open them.
    case screenFloor, screenStops, screenOEE, screenAlarms, screenAudit, screenOutbox
    // Keys and what they do.
    case openKey, backKey, oeeKey, cyclesKey, earlierKey, laterKey, windowKey, scopeKey, measureKey, outKey,
        nextValueKey,
        previousValueKey, moreValuesKey, valuesBeforeKey, filterRowsKey, tilesKey
    case helpOpenValue, helpOEE, helpCycles, helpEarlier, helpLater, helpWindow, helpScope, helpMeasure, helpOut,
        helpNextValue,
        helpPreviousValue, helpMoreValues, helpValuesBefore, helpOpenCycles, helpFilterRows, helpBackPage, helpOpenBar,
        helpOpenMachine, helpOpenFigure, helpOpenRecord, helpTiles, helpBeside
    // Times.
    case lookedBackAt, pastValues, noShift, noShiftNow, today, yesterday, week, nothingLater, monday, tuesday,
        wednesday, thursday, friday,
        saturday,
        sunday
    // What is known of answers.
    case asking, noAnswer, notAsked, rowsOld, mayNotAsk, asOfSeq
    // Columns.
    case time, kind, what, byWhom, byUnsigned, unsignedTitle, command, cause, begin, end, length, last, code, text,
        noteTitle, stopsCount,
        countsFor,
        hash, signature
    // The journal.
    case journal, oneEntry, entries, noEntries, noRowMatches, noFilterHere, noChineseHere, lookingBack, lookedBack,
        nobody
    // Trend and cycles.
    case least, leastShort, mean, most, mostShort, outOfLimits, outShort, noTrend, noValue, lastValue, firstValue,
        alarmMark, unknownValue, unknownPlace,
        whichMachine, cyclesTitle, oneCycle, cyclesUnit, noCycles, noneOut, outAlone, noCourse, noCyclesBehind,
        valuesSeen, firstValues,
        lastValues
    // Stops.
    case stopsBy, byTime, byCount, oneStop, stopsUnit, withoutReason, stopsUnexplained, oneStopUnexplained,
        noReasonShort,
        thisShift, lastShift, runsWarns, runsFault, idleWarns, idleFault, ofTime, storeBegan, microStops, oneMicroStop,
        noReason, lasts, shortSoFar, inAll, notCountedHere, notPlanned, continued, noStopHere, splitKey, helpSplit
    // OEE.
    case availabilityWord, effectivenessWord, qualityWord, elementPlanned, elementProduction, elementSetUp,
        elementDelay,
        elementDowntime, elementUnknown, quantityProduced, quantityGood, quantityScrap, quantityRework, lostStopped,
        lostSpeed, meanTimeBetween,
        meanTimeToRepair, repairSum, failuresBegun, byMachine, byLine, noCalendar,
        noShiftThen, noFiguresThen, noRecordYet, noSlices, slices, oneSlice, slicesUnit, plannedDown, data, above100,
        cycleBegunBefore,
        assumedTimes, byOrder, partsMade,
        ofRecord,
        ofCounter, ofBooking, byRecords, recordsOnly, lastRecord, noSignals
    // Alarms.
    case alarmUnacknowledged, alarmAcknowledged, alarmReturned, alarmShelved, alarmNormal, noAlarmEver, chattering,
        standing, came, item, alarmUnacknowledgedShort, alarmAcknowledgedShort, alarmReturnedShort,
        alarmReturnedShortest, alarmShelvedShort
    case acknowledgeKey, shelveKey, unshelveKey, noteKey, ratesKey
    case helpAcknowledge, helpShelve, helpUnshelve, helpNote, helpRates, helpOpenAlarms
    case acknowledgeButton, shelveButton, putBack, shelfFor, shelfUntil, timeOfShelf
    case noAlarmHere, isAcknowledged, isNotShelved, noNote, noShelfEnd, wrongShelfEnd
    // Rates of alarms.
    case alarmRates, comings, perDay, timeRecorded, goal, mostIn, floods, floodShare, chatterings, staleAlarms, inEach,
        mostInColumn, actors, noAlarmThen, peakTitle, timesCame, chattersShort

    /// From Monday on.
    static let weekdays: [ReviewPhrase] = [.monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday]

    var texts: (en: String, zh: String) {
        keyTexts ?? timeTexts ?? journalTexts ?? stopTexts ?? figureTexts ?? alarmTexts ?? (rawValue, rawValue)
    }

    private var keyTexts: (en: String, zh: String)? {
        switch self {
        case .screenFloor: ("Floor", "总览")
        case .screenStops: ("stops by reason", "停机原因排列")
        case .screenOEE: ("OEE", "设备综合效率")
        case .screenAlarms: ("alarms", "报警")
        case .screenAudit: ("journal", "日志")
        case .screenOutbox: ("outbox: what was typed here", "发件箱:本终端的填写")
        case .openKey: ("open", "打开")
        case .backKey: ("back", "返回")
        case .oeeKey: ("OEE", "OEE")
        case .cyclesKey: ("cycles", "循环")
        case .earlierKey: ("earlier", "更早")
        case .laterKey: ("later", "更晚")
        case .windowKey: ("span", "时段")
        case .scopeKey: ("scope", "范围")
        case .outKey: ("▲/all", "▲/全部")
        case .measureKey: ("time/count", "时长/次数")
        case .nextValueKey: ("next", "下一个")
        case .previousValueKey: ("before", "上一个")
        case .moreValuesKey: ("values", "后面数值")
        case .valuesBeforeKey: ("back", "前面数值")
        case .filterRowsKey: ("filter", "筛选")
        case .tilesKey: ("tiles", "卡片")
        case .helpOpenValue: ("open the trend of the value, or what is selected", "打开所选数值的趋势或所选项")
        case .helpOEE: ("OEE opened into what it is made of", "将 OEE 展开到其组成")
        case .helpCycles: ("the last cycles with their values", "最近循环及其参数")
        case .helpEarlier: ("the shift or day before", "上一班次或上一天")
        case .helpLater: ("the shift or day after", "下一班次或下一天")
        case .helpWindow: ("shift, day, or longer", "切换班次、天或更长时段")
        case .helpScope: ("the plant, a line, or the machine", "切换全厂、产线或设备")
        case .helpOut: ("cycles out of limits alone, or all", "只看超限循环,或看全部")
        case .helpMeasure: ("by how long or by how often", "按时长或按次数")
        case .helpNextValue: ("the next value of the machine", "该设备的下一个数值")
        case .helpPreviousValue: ("the value before", "上一个数值")
        case .helpMoreValues: ("go on to the values that have no room", "向右查看更多数值")
        case .helpValuesBefore: ("go back to the values before", "向左返回前面的数值")
        case .helpOpenCycles: ("open the cycles that were counted", "打开所计数的循环")
        case .helpFilterRows: ("show only rows that match what you type", "只显示符合输入的行")
        case .helpBackPage: ("clear the filter, then go back", "先清除筛选,再返回")
        case .helpOpenBar: ("the stops behind the bar", "打开该原因的停机记录")
        case .helpOpenMachine: ("open the machine", "打开设备")
        case .helpOpenFigure: ("open what the figure is made of", "打开该数字的组成")
        case .helpTiles: ("the machines as tiles, or as rows", "以卡片或列表显示设备")
        case .helpBeside: ("among tiles: the one beside", "卡片显示时:移到左右的卡片")
        case .helpOpenRecord: ("open the entry, whole", "打开完整记录")
        default: nil
        }
    }

    private var timeTexts: (en: String, zh: String)? {
        switch self {
        case .lookedBackAt: ("past:", "历史:")
        case .pastValues:
            (
                "Of that time single values are not kept: Enter opens the trend of one.",
                "该时段的单个数值不保存:按 Enter 打开其趋势。"
            )
        case .noShift: ("no shift", "无班次")
        case .noShiftNow: ("no shift now", "当前无班次")
        case .today: ("today", "今天")
        case .yesterday: ("yesterday", "昨天")
        case .week: ("week", "周")
        case .nothingLater: ("This is the newest.", "已是最新。")
        case .monday: ("Mon", "周一")
        case .tuesday: ("Tue", "周二")
        case .wednesday: ("Wed", "周三")
        case .thursday: ("Thu", "周四")
        case .friday: ("Fri", "周五")
        case .saturday: ("Sat", "周六")
        case .sunday: ("Sun", "周日")
        case .asking: ("asking the hub …", "正在询问中枢 …")
        case .noAnswer: ("no answer", "无应答")
        case .notAsked: ("The hub cannot be asked now: no link to it.", "现在无法询问中枢:未连接。")
        case .rowsOld: ("link lost: as it was at", "连接中断:以下内容截至")
        case .mayNotAsk:
            ("the broker does not let this terminal ask the hub", "消息服务器不允许本终端向中枢提问")
        case .asOfSeq: ("as of entry", "截至记录")
        case .time: ("Time", "时间")
        case .kind: ("Kind", "类别")
        case .what: ("What", "内容")
        case .byWhom: ("By", "操作人")
        case .byUnsigned: ("By (unsigned)", "操作人(未签名)")
        case .unsignedTitle: ("Unsigned", "未签名")
        case .command: ("Command", "指令")
        case .cause: ("Reason", "原因")
        case .begin: ("Begin", "开始")
        case .end: ("End", "结束")
        case .length: ("Length", "时长")
        case .last: ("Last", "最近")
        case .code: ("Code", "代码")
        case .text: ("Text", "内容")
        case .noteTitle: ("Note", "备注")
        case .stopsCount: ("Stops", "次数")
        case .countsFor: ("Counts as", "计入")
        case .hash: ("Hash", "哈希")
        case .signature: ("Signature", "签名")
        default: nil
        }
    }

    private var journalTexts: (en: String, zh: String)? {
        switch self {
        case .journal: ("Journal", "日志")
        case .oneEntry: ("entry", "条记录")
        case .entries: ("entries", "条记录")
        case .noEntries: ("The journal has no entry of this yet.", "日志中尚无此类记录。")
        case .noFilterHere: ("There are no rows to filter here.", "此处没有可筛选的内容。")
        case .noChineseHere:
            (
                "The locale has no Chinese characters: start again after export LC_ALL=C.UTF-8.",
                "当前区域设置无法显示中文:请执行 export LC_ALL=C.UTF-8 后重新启动。"
            )
        case .lookingBack: ("Nothing matches the filter so far. Entries looked through:", "尚无符合筛选的内容。已查找记录:")
        case .lookedBack:
            (
                "Nothing matches the filter. ↓ looks further back, Esc clears it. Entries looked through:",
                "没有符合筛选的内容。按 ↓ 继续向前查找,按 Esc 清除。已查找记录:"
            )
        case .noRowMatches: ("Nothing matches the filter. Esc clears it.", "没有符合筛选的内容。按 Esc 清除。")
        case .nobody: ("nobody: the hub", "中枢自动")
        case .least: ("least", "最小")
        case .leastShort: ("min", "最小")
        case .mean: ("mean", "平均")
        case .most: ("most", "最大")
        case .mostShort: ("max", "最大")
        case .outOfLimits: ("out of limits", "超限")
        case .outShort: ("out", "超限")
        case .noTrend:
            (
                "Nothing is kept of this value for that time. w takes a longer one, [ an earlier one.",
                "该时段没有保存此数值。w 换更长时段,[ 看更早时段。"
            )
        case .noValue: ("no value", "无数值")
        case .lastValue: ("This is the last value.", "已是最后一个数值。")
        case .firstValue: ("This is the first value.", "已是第一个数值。")
        case .alarmMark: ("alarm", "报警")
        case .unknownValue: ("This machine has no value", "该设备没有数值:")
        case .unknownPlace: ("There is no line or machine", "没有该生产线或设备:")
        case .whichMachine: ("Of which machine? Open one, or name it.", "哪台设备?请先打开或指明。")
        case .cyclesTitle: ("last cycles", "最近循环")
        case .oneCycle: ("cycle", "个循环")
        case .cyclesUnit: ("cycles", "个循环")
        case .valuesSeen: ("values", "数值")
        case .firstValues: ("These are the first values.", "已是最前面的数值。")
        case .lastValues: ("These are the last values.", "已是最后面的数值。")
        case .noCyclesBehind: ("Only counted parts have cycles.", "只有计数的产量才有循环记录。")
        case .noCourse: ("Only numbers have a trend.", "只有数值才有趋势。")
        case .noneOut: ("No cycle of these was out of limits. v shows all.", "其中没有超限循环。v 显示全部。")
        case .outAlone: ("these alone", "仅显示超限")
        case .noCycles: ("No cycle is kept of these hours. [ goes back.", "该时段没有循环记录。[ 看更早。")
        default: nil
        }
    }

    private var figureTexts: (en: String, zh: String)? {
        switch self {
        case .availabilityWord: ("availability", "时间开动率")
        case .effectivenessWord: ("effectiveness", "性能开动率")
        case .qualityWord: ("quality", "良品率")
        case .elementPlanned: ("planned busy time", "计划工作时间")
        case .elementProduction: ("producing", "实际生产时间")
        case .elementSetUp: ("set-up", "实际换模时间")
        case .elementDelay: ("delays", "延误时间")
        case .elementDowntime: ("no work", "无任务时间")
        case .elementUnknown: ("no data", "无数据时间")
        case .quantityProduced: ("parts made", "产量")
        case .quantityGood: ("good parts", "良品")
        case .quantityScrap: ("scrap, start-up too", "报废数(含热模)")
        case .quantityRework: ("rework", "返工数")
        case .lostStopped: ("lost while it stood", "停机少产")
        case .lostSpeed: ("lost by running slowly", "低速少产")
        case .meanTimeBetween: ("between n breakdowns", "n 次故障之间")
        case .meanTimeToRepair: ("to repair one", "每次修复")
        case .repairSum: ("Σ(repair end − start)", "Σ(修复结束 − 故障开始)")
        case .failuresBegun: ("breakdowns begun", "发生的故障")
        case .byMachine: ("By machine", "各设备")
        case .byLine: ("By line", "各产线")
        case .noCalendar:
            (
                "No [[shift]] in the plant file: no planned time, so no OEE. Add shifts to it.",
                "工厂文件未定义班次,没有计划时间,OEE 无定义。请在其中加入 [[shift]]。"
            )
        case .noShiftThen: ("No shift then. [ and ] go to others.", "该日无班次。用 [ 和 ] 查看其他班次。")
        case .noFiguresThen: ("No figures of this time.", "该时段无数据。")
        case .noRecordYet:
            (
                "A shift's record comes when it has ended. [ goes to the shift before.",
                "班次记录在班次结束后才到。[ 查看上一班次。"
            )
        case .noSlices: ("Nothing counts for it in this time.", "该时段没有计入项。")
        case .slices: ("slices of time", "时间片段")
        case .oneSlice: ("slice of time", "个时间片段")
        case .slicesUnit: ("slices of time", "个时间片段")
        case .plannedDown: ("planned", "计划停机")
        case .data: ("data", "数据")
        case .cycleBegunBefore: ("above 100 %: a cycle began before the shift", "超过 100 %:含班前开始的循环")
        case .above100: ("above 100 %: is the ideal cycle right?", "超过 100 %:理想节拍是否正确?")
        case .assumedTimes: ("assumed from shift records", "按班次记录推定")
        case .byRecords: ("by records", "按记录")
        case .recordsOnly: ("by shift records", "按班次记录")
        case .lastRecord: ("Last record", "最近记录")
        case .noSignals:
            (
                "This machine sends no values: it is told of by shift records. o opens their figures.",
                "该设备不发送数值,仅有班次记录。按 o 打开其指标。"
            )
        case .byOrder: ("By order", "各工单")
        case .partsMade: ("parts", "产量明细")
        case .ofRecord: ("shift record", "班次记录")
        case .ofCounter: ("counted", "计数")
        case .ofBooking: ("booked", "登记")
        default: nil
        }
    }
}

extension ScreenName {
    var phrase: ReviewPhrase {
        switch self {
        case .floor: .screenFloor
        case .pareto: .screenStops
        case .oee: .screenOEE
        case .alarms: .screenAlarms
        case .audit: .screenAudit
        case .outbox: .screenOutbox
        }
    }
}

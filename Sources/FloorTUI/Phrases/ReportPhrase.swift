import Basis

/// The texts of reports, in both languages; the terms of the figures are those of ISO 22400-2.
enum ReportPhrase: String, CaseIterable, Sendable {
    // Head.
    case shiftReport, dayReport, ended, running, ahead, noShift, noShiftOfDay, noCalendar, nothingKnown, notBegun
    case asOfSeq, knownUntil, knownThen, laterIncluded, clocks
    // Titles.
    case ribbon, perMachine, perShift, timeElements, factors, pareto, breakdowns, hours, stopsExplained,
        stopsUnexplained, alarms,
        notes, alarmNotes, assumptions, sources
    // Figures.
    case oee, availability, effectiveness, quality, effectivenessShort, qualityShort, availabilityShort, coverage
    case produced, good, scrap, rework, busy, production, setUpTime, delay, down, unknownTime, ideal, minutes, count
    // Columns.
    case machine, shift, reason, start, duration, note, alarm, times, share, hour, by
    // Words.
    case breakTime, lasts, beganBefore, goesOn, ofIt, inAll, listed, assumed
    case within, noStopKnown, notKnown, notKnownShort
    case noStopAtAll, noStopsRecorded, noBreakdown, noStops, noUnexplained, noAlarms, noHours
    // Alarms.
    case alarmComings, alarmRate, alarmPeak, alarmFlood, alarmFloods, alarmChatter, alarmChatters, alarmStale
    // Below.
    case assumedNothing, assumedRecords, undefined, formulas, qualityWeighted, cutStops, partStops, wholeStops,
        countedElsewhere,
        workedBreaks, lookUp
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    var texts: (en: String, zh: String) {
        switch self {
        case .shiftReport: ("Shift report", "班次报告")
        case .dayReport: ("Day report", "日报")
        case .ended: ("ended", "已结束")
        case .running: ("still running: figures of the time so far", "仍在进行:数字仅到目前为止")
        case .ahead: ("not begun as far as the hub knows", "据中枢所知尚未开始")
        case .noShift: ("No such shift begins on this date", "该日期没有此班次")
        case .noShiftOfDay: ("No shift of this line begins on this date", "该日期此生产线没有班次")
        case .noCalendar:
            (
                "The plant file has no shifts of this line, so nothing was planned, and without that there "
                    + "is no availability and no OEE: add [[shift]].",
                "工厂文件中没有该生产线的班次,因此没有计划时间,也就没有时间开动率和 OEE:请添加 [[shift]]。"
            )
        case .nothingKnown: ("Nothing is known of this time: no data.", "该时段无数据,情况未知。")
        case .notBegun: ("It has not begun: there is nothing to report yet.", "尚未开始,暂无可报告的内容。")
        case .asOfSeq: ("As of seq", "截至序号")
        case .knownUntil: ("the hub knew until", "中枢所知至")
        case .knownThen: ("what the hub knew at", "中枢当时所知:")
        case .laterIncluded: ("with what it learned since, of", "含事后补充,时刻:")
        case .clocks: ("clocks of", "时区")
        case .ribbon: ("Machines over time", "设备时间带")
        case .perMachine: ("By machine", "按设备")
        case .perShift: ("By shift", "按班次")
        case .timeElements: ("Planned busy time, h:mm:ss", "计划工作时间(时:分:秒)")
        case .factors: ("OEE and its factors", "OEE 及其构成")
        case .pareto: ("Stops by reason", "停机原因排列")
        case .breakdowns: ("Breakdowns", "故障")
        case .hours: ("Made by hour", "每小时产量")
        case .stopsExplained: ("Stops, longest first", "停机(按时长)")
        case .stopsUnexplained: ("Stops without a reason", "未说明原因的停机")
        case .alarms: ("Alarms, most frequent first", "报警(按次数)")
        case .notes: ("Notes", "备注")
        case .alarmNotes: ("Notes on alarms", "报警备注")
        case .assumptions: ("How to read it", "说明")
        case .sources: ("Where the figures come from", "数据来源")
        case .oee: ("OEE", "OEE")
        case .availability: ("Availability", "时间开动率")
        case .effectiveness: ("Effectiveness", "性能开动率")
        case .quality: ("Quality", "良品率")
        case .availabilityShort: ("Avail.", "时间开动")
        case .effectivenessShort: ("Effect.", "性能开动")
        case .qualityShort: ("Quality", "良品率")
        case .coverage: ("Data", "数据覆盖率")
        case .produced: ("Made", "产量")
        case .good: ("Good", "良品")
        case .scrap: ("Scrap", "报废")
        case .rework: ("Rework", "返工")
        case .busy: ("Planned", "计划")
        case .production: ("Produced", "生产")
        case .setUpTime: ("Set-up", "换模")
        case .delay: ("Delays", "延误")
        case .down: ("No work", "无任务")
        case .unknownTime: ("No data", "无数据")
        case .ideal: ("Ideal", "理想")
        case .minutes: ("min", "分钟")
        case .count: ("stops", "次数")
        case .machine: ("Machine", "设备")
        case .shift: ("Shift", "班次")
        case .reason: ("Reason", "原因")
        case .start: ("Start", "开始")
        case .duration: ("Duration", "时长")
        case .note: ("Note", "备注")
        case .alarm: ("Alarm", "报警")
        case .times: ("times", "次数")
        case .share: ("Share", "占比")
        case .hour: ("Hour", "小时")
        case .by: ("by", "由")
        case .breakTime: ("break", "休息")
        case .lasts: ("lasts", "持续中")
        case .beganBefore: ("earlier", "始于前")
        case .goesOn: ("goes on", "延至后")
        case .ofIt: ("of it", "其中")
        case .inAll: ("in all", "总共")
        case .listed: (", ", ",")
        case .assumed: ("assumed", "推定")
        case .noStopAtAll: ("No stop.", "无停机。")
        case .within: ("Within", "计入")
        case .noStopKnown: ("No stop in what is known of this time.", "该时段已知部分无停机。")
        case .notKnown: ("Not known (no data):", "未知(无数据):")
        case .notKnownShort: ("not known", "未知")
        case .noStopsRecorded: Phrase.noStopsRecorded.texts
        case .noBreakdown: ("No breakdown began.", "没有新发生的故障。")
        case .noStops: ("No stop with a reason.", "没有已说明原因的停机。")
        case .noUnexplained: ("Every stop has a reason.", "所有停机均已说明原因。")
        case .noAlarms: ("No alarm.", "无报警。")
        case .noHours: ("No quantities.", "无产量数据。")
        case .alarmComings: ("came", "次")
        case .alarmRate: ("a day in the recorded", "次/天,按已记录的")
        case .alarmPeak: ("at most in", "次(最多),时段")
        case .alarmFlood: ("flood", "次报警泛滥")
        case .alarmFloods: ("floods", "次报警泛滥")
        case .alarmChatter: ("burst of chatter", "次抖动")
        case .alarmChatters: ("bursts of chatter", "次抖动")
        case .alarmStale: ("stale", "个陈旧报警")
        case .assumedNothing: ("Nothing is assumed.", "没有推定值。")
        case .assumedRecords:
            (
                "*: assumed from shift records, since these machines give no signals:",
                "*:设备无信号,由班次记录推定:"
            )
        case .undefined:
            (
                "—: undefined, since there is nothing to divide by, or nothing was recorded.",
                "—:分母为零或没有记录,无定义。"
            )
        case .formulas:
            (
                "OEE = availability × effectiveness × quality; availability = produced ÷ planned; effectiveness = ideal "
                    + "cycle × made ÷ produced; quality = good ÷ made (ISO 22400-2). Sums of numerators over sums of "
                    + "denominators. Planned = produced + set-up + delays + no work + no data. Scrap: start-up shots, too.",
                "OEE(设备综合效率)= 时间开动率 × 性能开动率 × 良品率;时间开动率 = 生产 ÷ 计划;性能开动率 = 理想节拍 × 产量 ÷ 生产;"
                    + "良品率 = 良品 ÷ 产量(ISO 22400-2)。先求和再相除。计划 = 生产 + 换模 + 延误 + 无任务 + 无数据。报废含热模。"
            )
        case .qualityWeighted:
            (
                "Quality of several products weighs each by its ideal cycle (PRI): Σ PRI·good ÷ Σ PRI·made.",
                "多种产品的良品率按各自的理想节拍(PRI)加权:Σ PRI·良品 ÷ Σ PRI·产量。"
            )
        case .cutStops:
            (
                "earlier, goes on: the stop began before this time, or goes on after it; its duration is what lies within.",
                "始于前、延至后:停机始于本时段之前或延续到其后,时长仅计本时段之内。"
            )
        case .workedBreaks:
            (
                "Planned: time in shifts without breaks. What a machine produces in a break counts, and so does its time.",
                "计划:班次时间,不含休息。休息中的生产及其时间计入。"
            )
        case .partStops:
            (
                "of it: so much of the stop is without a reason; the machine signals the rest, as set-up or maintenance.",
                "其中:停机中未说明原因的时长;其余由设备信号说明(换模或维护)。"
            )
        case .wholeStops:
            (
                "in all: from the stop's start to its end; its duration is without the breaks in it.",
                "总共:停机从开始到结束的时长;时长一栏不含其间的休息。"
            )
        case .countedElsewhere:
            (
                "0 stops: parts of stops that count once: where they began, and are asked for or most of them belongs.",
                "次数 0:属于某次停机的一部分;每次停机只计一次,计入其开始的时段,并计入待说明原因处或时间最长处。"
            )
        case .lookUp: ("Each figure stands in one of these answers:", "每个数字都可在以下查询中找到:")
        case .monday: ("Monday", "星期一")
        case .tuesday: ("Tuesday", "星期二")
        case .wednesday: ("Wednesday", "星期三")
        case .thursday: ("Thursday", "星期四")
        case .friday: ("Friday", "星期五")
        case .saturday: ("Saturday", "星期六")
        case .sunday: ("Sunday", "星期日")
        }
    }

    static func weekday(_ date: CivilDate) -> ReportPhrase {
        [.monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday][date.weekday - 1]
    }
}

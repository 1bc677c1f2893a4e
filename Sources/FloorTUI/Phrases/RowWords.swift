import Basis
import Records

/// The words above the columns of `show`. In English they are the names of the members; JSON has those in every language.
enum RowWords {
    /// - Parameter what: of which rows; a name may mean several things.
    static func heading(_ name: String, of what: Query.What, _ language: Language) -> String {
        guard language == .zh else { return name }
        return ofQuestion[what]?[name] ?? chinese[name] ?? name
    }

    /// The name of a member of an entry's body, beside what is said of the entry itself: no two things have one name.
    ///
    /// - Parameter kind: of the entry.
    static func member(_ name: String, of kind: String, _ language: Language) -> String {
        let own = name == "kind" && kind != EventKind.command.rawValue ? reasonKind : members[name]
        return own.map { $0[language] } ?? heading(name, of: .audit, language)
    }

    private static let reasonKind = LocalizedText("kind", zh: "原因类别")

    private static let members = [
        "entered_suspect": LocalizedText("clock in doubt", zh: "录入时刻存疑"),
        "kind": LocalizedText("kind", zh: "指令类型"), "text": LocalizedText("text", zh: "报警文本"),
    ]

    static func none(_ what: Query.What, _ language: Language) -> String {
        language == .zh ? "无\(thing(what))" : "no \(what.rawValue)"
    }

    private static let ofQuestion: [Query.What: [String: String]] = [
        .counts: ["by": "所属"], .quarantine: ["at": "到达"], .cycles: ["order": "工单"],
        .tags: ["good": "有效"], .alarms: ["repeats": "再次出现"],
    ]

    private static let chinese: [String: String] = [
        "acknowledged_at": "确认时间", "acknowledged_by": "确认人", "active": "存在", "alarms": "报警数", "at": "时间",
        "basis": "依据", "body": "正文", "by": "操作人", "bytes": "字节", "cause": "归因", "chattering": "抖动",
        "chatters": "抖动次数", "code": "代码", "comings": "次数", "command": "指令序号", "continues": "延续自", "corrected_by": "更正为",
        "corrects": "更正",
        "cut": "拆分时刻", "cycles": "模次",
        "date": "日期", "deed": "操作", "defects": "缺陷", "detail": "详情", "die": "模具", "digest": "摘要",
        "duplicate": "重复", "element": "时间类别", "entered": "录入时间", "epoch": "启动序号", "fields": "字段",
        "first": "首次", "flood": "泛滥", "flood_seconds": "泛滥秒", "flood_target": "泛滥界限", "flood_times": "泛滥时段",
        "flooded": "泛滥占比", "floods": "泛滥次数", "from": "自", "future": "超前", "good": "合格", "gq": "良品",
        "hash": "散列值", "head": "开头", "id": "编号", "item": "部位", "jump": "跳变", "kept": "保留", "key": "键",
        "kind": "类别", "last": "最近", "late": "迟到", "level": "级别", "line": "生产线", "lines": "次数", "machine": "设备",
        "max": "最大", "mean": "平均", "merge": "合并", "merged": "已合并", "messages": "消息", "min": "最小", "missing": "缺失",
        "n": "数量", "native": "原始状态", "note": "备注", "noted_at": "备注时间", "noted_by": "备注人", "oldest": "最早",
        "object": "对象", "order": "工单", "out": "超限", "outcome": "结果", "owner": "所属", "peak": "最多", "per_day": "每天",
        "per_day_target": "每天目标", "per_window": "每时段", "pq": "产量", "pri_s": "标准节拍秒", "problem": "问题",
        "raised": "出现次数", "range": "越界", "readings": "读数", "reason": "原因", "recorded_s": "已记录秒",
        "repeats": "重复", "replaces": "取代", "reset": "复位", "resets": "复位", "resolved_at": "处理时间",
        "resolved_by": "处理人", "rework": "返工", "rollover": "回绕", "rollovers": "回绕", "rq": "返工", "scrap": "报废",
        "seconds": "秒", "sent_by": "代发终端", "sentinel": "哨兵值", "seq": "序号", "session": "会话", "share": "占比",
        "shelved_by": "搁置人",
        "shelved_until": "搁置至", "shift": "班次", "shots": "模次", "sig": "签名", "since": "自", "source": "来源",
        "sq": "废品", "stale": "陈旧", "state": "状态", "stop": "停机", "tag": "变量", "taken": "采用",
        "terminal": "终端", "text": "内容", "time": "时间", "to": "至", "topic": "主题", "tries": "热模", "trimmed": "已清除",
        "try": "热模", "type": "类型", "until": "至", "value": "数值", "values": "数值", "version": "版本", "what": "内容",
        "why": "原因", "window_s": "时段秒", "cavities": "穴数", "changes": "更换", "ideal_ms": "标准节拍毫秒",
    ]

    private static func thing(_ what: Query.What) -> String {
        switch what {
        case .machines: "设备"
        case .intervals: "区间"
        case .time: "时间"
        case .tags: "变量"
        case .counts: "计数"
        case .alarms, .alarmRates: "报警"
        case .alarmActions: "报警操作"
        case .conflicts: "冲突"
        case .quantities: "数量登记"
        case .journal, .audit: "日志条目"
        case .plant: "工厂文件"
        case .cycles: "模次记录"
        case .trend: "趋势"
        case .kpi: "指标"
        case .stops, .pareto: "停机"
        case .quarantine: "隔离消息"
        case .rejected: "拒收消息"
        case .trimmed: "清除记录"
        }
    }
}

import Basis
import Records

/// The words above and within the columns of `show`. In JSON they are always the English ones.
enum RowWords {
    static func heading(_ name: String, _ language: Language) -> String {
        language == .zh ? chinese[name] ?? name : name
    }

    static func none(_ what: Query.What, _ language: Language) -> String {
        language == .zh ? "无\(things[what] ?? "记录")" : "no \(what.rawValue)"
    }

    /// What became of a cycle.
    static func kind(_ word: String, _ language: Language) -> String {
        guard language == .zh else { return word }
        return switch word {
        case "good": "合格"
        case "scrap": "报废"
        case "start-up": "试模"
        default: word
        }
    }

    private static let chinese = [
        "machine": "设备", "time": "时间", "order": "工单", "die": "模具", "kind": "类别", "seconds": "秒",
        "cycles": "模次", "out": "超限", "from": "自", "to": "至", "n": "数量", "min": "最小", "max": "最大",
        "mean": "平均", "state": "状态", "native": "原始状态", "why": "原因", "since": "自", "tag": "变量",
        "readings": "读数", "good": "有效", "missing": "缺失", "by": "所属", "shots": "模次", "try": "试模",
        "resets": "复位", "repeats": "重复", "rollovers": "回绕", "value": "数值", "last": "最近", "item": "部位",
        "code": "代码", "level": "级别", "text": "内容", "first": "首次", "lines": "次数", "active": "存在",
        "at": "到达", "topic": "主题", "reason": "原因", "detail": "详情", "bytes": "字节", "head": "开头",
        "text_zh": "中文内容", "id": "编号", "raised": "出现次数", "acknowledged_by": "确认人", "acknowledged_at": "确认时间",
        "note": "备注", "noted_by": "备注人", "noted_at": "备注时间", "shelved_until": "搁置至", "shelved_by": "搁置人",
        "chattering": "抖动", "stale": "陈旧", "version": "版本", "deed": "操作", "until": "至", "seq": "序号",
        "comings": "次数", "share": "占比", "per_day": "每天", "peak": "最多", "chatters": "抖动次数", "alarms": "报警数",
        "flood": "泛滥", "floods": "泛滥次数",
        "messages": "消息", "what": "内容", "kept": "保留", "oldest": "最早", "trimmed": "已清除",
    ]

    private static let things: [Query.What: String] = [
        .machines: "设备", .intervals: "区间", .time: "时间", .tags: "变量", .counts: "计数", .alarms: "报警",
        .alarmRates: "报警", .alarmActions: "报警操作",
        .cycles: "模次记录", .trend: "趋势", .quarantine: "隔离消息", .rejected: "拒收消息", .trimmed: "清除记录",
    ]
}

import Basis
import Records
import Shopfloor
import Telemetry

/// The words of closed lists that stand in rows and in the journal, for people. Scripts get them in English.
extension RowWords {
    /// What a member says, in a language; as it stands where it is no word of a closed list, such as a name or a note.
    ///
    /// - Parameter name: of the member.
    static func value(_ word: String, of name: String, _ language: Language) -> String {
        let phrases = Phrases(language: language)
        // In English the others are words already.
        guard language == .zh || name == "why" else { return word }
        return switch name {
        case "state": state(word, phrases) ?? word
        case "why": NoDataReason(rawValue: word).map { phrases[$0.phrase] } ?? word
        case "kind": kind(word, phrases)
        case "level": AlarmLevel(rawValue: word).map { $0.name[language] } ?? word
        case "deed": JournalPhrase(deed: word).map { phrases[$0] } ?? word
        case "outcome": JournalPhrase(outcome: word).map { phrases[$0] } ?? word
        case "element": TimeElement(rawValue: word).map { self.element($0, phrases) } ?? word
        case "reason": Rejection.Reason(rawValue: word).map { $0.name[language] } ?? word
        default: words[name]?[word] ?? word
        }
    }

    static func truth(_ isTrue: Bool, _ language: Language) -> String {
        language == .zh ? (isTrue ? "是" : "否") : (isTrue ? "yes" : "no")
    }

    private static let words: [String: [String: String]] = [
        "cause": [
            "reason": "已填原因", "state": "由状态说明", "micro": "短暂停机", "lasting": "进行中,尚短", "unexplained": "未说明原因",
            "outside": "非计划时间",
        ],
        "source": ["record": "班次记录", "counter": "计数器", "booking": "登记"],
        "basis": ["signals": "设备信号", "records": "班次记录", "mixed": "两者"],
        "what": ["cycles": "模次记录", "slots": "数值曲线", "quarantine": "隔离消息"],
        "taken": ["yours": "该指令", "theirs": "原有内容"],
    ]

    private static func state(_ word: String, _ phrases: Phrases) -> String? {
        MachineState(rawValue: word).map { phrases[StateLook($0).word] }
            ?? AlarmState(rawValue: word).map { phrases[$0.phrase] }
    }

    /// What became of a cycle, what a reason is of, what an entry is, or what a command does.
    private static func kind(_ word: String, _ phrases: Phrases) -> String {
        if let kind = CycleKind(rawValue: word) { return kind.name[phrases.language] }
        if let kind = StopReason.Kind(rawValue: word) { return kind.name[phrases.language] }
        return JournalPhrase(kind: word).map { phrases[$0] } ?? CommandWords.words(ofKind: word, phrases)
    }

    /// What time counts for, as rows in Chinese and screens call it.
    static func element(_ element: TimeElement, _ phrases: Phrases) -> String {
        switch element {
        case .production, .setUp, .delay, .down: element.rawValue.uppercased()
        case .unknown: phrases[.noData]
        case .plannedDown: phrases[.plannedDown]
        case .outside: phrases[.noShift]
        }
    }
}

extension AlarmLevel {
    var name: LocalizedText {
        switch self {
        case .warning: LocalizedText("warning", zh: "警告")
        case .fault: LocalizedText("fault", zh: "故障")
        }
    }
}

extension CycleKind {
    var name: LocalizedText {
        switch self {
        case .good: LocalizedText("good", zh: "合格")
        case .scrap: LocalizedText("scrap", zh: "报废")
        case .startUp: LocalizedText("start-up", zh: "热模")
        }
    }
}

extension Rejection.Reason {
    var name: LocalizedText { LocalizedText(rawValue, zh: chinese) }

    private var chinese: String {
        switch self {
        case .unknownTopic: "未知主题"
        case .unknownMachine: "未知设备"
        case .empty: "空消息"
        case .tooLarge: "消息过大"
        case .notJSON: "不是 JSON"
        case .duplicateKey: "键重复"
        case .noTime: "无时间"
        case .noMachine: "无设备"
        case .noValue: "无数值"
        case .noTag: "无变量"
        case .tooManyTags: "变量过多"
        case .unknownLevel: "未知报警级别"
        case .tooLate: "过迟"
        case .lateUnjudged: "迟到,未判定"
        case .tooManyAlarms: "报警过多"
        case .tooManyOwners: "计数归属过多"
        case .noShift: "无此班次"
        case .shiftAhead: "班次未开始"
        case .impossibleFigures: "数字不可能"
        case .inboxFull: "收件箱已满"
        case .brokerDropped: "被消息服务器丢弃"
        case .missed: "序号有缺"
        }
    }
}

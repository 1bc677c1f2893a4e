import Records

/// The words of the journal: kinds of entries, and what became of commands.
enum JournalPhrase: String, CaseIterable, Sendable {
    case stateEntry, alarmEntry, countedEntry, modelEntry, startedEntry, commandEntry, stopEntry, quantityEntry,
        alarmActionEntry, producedEntry, correctionEntry, clockEntry, orderEntry
    case acknowledge, shelve, unshelve, noted
    case savedDone, refusedDone, conflictDone
    case plantFileAccepted, hubStarted, epoch, alarmCame, alarmGone, alarmUnknown
    case reasonTakenBack, noteTakenBack, cutAt, cutTakenBack, insteadOf, clockSetFrom, clockSetTo, entryDamaged

    /// An entry's kind; nil for a word that this program does not know.
    init?(kind: String) {
        guard let known = EventKind(rawValue: kind) else { return nil }
        self.init(known)
    }

    private init(_ kind: EventKind) {
        self =
            switch kind {
            case .started: .startedEntry
            case .model: .modelEntry
            case .state: .stateEntry
            case .correction: .correctionEntry
            case .stop: .stopEntry
            case .alarm: .alarmEntry
            case .counted: .countedEntry
            case .order: .orderEntry
            case .produced: .producedEntry
            case .command: .commandEntry
            case .alarmAction: .alarmActionEntry
            case .quantity: .quantityEntry
            case .clock: .clockEntry
            }
    }

    init?(outcome: String) {
        switch outcome {
        case "saved": self = .savedDone
        case "refused": self = .refusedDone
        case "conflict": self = .conflictDone
        default: return nil
        }
    }

    /// What somebody did about an alarm.
    init?(deed: String) {
        switch deed {
        case "acknowledge": self = .acknowledge
        case "shelve": self = .shelve
        case "unshelve": self = .unshelve
        case "note": self = .noted
        default: return nil
        }
    }

    var texts: (en: String, zh: String) {
        switch self {
        case .stateEntry: ("state", "状态")
        case .alarmEntry: ("alarm", "报警")
        case .countedEntry: ("count", "计数")
        case .modelEntry: ("plant", "工厂文件")
        case .startedEntry: ("start", "启动")
        case .commandEntry: ("command", "指令")
        case .stopEntry: ("stop", "停机")
        case .quantityEntry: ("quantity", "数量")
        case .alarmActionEntry: ("alarm", "报警处理")
        case .producedEntry: ("shift", "班次产量")
        case .orderEntry: ("order", "工单")
        case .correctionEntry: ("late", "迟到更正")
        case .clockEntry: ("clock", "时钟")
        case .acknowledge: ("acknowledged", "已确认")
        case .shelve: ("shelved", "已搁置")
        case .unshelve: ("taken off the shelf", "取消搁置")
        case .noted: ("note", "备注")
        case .savedDone: ("saved", "已保存")
        case .refusedDone: ("REFUSED", "被拒绝")
        case .conflictDone: ("CONFLICT", "冲突")
        case .plantFileAccepted: ("plant file accepted", "工厂文件已采用")
        case .hubStarted: ("the hub began", "中枢启动")
        case .epoch: ("start", "启动序号")
        case .alarmCame: ("came", "出现")
        case .alarmGone: ("went", "解除")
        case .alarmUnknown: ("not known", "未知")
        case .reasonTakenBack: ("reason taken back", "撤回原因")
        case .noteTakenBack: ("note taken back", "撤回备注")
        case .cutAt: ("split at", "拆分于")
        case .cutTakenBack: ("joined again at", "重新合并于")
        case .insteadOf: ("instead of", "取代")
        case .clockSetFrom: ("the hub's clock was set from", "中枢时钟由")
        case .clockSetTo: ("to", "改为")
        case .entryDamaged: ("DAMAGED, what is left of it:", "已损坏,残余内容:")
        }
    }
}

/// The words of the journal: kinds of entries and of commands, and what became of them.
enum JournalPhrase: String, CaseIterable, Sendable {
    case stateEntry, alarmEntry, countedEntry, modelEntry, startedEntry, commandEntry, stopEntry, quantityEntry,
        alarmActionEntry, producedEntry, correctionEntry, clockEntry, orderEntry
    case explain, splitStop, mergeStop, book, acknowledge, shelve, unshelve, noted, resolve
    case savedDone, refusedDone, conflictDone
    case plantFileAccepted, hubStarted, epoch, alarmCame, alarmGone, alarmUnknown
    case reasonTakenBack, noteTakenBack, cutAt, cutTakenBack, insteadOf, clockSetFrom, clockSetTo

    /// An event's kind, or a command's; nil for a word that this program does not know.
    init?(kind: String) {
        let known: [String: JournalPhrase] = [
            "state": .stateEntry, "alarm": .alarmEntry, "counted": .countedEntry, "model": .modelEntry,
            "started": .startedEntry, "command": .commandEntry, "stop": .stopEntry, "quantity": .quantityEntry,
            "alarm-action": .alarmActionEntry, "produced": .producedEntry, "correction": .correctionEntry,
            "clock": .clockEntry,
            "order": .orderEntry,
            "stop.explain": .explain, "stop.split": .splitStop, "stop.merge": .mergeStop,
            "quantity.book": .book,
            "alarm.acknowledge": .acknowledge, "alarm.shelve": .shelve, "alarm.unshelve": .unshelve,
            "alarm.note": .noted, "conflict.resolve": .resolve,
        ]
        guard let phrase = known[kind] else { return nil }
        self = phrase
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
    init?(deed: String) { self.init(kind: "alarm.\(deed)") }

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
        case .explain: ("give the reason of a stop", "说明停机原因")
        case .splitStop: ("split a stop", "拆分停机")
        case .mergeStop: ("merge stops", "合并停机")
        case .book: ("book quantities", "登记数量")
        case .acknowledge: ("acknowledged", "已确认")
        case .shelve: ("shelved", "已搁置")
        case .unshelve: ("taken off the shelf", "取消搁置")
        case .noted: ("note", "备注")
        case .resolve: ("decide a conflict", "处理冲突")
        case .savedDone: ("saved", "已保存")
        case .refusedDone: ("REFUSED", "被拒绝")
        case .conflictDone: ("CONFLICT", "冲突")
        case .plantFileAccepted: ("plant file accepted", "工厂文件已采用")
        case .hubStarted: ("the hub began", "中枢启动")
        case .epoch: ("start", "第几次启动")
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
        }
    }
}

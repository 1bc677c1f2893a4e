/// What forms and other boxes over a screen say: their keys, and what became of what was typed.
enum FormPhrase: String, CaseIterable, Sendable {
    case chooseKey, groupKey, nextFieldKey, doKey, keepDraftKey, closeKey, scrollKey
    case takeReasonBack, takeNoteBack, isFull, leftOut, shelvingAcknowledges, enteredByTerminalClock

    var texts: (en: String, zh: String) {
        switch self {
        case .chooseKey: ("choose", "选择")
        case .groupKey: ("groups", "上一级")
        case .nextFieldKey: ("next field", "下一项")
        case .doKey: ("do it", "执行")
        case .keepDraftKey: ("keep draft", "存为草稿")
        case .closeKey: ("close", "关闭")
        case .scrollKey: ("scroll", "滚动")
        case .shelvingAcknowledges: ("Shelving acknowledges it, too.", "搁置同时确认该报警。")
        case .enteredByTerminalClock: ("entered by the terminal's clock", "录入时刻按终端时钟")
        case .takeReasonBack: ("no reason (take it back)", "无原因(撤回)")
        case .takeNoteBack: ("no note (take it back)", "无备注(撤回)")
        case .isFull: ("takes no more. Characters left out:", "已满,未录入的字符数:")
        case .leftOut: ("The line is full. Characters left out:", "该行已满,未录入的字符数:")
        }
    }
}

/// What commands do, and what they set.
enum CommandPhrase: String, CaseIterable, Sendable {
    case kindExplainStop, kindSplitStop, kindMergeStop, kindBookQuantity, kindAcknowledgeAlarm, kindShelveAlarm,
        kindUnshelveAlarm, kindNoteAlarm, kindResolveConflict
    case fieldReason, fieldNote, fieldAt, fieldWith, fieldUntil, fieldShift, fieldOrder, fieldScrap, fieldRework,
        fieldTake, fieldShelf

    var texts: (en: String, zh: String) {
        switch self {
        case .kindExplainStop: ("stop: reason", "停机原因")
        case .kindSplitStop: ("stop: split", "停机拆分")
        case .kindMergeStop: ("stop: merge", "停机合并")
        case .kindBookQuantity: ("book quantity", "登记数量")
        case .kindAcknowledgeAlarm: ("alarm: acknowledge", "报警确认")
        case .kindShelveAlarm: ("alarm: shelve", "报警搁置")
        case .kindUnshelveAlarm: ("alarm: unshelve", "报警取消搁置")
        case .kindNoteAlarm: ("alarm: note", "报警备注")
        case .kindResolveConflict: ("decide a conflict", "冲突处理")
        case .fieldReason: ("Reason", "原因")
        case .fieldNote: ("Note", "备注")
        case .fieldAt: ("At", "时刻")
        case .fieldWith: ("With", "合并对象")
        case .fieldUntil: ("Until", "截止")
        case .fieldShelf: ("For", "时长")
        case .fieldShift: ("Shift", "班次")
        case .fieldOrder: ("Order", "工单")
        case .fieldScrap: ("Scrap", "报废")
        case .fieldRework: ("Rework", "返工")
        case .fieldTake: ("Take", "采用")
        }
    }
}

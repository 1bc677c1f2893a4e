/// What commands do, what they set, and for which site they were typed.
enum CommandPhrase: String, CaseIterable, Sendable {
    case kindExplainStop, kindSplitStop, kindMergeStop, kindBookQuantity, kindAcknowledgeAlarm, kindShelveAlarm,
        kindUnshelveAlarm, kindNoteAlarm, kindResolveConflict
    case fieldReason, fieldNote, fieldAt, fieldWith, fieldUntil, fieldShift, fieldOrder, fieldScrap, fieldRework,
        fieldTake, fieldShelf, fieldCorrects, bookingTakenBack, noteNow, askingAlarm
    case ofSite, ofUnknownSite, ofOtherSites, waitsForSite, siteNotKept, ofThisSite

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
        case .fieldCorrects: ("Corrects", "更正")
        case .bookingTakenBack: ("booking taken back", "登记已撤销")
        case .fieldTake: ("Take", "采用")
        case .noteNow: ("Note now", "现有备注")
        case .askingAlarm: ("What you typed is a draft; asking how the alarm is now …", "已存为草稿,正在查询报警的当前状态……")
        case .ofSite: ("of site", "属于站点")
        case .ofUnknownSite: ("of an unknown site", "站点不明")
        case .ofOtherSites: ("of other sites", "属于其他站点")
        case .waitsForSite: ("is sent when this terminal is on that site again.", "本终端重新连到该站点后才发送。")
        case .siteNotKept:
            (
                "It comes from a version that did not keep the site, and is sent once you say that it is of this one.",
                "由未记录站点的旧版本录入,您确认属于本站点后才发送。"
            )
        case .ofThisSite: ("It is of this site", "属于本站点")
        }
    }
}

extension ReviewPhrase {
    /// The texts about alarms; nil for a phrase of another subject.
    var alarmTexts: (en: String, zh: String)? { careTexts ?? rateTexts }

    private var careTexts: (en: String, zh: String)? {
        switch self {
        case .alarmUnacknowledged: ("active, not acknowledged", "活动未确认")
        case .alarmAcknowledged: ("active, acknowledged", "活动已确认")
        case .alarmReturned: ("gone, not acknowledged", "已解除未确认")
        case .alarmShelved: ("shelved", "已搁置")
        case .alarmNormal: ("gone", "已解除")
        case .alarmUnacknowledgedShort: ("unack", "未确认")
        case .alarmAcknowledgedShort: ("ack", "确认")
        case .alarmReturnedShort: ("gone, unack", "解除未确认")
        case .alarmReturnedShortest: ("gone", "解除")
        case .alarmShelvedShort: ("shelved", "搁置")
        case .noAlarmEver: ("No alarm has come from here yet.", "这里尚无报警。")
        case .chattering: ("chatters", "抖动")
        case .standing: ("over a day", "超过一天")
        case .item: ("Item", "部位")
        case .came: ("Came", "出现")
        case .acknowledgeKey: ("ack", "确认")
        case .shelveKey: ("shelve", "搁置")
        case .unshelveKey: ("unshelve", "取消搁置")
        case .noteKey: ("note", "备注")
        case .ratesKey: ("rates", "频率")
        case .helpAcknowledge: ("acknowledge the alarm: somebody has seen it", "确认所选报警(已看到)")
        case .helpShelve: ("take the alarm off the list until a time", "将所选报警搁置到某个时刻")
        case .helpUnshelve: ("put a shelved alarm back on the list", "将已搁置的报警放回列表")
        case .helpNote: ("write a note on the alarm", "填写报警备注")
        case .helpRates: ("how many alarms came, and which most often", "报警频率与最频繁的报警")
        case .helpOpenAlarms: ("open the alarms of the machine", "打开该设备的报警")
        case .acknowledgeButton: ("Acknowledge", "确认")
        case .shelveButton: ("Shelve", "搁置")
        case .putBack: ("Put back on the list", "放回列表")
        case .shelfFor: ("For", "时长")
        case .shelfUntil: ("or until", "或至")
        case .timeOfShelf: ("as 14:05", "如 14:05")
        case .noAlarmHere: ("No alarm is selected here.", "此处未选中报警。")
        case .isAcknowledged: ("is acknowledged already", "已确认")
        case .isNotShelved: ("is not on the shelf", "未被搁置")
        case .noNote: ("type a note", "请填写备注")
        case .noShelfEnd: ("choose for how long, or type until when", "请选择时长或填写截止时刻")
        case .wrongShelfEnd: ("no time of day, as 14:05", "不是时刻,如 14:05")
        default: nil
        }
    }

    private var rateTexts: (en: String, zh: String)? {
        switch self {
        case .alarmRates: ("alarm rates", "报警频率")
        case .comings: ("came", "次报警")
        case .perDay: ("a day", "次/天")
        case .timeRecorded: ("recorded", "已记录")
        case .goal: ("goal", "目标")
        case .mostIn: ("at most in", "内最多")
        case .floods: ("Floods", "报警泛滥")
        case .floodShare: ("in floods", "时间处于泛滥")
        case .chatterings: ("bursts of chatter", "次抖动")
        case .staleAlarms: ("stale", "个陈旧报警")
        case .inEach: ("Alarms in each", "报警数,每")
        case .mostInColumn: ("a column is the most in one of them", "每列取其中最大值")
        case .actors: ("Most frequent", "最频繁的报警")
        case .noAlarmThen: ("No alarm came in this time.", "该时段没有报警。")
        case .peakTitle: ("Peak", "峰值")
        case .timesCame: ("Times", "次数")
        case .chattersShort: ("Chatter", "抖动")
        default: nil
        }
    }
}

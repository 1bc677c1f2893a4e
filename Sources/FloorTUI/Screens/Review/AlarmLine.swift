import Basis
import Records
import Shopfloor

/// One alarm as the hub tells it.
struct AlarmLine {
    /// `{machine}/{item}/{code}`: what commands name.
    let id: String
    let machine: String
    /// The part of the machine that speaks.
    let item: String
    let code: String
    let text: LocalizedText
    let level: AlarmLevel
    /// By ISA-18.2.
    let state: AlarmState
    /// nil: nobody knows whether it stands.
    let isActive: Bool?
    /// When it came last; repeats of one that stands do not count.
    let since: Instant
    /// When it was told last.
    let last: Instant
    /// How often it was told.
    let repeats: Int64
    /// Who acknowledged it, or shelved it where it is shelved.
    let by: String?
    /// When it was acknowledged; of a shelf that is not told.
    let byAt: Instant?
    let note: String?
    /// Who wrote the note, and when; nil where there is none.
    let notedBy: String?
    let notedAt: Instant?
    let shelvedUntil: Instant?
    /// It comes and goes within a minute; it stands for over a day.
    let isChattering: Bool
    let isStanding: Bool
    /// The version that commands are based on.
    let version: Int64?

    init?(_ row: Row) {
        guard let machine = row.text("machine"), let last = row.time("last") else { return nil }
        self.machine = machine
        self.last = last
        item = row.text("item") ?? ""
        code = row.text("code") ?? ""
        text = LocalizedText(row.text("text") ?? "", zh: row.text("text_zh"))
        id = row.text("id") ?? AlarmID(machine: machine, item: item, code: code).text
        level = row.text("level").flatMap(AlarmLevel.init) ?? .warning
        isActive = row.truth("active")
        state =
            row.text("state").flatMap(AlarmState.init)
            ?? (row.truth("active") == false ? .normal : .unacknowledged)
        since = row.time("since") ?? last
        repeats = row.integer("lines") ?? 1
        by = row.text(state == .shelved ? "shelved_by" : "acknowledged_by")
        byAt = state == .shelved ? nil : row.time("acknowledged_at")
        note = row.text("note")
        notedBy = row.text("noted_by")
        notedAt = row.time("noted_at")
        shelvedUntil = row.time("shelved_until")
        isChattering = row.truth("chattering") ?? false
        isStanding = row.truth("stale") ?? false
        version = row.integer("version")
    }

    func matches(_ filter: String, _ context: ScreenContext) -> Bool {
        let texts = [machine, item, code, text[context.language], note ?? "", by ?? "", context.phrases[state.phrase]]
        return texts.contains { $0.lowercased().contains(filter) }
    }
}

extension AlarmState {
    var phrase: ReviewPhrase {
        switch self {
        case .unacknowledged: .alarmUnacknowledged
        case .acknowledged: .alarmAcknowledged
        case .returned: .alarmReturned
        case .shelved: .alarmShelved
        case .normal: .alarmNormal
        }
    }

    /// The same in few words.
    var shortPhrase: ReviewPhrase {
        switch self {
        case .unacknowledged: .alarmUnacknowledgedShort
        case .acknowledged: .alarmAcknowledgedShort
        case .returned: .alarmReturnedShort
        case .shelved: .alarmShelvedShort
        case .normal: phrase
        }
    }

    /// The same where there is room for a word each: of those that are gone only these are counted.
    var shortestPhrase: ReviewPhrase { self == .returned ? .alarmReturnedShortest : shortPhrase }
}

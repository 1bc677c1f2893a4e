import Basis
import Records
import Shopfloor

/// The alarm that a form is about, as the screen knows it.
struct AlarmTarget: Hashable {
    var id: AlarmID
    var text: LocalizedText
    var state: AlarmState
    /// The version that commands are based on; nil where it is not known.
    var version: Int64?
    var note: String?
    /// When it came last.
    var since: Instant

    /// nil where the hub's id is none that commands could name.
    init?(_ line: AlarmLine) {
        guard let id = AlarmID(text: line.id) else { return nil }
        self.init(id, line.text, line.state, version: line.version, note: line.note, since: line.since)
    }

    /// nil where the document does not say enough of it.
    init?(_ notice: LineDocument.Notice, of machine: String) {
        guard let care = notice.care else { return nil }
        self.init(
            AlarmID(machine: machine, item: care.item, code: notice.code), notice.text, care.state,
            version: care.version, note: care.note, since: notice.since)
    }

    init(
        _ id: AlarmID, _ text: LocalizedText, _ state: AlarmState, version: Int64?, note: String?, since: Instant
    ) {
        self.id = id
        self.text = text
        self.state = state
        self.version = version
        self.note = note
        self.since = since
    }

    /// `A2 700.5 is acknowledged already`.
    func words(_ obstacle: ReviewPhrase, _ phrases: Phrases) -> String {
        "\(id.machine) \(id.code) \(phrases[obstacle])"
    }

    /// Why nothing of that kind can be done about it now; nil where it can.
    func obstacle(to kind: FormKind) -> ReviewPhrase? {
        switch kind {
        case .acknowledgeAlarm: [.unacknowledged, .returned].contains(state) ? nil : .isAcknowledged
        case .unshelveAlarm: state == .shelved ? nil : .isNotShelved
        case .shelveAlarm, .noteAlarm, .explainStop, .splitStop: nil
        }
    }
}

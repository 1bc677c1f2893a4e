import Basis
import Records
import Shopfloor

/// The forms that a person can fill in, each for one kind of command.
enum FormKind: CaseIterable {
    case explainStop, splitStop
    case acknowledgeAlarm, shelveAlarm, unshelveAlarm, noteAlarm

    /// The kind of its command.
    var command: String {
        switch self {
        case .explainStop: StopExplanation.form.kind
        case .splitStop: StopSplit.form.kind
        case .acknowledgeAlarm: AlarmAcknowledgement.form.kind
        case .shelveAlarm: AlarmShelving.form.kind
        case .unshelveAlarm: AlarmUnshelving.form.kind
        case .noteAlarm: AlarmNote.form.kind
        }
    }

    /// nil where there is no form for it.
    init?(command: String) {
        guard let kind = Self.allCases.first(where: { $0.command == command }) else { return nil }
        self = kind
    }
}

import Basis

/// What a command asks for: one case a kind.
package enum CommandBody: Hashable, Sendable {
    case explainStop(StopExplanation)
    case splitStop(StopSplit)
    case mergeStop(StopMerge)
    case bookQuantity(QuantityBooking)
    case acknowledgeAlarm(AlarmAcknowledgement)
    case shelveAlarm(AlarmShelving)
    case unshelveAlarm(AlarmUnshelving)
    case noteAlarm(AlarmNote)
    case resolveConflict(ConflictResolution)

    /// Every kind that there is, for schemas and tests.
    package static let forms: [CommandForm] = [
        StopExplanation.form, StopSplit.form, StopMerge.form, QuantityBooking.form, AlarmAcknowledgement.form,
        AlarmShelving.form, AlarmUnshelving.form, AlarmNote.form, ConflictResolution.form,
    ]

    /// - Throws: `unknown-kind`, or why the content does not fit its kind.
    static func read(kind: String, id: String, set: JSONNode?) throws(Refusal) -> CommandBody {
        switch kind {
        case StopExplanation.form.kind: .explainStop(try content(id, set))
        case StopSplit.form.kind: .splitStop(try content(id, set))
        case StopMerge.form.kind: .mergeStop(try content(id, set))
        case QuantityBooking.form.kind: .bookQuantity(try content(id, set))
        case AlarmAcknowledgement.form.kind: .acknowledgeAlarm(try content(id, set))
        case AlarmShelving.form.kind: .shelveAlarm(try content(id, set))
        case AlarmUnshelving.form.kind: .unshelveAlarm(try content(id, set))
        case AlarmNote.form.kind: .noteAlarm(try content(id, set))
        case ConflictResolution.form.kind: .resolveConflict(try content(id, set))
        default: throw .unknownKind(kind)
        }
    }

    private static func content<Content: CommandContent>(_ id: String, _ set: JSONNode?) throws(Refusal) -> Content {
        try Content(id: id, set: try CommandSet(set, Content.form))
    }
}

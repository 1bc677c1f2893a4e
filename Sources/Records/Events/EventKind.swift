/// What an event tells of, by the word in the journal's `kind` column; kinds may be added, none goes.
package enum EventKind: String, CaseIterable, Hashable, Sendable {
    case started, model, state, correction, stop, alarm, counted, order, produced, command, quantity, clock
    case alarmAction = "alarm-action"
}

import Basis
import Records
import Shopfloor
import Store

/// What the entries of commands made of the records: the same for a hub that runs, one that starts, and one that rebuilds.
///
/// The core holds it twice: as it is decided, by which the next command is judged, and as it is durable, which people see.
struct RecordedState {
    /// What people did about alarms.
    var alarmCare: [AlarmID: AlarmCare]
    /// By key: the commands that met a conflict which nobody has decided yet.
    var conflicts: [String: CommandRecorded]

    init(_ stored: StoredState) {
        alarmCare = stored.alarmCare
        conflicts = Dictionary(stored.conflicts.map { ($0.command.envelope.key, $0.command) }) { first, _ in first }
    }

    /// Entries of other kinds change nothing here.
    mutating func apply(_ entry: JournalEntry) {
        switch entry.event {
        case .command(let command):
            if command.outcome == .conflict { conflicts[command.envelope.key] = command }
            if let resolution = command.resolution { conflicts[resolution.key] = nil }
        case .alarmAction(let action):
            alarmCare[action.id, default: AlarmCare()].apply(action, seq: entry.seq, at: entry.at)
        case .started, .model, .state, .alarm, .counted, .correction, .stop, .produced: break
        }
    }

    /// Whether `apply` does anything for it.
    static func concerns(_ event: Event) -> Bool {
        switch event {
        case .command, .alarmAction: true
        case .started, .model, .state, .alarm, .counted, .correction, .stop, .produced: false
        }
    }
}

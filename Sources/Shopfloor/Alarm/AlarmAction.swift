package import Basis

/// What somebody did about an alarm, or the hub when a shelf ran out.
package struct AlarmAction: Hashable, Sendable {
    package enum Deed: Hashable, Sendable {
        /// Of all comings of the alarm up to this one, counted as `Alarm.raised` does.
        case acknowledge(raised: Int64)
        /// Off the list until then; acknowledged by it, too.
        case shelve(until: Instant, raised: Int64)
        case unshelve
        case note

        /// What the journal calls it.
        package var word: String {
            switch self {
            case .acknowledge: "acknowledge"
            case .shelve: "shelve"
            case .unshelve: "unshelve"
            case .note: "note"
            }
        }

        /// Until when it is off the list; nil where it does not go there.
        package var until: Instant? { if case .shelve(let until, _) = self { until } else { nil } }
    }

    package var id: AlarmID
    package var deed: Deed
    /// The number of the command's journal entry; nil: the hub itself did it.
    package var command: Int64?
    /// The terminal; nil: the hub itself.
    package var by: String?
    /// nil: nothing is said of the note. An empty one takes it away.
    package var note: String?

    package init(_ id: AlarmID, _ deed: Deed, command: Int64?, by: String?, note: String? = nil) {
        self.id = id
        self.deed = deed
        self.command = command
        self.by = by
        self.note = note
    }
}

package import Basis

/// What people did about one alarm. Together with what the machine says it makes the alarm's state.
package struct AlarmCare: Hashable, Sendable {
    /// Who did something, when, and the journal number of it.
    package struct Mark: Hashable, Sendable {
        /// The terminal; nil: the hub itself.
        package var by: String?
        package var at: Instant
        package var seq: Int64

        package init(by: String?, at: Instant, seq: Int64) {
            self.by = by
            self.at = at
            self.seq = seq
        }
    }

    /// The comings up to this one are acknowledged; 0: none.
    package var acknowledged: Int64 = 0
    /// nil: it was never acknowledged.
    package var acknowledgement: Mark?
    /// nil: it is not on the shelf.
    package var shelvedUntil: Instant?
    /// The last time that it was put on the shelf or taken off it; nil: never.
    package var shelving: Mark?
    package var note: String?
    /// The last change of the note; nil: there never was one.
    package var noting: Mark?

    package init() {}

    package mutating func apply(_ action: AlarmAction, seq: Int64, at: Instant) {
        let mark = Mark(by: action.by, at: at, seq: seq)
        switch action.deed {
        case .acknowledge(let raised): acknowledge(raised, mark)
        case .shelve(let until, let raised):
            if acknowledged < raised { acknowledge(raised, mark) }
            shelvedUntil = until
            shelving = mark
        case .unshelve:
            shelvedUntil = nil
            shelving = mark
        case .note: break
        }
        if let text = action.note {
            note = text.isEmpty ? nil : text
            noting = mark
        }
    }

    private mutating func acknowledge(_ raised: Int64, _ mark: Mark) {
        acknowledged = max(acknowledged, raised)
        acknowledgement = mark
    }

    /// The newest entry by which somebody changed something; 0: nobody did.
    package var version: Int64 { max(acknowledgement?.seq ?? 0, shelving?.seq ?? 0, noting?.seq ?? 0) }
}

/// The states of an alarm by ISA-18.2 (IEC 62682), as far as this hub has them; in the order in which they need somebody.
package enum AlarmState: String, Hashable, Sendable, CaseIterable, Comparable {
    /// B: it stands, or may, and nobody has seen it.
    case unacknowledged
    /// C: it stands, or may, and somebody has.
    case acknowledged
    /// D: it stands no more, and nobody has seen it.
    case returned
    /// G: off the list until a time, by a person.
    case shelved
    /// A: it does not stand, and somebody has seen that it stood.
    case normal

    package static func < (a: AlarmState, b: AlarmState) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .unacknowledged: 0
        case .acknowledged: 1
        case .returned: 2
        case .shelved: 3
        case .normal: 4
        }
    }

    /// - Parameter alarm: one of which nobody knows whether it stands counts as standing.
    package init(_ alarm: Alarm, _ care: AlarmCare) {
        let isAcknowledged = care.acknowledged >= alarm.raised
        self =
            if care.shelvedUntil != nil {
                .shelved
            } else if alarm.isActive == false {
                isAcknowledged ? .normal : .returned
            } else {
                isAcknowledged ? .acknowledged : .unacknowledged
            }
    }

    /// Whether it belongs on the list of what is to be looked at.
    package var isOpen: Bool { self != .normal }
}

package import Basis

/// What a person said of a stop: why it was, that it was two, that two were one. Nothing is overwritten; a newer edit of
/// the same field wins where both speak of the same time.
package struct StopEdit: Hashable, Sendable {
    /// What of a stop people can change; each has a version of its own.
    package enum Field: String, Hashable, Sendable, CaseIterable {
        case reason
        case note
        case cuts
    }

    /// Of a note, in bytes of UTF-8.
    package static let longestNote = 2000

    /// The note of two stops that are one.
    static func joined(_ note: String, _ added: String) -> String { "\(note) · \(added)" }

    package var machine: String
    /// Where the stop began that it is about.
    package var from: Instant
    /// Where that stop ended; nil: it lasted still.
    package var to: Instant?
    /// nil: it says nothing of the reason.
    package var reason: Given?
    /// nil: it says nothing of the note; an empty one takes the note away.
    package var note: String?
    /// nil: it says nothing of where stops are cut.
    package var cut: Cut?
    /// Whose word it is: the terminal, until people sign in.
    package var by: String
    /// The journal's number of the command by which it was said.
    package var command: Int64

    /// A reason with its kind, as the plant's tree had it then: an edit of the tree never changes the past.
    package struct Given: Hashable, Sendable {
        /// nil: what was given before is taken back, and the stop unexplained.
        package var id: String?
        /// Set exactly when `id` is.
        package var kind: StopReason.Kind?

        package init(_ reason: StopReason?) {
            id = reason?.id
            kind = reason?.kind
        }

        /// nil where one of the two is missing.
        package init?(id: String?, kind: StopReason.Kind?) {
            guard (id == nil) == (kind == nil) else { return nil }
            self.id = id
            self.kind = kind
        }
    }

    package enum Cut: Hashable, Sendable {
        /// What stood over this instant was two stops; the second begins with it.
        case split(at: Instant)
        /// What was cut there is one stop.
        case merge(at: Instant)

        package var at: Instant {
            switch self {
            case .split(let at), .merge(let at): at
            }
        }

        package var isMerge: Bool {
            switch self {
            case .split: false
            case .merge: true
            }
        }
    }

    package init(machine: String, from: Instant, to: Instant?, by: String, command: Int64) {
        self.machine = machine
        self.from = from
        self.to = to
        self.by = by
        self.command = command
    }
}

/// An edit with its place in the journal.
package struct StopEntry: Hashable, Sendable {
    package var seq: Int64
    /// The hub's clock when it was decided; what stood then, and stands on, is spoken of too.
    package var at: Instant
    package var edit: StopEdit

    package init(seq: Int64, at: Instant, edit: StopEdit) {
        self.seq = seq
        self.at = at
        self.edit = edit
    }

    /// Until when it speaks for certain, whatever the machine did afterwards.
    package var until: Instant { edit.to ?? max(at, edit.from) }
}

package import Basis
package import Shopfloor

/// What the journal keeps. A reading, a shot or a rejected message is never an event.
package enum Event: Hashable, Sendable {
    case started(HubStarted)
    case model(ModelAccepted)
    case state(StateChanged)
    case alarm(Alarm)
    /// The counts of one owner as they stood; at each change of state or owner and each quarter-hour.
    case counted(CountRow)
    /// The hub's clock was set by more than clocks drift, also back; the times after it are by the new one.
    case clock(ClockSet)

    /// The word of the kind, as in the journal's `kind` column.
    package var kind: String {
        switch self {
        case .started: "started"
        case .model: "model"
        case .state: "state"
        case .alarm: "alarm"
        case .counted: "counted"
        case .clock: "clock"
        }
    }
}

/// A hub began to work on this store.
package struct HubStarted: Hashable, Sendable {
    /// Counts the starts of this store, from 1.
    package var epoch: Int64
    /// The program's version.
    package var version: String

    package init(epoch: Int64, version: String) {
        self.epoch = epoch
        self.version = version
    }
}

/// A `plant.toml` was accepted. The first of a store holds for all time before it.
package struct ModelAccepted: Hashable, Sendable {
    /// SHA-256 of the text, lower-case hex.
    package var digest: String
    /// The whole text, files that it includes after it.
    package var text: String

    package init(digest: String, text: String) {
        self.digest = digest
        self.text = text
    }
}

/// From `from` on a machine is in `condition`, until an event says otherwise.
///
/// What was recorded for times at or after `from` no longer holds: silence and missing pulses are noticed only after
/// their limit, and then hold from the last reading on.
package struct StateChanged: Hashable, Sendable {
    package var machine: String
    /// nil: for all time before anything was known.
    package var from: Instant?
    package var condition: Condition

    package init(machine: String, from: Instant?, condition: Condition) {
        self.machine = machine
        self.from = from
        self.condition = condition
    }
}

/// The hub's clock went from one time to another, with nothing between.
package struct ClockSet: Hashable, Sendable {
    package var from: Instant
    package var to: Instant

    package init(from: Instant, to: Instant) {
        self.from = from
        self.to = to
    }
}

/// An event with its place in the journal.
package struct JournalEntry: Hashable, Sendable {
    /// From 1, without gaps.
    package var seq: Int64
    /// The hub's clock when it was decided.
    package var at: Instant
    package var event: Event
    /// The clock of the hub's machine was not believed then; the hub's own ran on from what it knew.
    package var isClockSuspect: Bool

    package init(seq: Int64, at: Instant, event: Event, isClockSuspect: Bool = false) {
        self.seq = seq
        self.at = at
        self.event = event
        self.isClockSuspect = isClockSuspect
    }
}

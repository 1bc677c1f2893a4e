package import Basis
package import Shopfloor

/// What the journal keeps. A reading, a shot or a rejected message is never an event.
package indirect enum Event: Hashable, Sendable {
    case started(HubStarted)
    case model(ModelAccepted)
    case state(StateChanged)
    /// What a reading that came late says of a time that had its condition already.
    case correction(StateCorrected)
    /// What a person said of a stop.
    case stop(StopEdit)
    case alarm(Alarm)
    /// The counts of one owner as they stood; at each change of state or owner and each quarter-hour.
    case counted(CountRow)
    /// A machine said which order it runs.
    case order(OrderChanged)
    /// What a shift record says.
    case produced(ProductionRecorded)
    /// A command was decided; its effects follow it.
    case command(CommandRecorded)
    /// What somebody did about an alarm.
    case alarmAction(AlarmAction)
    /// Parts were booked as scrap or rework.
    case quantity(QuantityBooked)
    /// The hub's clock was set by more than clocks drift, also back; the times after it are by the new one.
    case clock(ClockSet)

    /// What it tells of.
    package var kind: EventKind {
        switch self {
        case .started: .started
        case .model: .model
        case .state: .state
        case .correction: .correction
        case .stop: .stop
        case .alarm: .alarm
        case .counted: .counted
        case .order: .order
        case .produced: .produced
        case .command: .command
        case .alarmAction: .alarmAction
        case .quantity: .quantity
        case .clock: .clock
        }
    }
}

/// A hub began to work on this store.
package struct HubStarted: Hashable, Sendable {
    /// Counts the starts of this store, from 1.
    package var epoch: Int64
    /// The program's version.
    package var version: String
    /// What was wrong with the store when the hub began on it, such as a journal that was set aside; nil: nothing.
    package var problem: String?

    package init(epoch: Int64, version: String, problem: String? = nil) {
        self.epoch = epoch
        self.version = version
        self.problem = problem
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

/// From `from` until `to` a machine was in `condition`, whatever was recorded of it; all other times stay as they were.
package struct StateCorrected: Hashable, Sendable {
    package var machine: String
    package var from: Instant
    /// After `from`.
    package var to: Instant
    package var condition: Condition
    /// The journal's number of the entry that said of `from` what no longer holds.
    package var replaces: Int64

    package init(machine: String, from: Instant, to: Instant, condition: Condition, replaces: Int64) {
        self.machine = machine
        self.from = from
        self.to = to
        self.condition = condition
        self.replaces = replaces
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

/// An event with its place in the journal, and what the journal keeps of it.
package struct JournalEntry: Hashable, Sendable {
    /// From 1, without gaps.
    package let seq: Int64
    /// The hub's clock when it was decided.
    package let at: Instant
    package let event: Event
    /// The clock of the hub's machine was not believed then; the hub's own ran on from what it knew.
    package let isClockSuspect: Bool
    /// As `EventCoding` writes the event; made by who decides it, so that who makes it durable has less to do.
    package let body: [UInt8]
    /// What its terminal is told, where it is a command; else empty.
    package let reply: [UInt8]

    package init(seq: Int64, at: Instant, event: Event, isClockSuspect: Bool = false) {
        self.init(
            seq: seq, at: at, event: event, isClockSuspect: isClockSuspect,
            body: EventCoding.encode(event, isClockSuspect: isClockSuspect))
    }

    /// - Parameter body: as it stands in a journal, which other versions may have written otherwise.
    package init(seq: Int64, at: Instant, event: Event, isClockSuspect: Bool, body: [UInt8]) {
        self.seq = seq
        self.at = at
        self.event = event
        self.isClockSuspect = isClockSuspect
        self.body = body
        reply = if case .command(let command) = event { CommandReply(command, seq: seq, at: at).bytes } else { [] }
    }
}

package import Basis

extension Ingest {
    /// What one message did to one tag.
    package struct Outcome: Hashable, Sendable {
        package var slot: Int
        package var acceptance: Acceptance
    }

    /// A live reading that says what was so at its time, late or not.
    package struct BelievedReading: Hashable, Sendable {
        package var slot: Int
        package var value: TagValue
        /// `value` is the source's word for having none.
        package var isUnavailable: Bool
        package var at: Instant
    }

    /// A message that was taken.
    package struct Taken: Hashable, Sendable {
        package var machine: Int
        package var source: Int
        /// The source's time where it has a plausible one, else the arrival.
        package var at: Instant
        /// A live message of its source proves the machine alive.
        package var provesAlive: Bool
        /// The same message as the one before it.
        package var isDuplicate = false
        /// Older than what is known of its tags.
        package var isLate = false
        /// Its source is one of alarms: `Ingest.alarm` is its line.
        package var isAlarm = false
        /// Its source is one of shift records: `Ingest.record` is it.
        package var isRecord = false
    }

    package enum Result: Hashable, Sendable {
        case taken(Taken)
        case rejected(Rejection)
    }
}

import Basis

/// Why a message was not taken, and what exactly was wrong with it.
package struct Rejection: Error, Hashable, Sendable {
    /// The closed list of reasons; the raw values are the words in rows and counters.
    package enum Reason: String, Hashable, Sendable, CaseIterable {
        case unknownTopic = "unknown topic"
        case unknownMachine = "unknown machine"
        case empty = "empty payload"
        case tooLarge = "payload too large"
        case notJSON = "not JSON"
        case duplicateKey = "duplicate key"
        case noTime = "no time"
        case noMachine = "no machine"
        case noValue = "no value"
        case noTag = "no tag"
        case tooManyTags = "too many tags"
        case unknownLevel = "unknown alarm level"
        case tooLate = "too late"
        /// What was known of its time is no longer, so that it corrects nothing.
        case lateUnjudged = "late, not judged"
        case tooManyAlarms = "too many alarms"
        case tooManyOwners = "too many counter owners"
        /// A shift record of a shift that the calendar does not have.
        case noShift = "no shift"
        /// One of a shift that has not begun.
        case shiftAhead = "shift not begun"
        /// Figures that cannot be, such as more good parts than were made.
        case impossibleFigures = "impossible figures"
        /// More came than the hub could take; nobody read them.
        case inboxFull = "inbox full"
        /// The broker says that it dropped them.
        case brokerDropped = "dropped by the broker"
        /// The sequence of their source has a gap.
        case missed = "missing in sequence"
    }

    package var reason: Reason
    /// For people: what, and where; harmless whatever the message held.
    package let detail: String

    package init(_ reason: Reason, _ detail: String) {
        self.reason = reason
        self.detail = SanitizedText(detail, limit: 512).text
    }
}

package import Basis

/// What makes two alarm lines the same alarm.
package struct AlarmID: Hashable, Sendable {
    package var machine: String
    /// The part of the machine that speaks, such as a controller's condition item.
    package var item: String
    /// The source's own code, as it came.
    package var code: String

    package init(machine: String, item: String, code: String) {
        self.machine = machine
        self.item = item
        self.code = code
    }
}

/// How bad an alarm is, by the source's word.
package enum AlarmLevel: String, Hashable, Sendable, CaseIterable {
    case warning
    case fault
}

/// One alarm with all its lines: newest level and text, first and last time, number of lines.
package struct Alarm: Hashable, Sendable {
    package var id: AlarmID
    package var level: AlarmLevel
    package var text: String
    package var first: Instant
    package var last: Instant
    /// Lines that raised or repeated it; lines that end it are not counted.
    package var lines: Int64
    /// Whether it stands now. nil when the source no longer says.
    package var isActive: Bool?
    /// How often it came: to stand, after it did not. One that is repeated while it stands has not come again.
    package var raised: Int64
    /// When it came last.
    package var since: Instant
    /// When its source said last that it had gone; nil: never, or not with a time.
    package var ended: End?

    /// Up to when a line raises it no more.
    package struct End: Hashable, Sendable {
        package var at: Instant
        /// Said of all of the item, also of what was not told before.
        package var isOfItem: Bool

        package init(at: Instant, isOfItem: Bool) {
            self.at = at
            self.isOfItem = isOfItem
        }
    }

    /// - Parameter since: nil: it came once, at `first`.
    package init(
        id: AlarmID, level: AlarmLevel, text: String, first: Instant, last: Instant, lines: Int64, isActive: Bool?,
        raised: Int64 = 1, since: Instant? = nil, ended: End? = nil
    ) {
        self.id = id
        self.level = level
        self.text = text
        self.first = first
        self.last = last
        self.lines = lines
        self.isActive = isActive
        self.raised = raised
        self.since = since ?? first
        self.ended = ended
    }
}

extension Alarm {
    /// With its times by a clock that was set.
    package func moved(by step: ClockStep) -> Alarm {
        var alarm = self
        alarm.first = step.moved(first)
        alarm.last = step.moved(last)
        alarm.since = step.moved(since)
        alarm.ended?.at = step.moved(ended?.at ?? since)
        return alarm
    }
}

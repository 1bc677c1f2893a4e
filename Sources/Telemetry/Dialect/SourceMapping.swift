package import Basis

/// Where something that belongs to a message stands.
package enum FieldPlace: Hashable, Sendable {
    /// The same for every message.
    case fixed(String)
    /// A named level of the topic, by its place in `TopicPattern.names`.
    case capture(Int)
    /// A member of the payload, text or number.
    case pointer(JSONPointer)
}

/// How the messages of one source are read: which topics, and where machine, time and values stand.
package struct SourceMapping: Hashable, Sendable {
    package var id: String
    package var pattern: TopicPattern
    package var qos: UInt8
    package var machine: FieldPlace
    /// nil: the message carries no time, and its arrival counts.
    package var time: JSONPointer?
    package var timeFormat: SourceTimeFormat
    package var content: Content
    /// Texts by which the source says that it has no value, such as UNAVAILABLE.
    package var unavailable: Set<String>
    /// Whether a live message proves the machine alive.
    package var provesAlive: Bool

    package enum Content: Hashable, Sendable {
        /// One value of one tag.
        case value(JSONPointer, tag: FieldPlace)
        /// An object whose members are all tags, but for those that say machine and time.
        case members(JSONPointer)
        /// A line about an alarm.
        case alarm(AlarmMapping)
        /// A shift record: what was made in a shift.
        case record(RecordMapping)
    }

    package init(
        id: String, pattern: TopicPattern, qos: UInt8, machine: FieldPlace, time: JSONPointer?,
        timeFormat: SourceTimeFormat, content: Content, unavailable: Set<String>, provesAlive: Bool
    ) {
        self.id = id
        self.pattern = pattern
        self.qos = qos
        self.machine = machine
        self.time = time
        self.timeFormat = timeFormat
        self.content = content
        self.unavailable = unavailable
        self.provesAlive = provesAlive
    }
}

/// Where the parts of an alarm line stand, and what its level's words mean.
package struct AlarmMapping: Hashable, Sendable {
    package var item: FieldPlace
    package var level: JSONPointer
    package var code: JSONPointer?
    package var text: JSONPointer?
    package var words: [String: AlarmWord]

    package init(
        item: FieldPlace, level: JSONPointer, code: JSONPointer?, text: JSONPointer?, words: [String: AlarmWord]
    ) {
        self.item = item
        self.level = level
        self.code = code
        self.text = text
        self.words = words
    }
}

/// What the word of a level means.
package enum AlarmWord: String, Hashable, Sendable, CaseIterable {
    case warning
    case fault
    /// The item, or one code of it, is well again.
    case normal
    /// The source does not know.
    case unavailable
}

/// One line about an alarm, as it came.
package struct AlarmLine: Hashable, Sendable {
    package var item: String
    package var code: String
    package var word: AlarmWord
    package var text: String

    package init(item: String, code: String, word: AlarmWord, text: String) {
        self.item = item
        self.code = code
        self.word = word
        self.text = text
    }
}

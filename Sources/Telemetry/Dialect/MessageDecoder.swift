import Basis

/// Reads the messages of one source by its mapping. A class, since it is looked up for each message, and a copy of all
/// that a mapping holds is not free. Belongs to one thread.
final class MessageDecoder {
    let mapping: SourceMapping
    /// Members that say machine, time or sequence, and are no tags.
    let excludedMembers: Set<String>
    // Parts of the mapping, ready: taking them out of it copies them for each message.
    let hasTime: Bool
    let hasSequence: Bool
    let provesAlive: Bool
    private let time: JSONPlace
    private let timeFormat: SourceTimeFormat
    /// Where the value stands, or the object of values.
    let content: JSONPlace
    /// Its own, since the messages of a source have one form.
    private let tape = JSONTape(limits: JSONLimits(maxBytes: Ingest.maximumPayload, maxDepth: 64))
    let kind: Kind
    /// Where the tag of a value stands; of other messages it is not asked.
    let tag: FieldPlace

    /// What its messages are.
    enum Kind { case value, members, line, record }

    init(_ mapping: SourceMapping) {
        self.mapping = mapping
        hasTime = mapping.time != nil
        hasSequence = mapping.sequence != nil
        provesAlive = mapping.provesAlive
        time = JSONPlace(mapping.time ?? JSONPointer())
        timeFormat = mapping.timeFormat
        let pointer: JSONPointer
        (pointer, kind, tag) =
            switch mapping.content {
            case .value(let pointer, let tag): (pointer, .value, tag)
            case .members(let pointer): (pointer, .members, .fixed(""))
            case .alarm: (JSONPointer(), .line, .fixed(""))
            case .record: (JSONPointer(), .record, .fixed(""))
            }
        content = JSONPlace(pointer)
        guard case .members(let object) = mapping.content else {
            excludedMembers = []
            return
        }
        var pointers = [mapping.time, mapping.sequence]
        if case .pointer(let pointer) = mapping.machine { pointers.append(pointer) }
        excludedMembers = Set(pointers.compactMap { $0?.member(of: object) })
    }

    /// The message; what is asked of it here is asked of the newest that was read.
    func read(_ payload: RawSpan) throws(Rejection) -> JSONNode {
        if payload.byteCount == 0 { throw Rejection(.empty, "the payload has no bytes") }
        let document: JSONNode
        do throws(JSONError) { document = try tape.read(payload) } catch {
            throw error.reason == .tooLarge
                ? Rejection(.tooLarge, "\(payload.byteCount) bytes; allowed: \(Ingest.maximumPayload)")
                : Rejection(.notJSON, error.description)
        }
        if let key = document.duplicateKey {
            throw Rejection(.duplicateKey, "the key \"\(key.prefix(64))\" stands twice")
        }
        return document
    }

    func machine(_ document: JSONNode) throws(Rejection) -> String {
        try text(mapping.machine, document, [], .noMachine)
    }

    /// nil when the source sends no times.
    func time(_ document: JSONNode) throws(Rejection) -> Instant? {
        guard hasTime else { return nil }
        if case .epochMilliseconds = timeFormat, let milliseconds = tape.int64(at: time),
            let instant = SourceTimeFormat.instant(milliseconds: milliseconds)
        {
            return instant
        }
        guard let node = document[time.pointer] else {
            throw Rejection(.noTime, "there is nothing at \"\(time.pointer)\"")
        }
        guard let instant = timeFormat.instant(from: node) else {
            let found = String(decoding: node.source.prefix(40), as: UTF8.self)
            throw Rejection(.noTime, "\(found) at \"\(time.pointer)\" is no time of the form \(timeFormat)")
        }
        return instant
    }

    /// The value, where it is a number.
    func number() -> Double? { tape.double(at: content) }

    /// The message's number; nil where it has none.
    func sequence(_ document: JSONNode) -> Int64? { mapping.sequence.flatMap { document[$0]?.asInt64 } }

    /// What stands at `node`: value and flags of a reading that is blank.
    func read(_ node: JSONNode, into reading: inout Reading) {
        switch node.kind {
        case .null: break
        case .bool: reading.value = node.asBool.map(TagValue.bool) ?? .missing
        case .number: reading.value = node.asDouble.map(TagValue.number) ?? .missing
        case .string:
            let text = Self.clean(node)
            if mapping.unavailable.contains(text) { reading.flags.formUnion(.missing) }
            reading.value = .text(text)
        case .array, .object: reading.flags.formUnion(.type)
        }
    }

    func alarm(_ document: JSONNode, _ alarm: AlarmMapping, _ captures: [String]) throws(Rejection) -> AlarmLine {
        guard let level = document[alarm.level].map(Self.clean) else {
            throw Rejection(.noValue, "there is no level at \"\(alarm.level)\"")
        }
        guard let word = alarm.words[level] else {
            throw Rejection(
                .unknownLevel, "\"\(level.prefix(64))\"; known: \(alarm.words.keys.sorted().joined(separator: ", "))")
        }
        return AlarmLine(
            item: try text(alarm.item, document, captures, .noTag),
            code: alarm.code.flatMap { document[$0] }.map(Self.clean) ?? "", word: word,
            text: alarm.text.flatMap { document[$0] }.map(Self.clean) ?? "")
    }

    func text(
        _ place: FieldPlace, _ document: JSONNode, _ captures: [String], _ reason: Rejection.Reason
    ) throws(Rejection) -> String {
        switch place {
        case .fixed(let text): return text
        case .capture(let index): return captures[index]
        case .pointer(let pointer):
            guard let node = document[pointer], node.kind == .string || node.kind == .number else {
                throw Rejection(reason, "there is no text at \"\(pointer)\"")
            }
            return Self.clean(node)
        }
    }

    /// A string without what could harm a screen, trimmed of blanks; of other values their source text.
    static func clean(_ node: JSONNode) -> String {
        let text = node.isNull ? "" : node.string ?? String(decoding: node.source, as: UTF8.self)
        return SanitizedText(text).text.trimmingBlanks
    }
}

extension FieldPlace {
    /// The text that stands there for a topic with `captures`; nil when only a payload says it.
    func known(by captures: [String]) -> String? {
        switch self {
        case .fixed(let text): text
        case .capture(let index): captures[index]
        case .pointer: nil
        }
    }
}

import Basis

/// Reads the messages of one source by its mapping. A class, since it is looked up for each message, and a copy of all
/// that a mapping holds is not free.
final class MessageDecoder: Sendable {
    let mapping: SourceMapping
    /// Members that say machine or time, and are no tags.
    let excludedMembers: Set<String>

    init(_ mapping: SourceMapping) {
        self.mapping = mapping
        guard case .members(let object) = mapping.content else {
            excludedMembers = []
            return
        }
        var pointers = [mapping.time]
        if case .pointer(let pointer) = mapping.machine { pointers.append(pointer) }
        excludedMembers = Set(pointers.compactMap { $0?.member(of: object) })
    }

    static func read(_ payload: RawSpan, _ tape: JSONTape) throws(Rejection) -> JSONNode {
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
        guard let pointer = mapping.time else { return nil }
        guard let node = document[pointer] else { throw Rejection(.noTime, "there is nothing at \"\(pointer)\"") }
        guard let time = mapping.timeFormat.instant(from: node) else {
            let found = String(decoding: node.source.prefix(40), as: UTF8.self)
            throw Rejection(.noTime, "\(found) at \"\(pointer)\" is no time of the form \(mapping.timeFormat)")
        }
        return time
    }

    func reading(_ node: JSONNode, _ blank: Reading) -> Reading {
        var reading = blank
        switch node.kind {
        case .null: break
        case .bool: reading.value = node.asBool.map(TagValue.bool) ?? .missing
        case .number: reading.value = node.asDouble.map(TagValue.number) ?? .missing
        case .string:
            let text = Self.clean(node)
            if mapping.unavailable.contains(text) { reading.flags.insert(.missing) }
            reading.value = .text(text)
        case .array, .object: reading.flags.insert(.type)
        }
        return reading
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
    private static func clean(_ node: JSONNode) -> String {
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

import Basis
import Shopfloor

/// Why a journal body is not the event that its kind says.
package struct EventError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What does not fit, such as `no member version`.
    package var description: String

    package init(_ description: String) { self.description = description }
}

extension EventCoding {
    /// A model's text may be long; nothing else comes near.
    private static let limits = JSONLimits(maxBytes: 256 << 20, maxDepth: 8)

    /// The event of a journal row. Members that it does not know are passed over.
    ///
    /// - Throws: An `EventError` for an unknown kind, or a member that is missing, of another type, or no word of its
    ///   closed list.
    package static func decode(kind: String, body: [UInt8]) throws(EventError) -> Event {
        // The node lives in the tape, so the tape must outlive what is read from it.
        let tape = JSONTape(limits: limits)
        let fields = try EventFields(reading: body, with: tape)
        switch kind {
        case "started": return try .started(started(fields))
        case "model": return try .model(model(fields))
        case "state": return try .state(change(fields))
        case "alarm": return try .alarm(alarm(fields))
        case "counted": return try .counted(counted(fields))
        case "clock": return try .clock(ClockSet(from: fields.instant("from"), to: fields.instant("to")))
        default: throw EventError("unknown kind \(kind)")
        }
    }

    private static func started(_ fields: EventFields) throws(EventError) -> HubStarted {
        HubStarted(epoch: try fields.integer("epoch"), version: try fields.text("version"))
    }

    private static func model(_ fields: EventFields) throws(EventError) -> ModelAccepted {
        ModelAccepted(digest: try fields.text("digest"), text: try fields.text("text"))
    }

    private static func change(_ fields: EventFields) throws(EventError) -> StateChanged {
        let state = try fields.word("state", of: MachineState.self)
        let why = try fields.textOrNull("why") == nil ? nil : fields.word("why", of: NoDataReason.self)
        guard (state == .noData) == (why != nil) else {
            throw EventError("no data, and only it, has a reason")
        }
        return StateChanged(
            machine: try fields.text("machine"), from: try fields.instantOrNull("from"),
            condition: Condition(state, native: try fields.textOrNull("native"), why: why))
    }

    private static func alarm(_ fields: EventFields) throws(EventError) -> Alarm {
        let id = AlarmID(
            machine: try fields.text("machine"), item: try fields.text("item"), code: try fields.text("code"))
        return Alarm(
            id: id, level: try fields.word("level", of: AlarmLevel.self), text: try fields.text("text"),
            first: try fields.instant("first"), last: try fields.instant("last"), lines: try fields.integer("lines"),
            isActive: try fields.truthOrNull("active"))
    }

    private static func counted(_ fields: EventFields) throws(EventError) -> CountRow {
        var count = CycleCount()
        count.shots = try fields.integer("shots")
        count.tries = try fields.integer("tries")
        count.resets = try fields.integer("resets")
        count.repeats = try fields.integer("repeats")
        count.rollovers = try fields.integer("rollovers")
        count.value = try fields.numberOrNull("value")
        return CountRow(
            machine: try fields.text("machine"), owner: try fields.text("owner"), count: count,
            last: try fields.instantOrNull("last"))
    }
}

/// The members of an event's body, each asked for by name and type.
private struct EventFields {
    private let object: JSONNode

    init(reading body: [UInt8], with tape: JSONTape) throws(EventError) {
        do throws(JSONError) { object = try tape.read(body) } catch {
            throw EventError(error.description)
        }
        guard object.kind == .object else { throw EventError("not a JSON object") }
        if let name = object.duplicateKey { throw EventError("two members \(name)") }
    }

    func text(_ name: StaticString) throws(EventError) -> String {
        try require(textOrNull(name), name, "a text")
    }

    func integer(_ name: StaticString) throws(EventError) -> Int64 {
        try require(integerOrNull(name), name, "a whole number")
    }

    func instant(_ name: StaticString) throws(EventError) -> Instant {
        try Instant(milliseconds: integer(name))
    }

    func word<Word: RawRepresentable<String>>(_ name: StaticString, of type: Word.Type) throws(EventError) -> Word {
        try require(Word(rawValue: text(name)), name, "a word that is known")
    }

    func textOrNull(_ name: StaticString) throws(EventError) -> String? {
        try value(name, "a text") { $0.string }
    }

    func instantOrNull(_ name: StaticString) throws(EventError) -> Instant? {
        try integerOrNull(name).map { Instant(milliseconds: $0) }
    }

    func numberOrNull(_ name: StaticString) throws(EventError) -> Double? {
        try value(name, "a number") { $0.asDouble }
    }

    func truthOrNull(_ name: StaticString) throws(EventError) -> Bool? {
        try value(name, "true or false") { $0.asBool }
    }

    private func integerOrNull(_ name: StaticString) throws(EventError) -> Int64? {
        try value(name, "a whole number") { $0.asInt64 }
    }

    /// nil for null. A missing member is an error, since every event is written whole.
    private func value<Value>(
        _ name: StaticString, _ wanted: String, _ read: (JSONNode) -> Value?
    ) throws(EventError) -> Value? {
        guard let node = object[name] else { throw EventError("no member \(name)") }
        if node.isNull { return nil }
        return try require(read(node), name, wanted)
    }

    private func require<Value>(_ value: Value?, _ name: StaticString, _ wanted: String) throws(EventError) -> Value {
        guard let value else { throw EventError("\(name) is not \(wanted)") }
        return value
    }
}

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
        guard let known = EventKind(rawValue: kind) else { throw EventError("unknown kind \(kind)") }
        switch known {
        case .started: return try .started(started(fields))
        case .model: return try .model(model(fields))
        case .state: return try .state(change(fields))
        case .correction: return try .correction(correction(fields))
        case .stop: return try .stop(stop(fields))
        case .alarm: return try .alarm(alarm(fields))
        case .counted: return try .counted(counted(fields))
        case .order: return try .order(order(fields))
        case .produced: return try .produced(ProductionRecorded(fields))
        case .command: return try .command(command(fields))
        case .alarmAction: return try .alarmAction(alarmAction(fields))
        case .quantity: return try .quantity(quantity(fields))
        case .clock: return try .clock(ClockSet(from: fields.instant("from"), to: fields.instant("to")))
        }
    }

    private static func started(_ fields: EventFields) throws(EventError) -> HubStarted {
        HubStarted(
            epoch: try fields.integer("epoch"), version: try fields.text("version"),
            problem: try fields.textIfThere("problem"))
    }

    private static func model(_ fields: EventFields) throws(EventError) -> ModelAccepted {
        ModelAccepted(digest: try fields.text("digest"), text: try fields.text("text"))
    }

    private static func change(_ fields: EventFields) throws(EventError) -> StateChanged {
        StateChanged(
            machine: try fields.text("machine"), from: try fields.instantOrNull("from"),
            condition: try condition(fields))
    }

    private static func condition(_ fields: EventFields) throws(EventError) -> Condition {
        let state = try fields.word("state", of: MachineState.self)
        let why = try fields.wordOrNull("why", of: NoDataReason.self)
        guard (state == .noData) == (why != nil) else {
            throw EventError("no data, and only it, has a reason")
        }
        return Condition(state, native: try fields.textOrNull("native"), why: why)
    }

    private static func correction(_ fields: EventFields) throws(EventError) -> StateCorrected {
        let correction = StateCorrected(
            machine: try fields.text("machine"), from: try fields.instant("from"), to: try fields.instant("to"),
            condition: try condition(fields), replaces: try fields.integer("replaces"))
        guard correction.from < correction.to else { throw EventError("to is not after from") }
        return correction
    }

    private static func stop(_ fields: EventFields) throws(EventError) -> StopEdit {
        var edit = StopEdit(
            machine: try fields.text("machine"), from: try fields.instant("from"), to: try fields.instantOrNull("to"),
            by: try fields.text("by"), command: try fields.integer("command"))
        edit.note = try fields.textOrNull("note")
        let reason = try fields.textOrNull("reason")
        let kind = try fields.wordOrNull("kind", of: StopReason.Kind.self)
        let given = StopEdit.Given(id: reason.flatMap { $0.isEmpty ? nil : $0 }, kind: kind)
        guard let given, reason != nil || kind == nil else { throw EventError("a reason, and only it, has a kind") }
        edit.reason = reason == nil ? nil : given
        let (cut, isMerge) = (try fields.instantOrNull("cut"), try fields.truthOrNull("merge"))
        guard (cut == nil) == (isMerge == nil) else { throw EventError("a cut, and only it, is merged or not") }
        if let cut, let isMerge { edit.cut = isMerge ? .merge(at: cut) : .split(at: cut) }
        return edit
    }

    private static func alarm(_ fields: EventFields) throws(EventError) -> Alarm {
        let id = AlarmID(
            machine: try fields.text("machine"), item: try fields.text("item"), code: try fields.text("code"))
        return Alarm(
            id: id, level: try fields.word("level", of: AlarmLevel.self), text: try fields.text("text"),
            first: try fields.instant("first"), last: try fields.instant("last"), lines: try fields.integer("lines"),
            isActive: try fields.truthOrNull("active"),
            // Journals of before have neither.
            raised: try fields.has("raised") ? fields.integer("raised") : 1,
            since: try fields.has("since") ? fields.instant("since") : nil, ended: try alarmEnd(fields))
    }

    private static func alarmEnd(_ fields: EventFields) throws(EventError) -> Alarm.End? {
        guard fields.has("ended") else { return nil }
        return Alarm.End(
            at: try fields.instant("ended"), isOfItem: try fields.truthOrNull("ended_item") ?? false)
    }

    private static func counted(_ fields: EventFields) throws(EventError) -> CountRow {
        var count = CycleCount()
        count.shots = try fields.integer("shots")
        count.tries = try fields.integer("tries")
        // Journals of before do not have it.
        count.scrap = try fields.has("scrap") ? fields.integer("scrap") : 0
        count.resets = try fields.integer("resets")
        count.repeats = try fields.integer("repeats")
        count.rollovers = try fields.integer("rollovers")
        count.value = try fields.numberOrNull("value")
        var row = CountRow(
            machine: try fields.text("machine"), owner: try fields.text("owner"), count: count,
            last: try fields.instantOrNull("last"))
        if fields.has("late") {
            row.late = LateCycle(
                at: try fields.instant("late"), kind: try fields.word("kind", of: CycleKind.self))
            if fields.has("was") { row.late?.was = try fields.word("was", of: CycleKind.self) }
            if fields.has("cycles") { row.late?.cycles = try fields.integer("cycles") }
        }
        return row
    }
}

/// The members of an event's body, each asked for by name and type.
struct EventFields {
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

    func wordOrNull<Word: RawRepresentable<String>>(
        _ name: StaticString, of type: Word.Type
    ) throws(EventError) -> Word? {
        try textOrNull(name) == nil ? nil : word(name, of: type)
    }

    /// nil where there is no such member, too.
    func textIfThere(_ name: StaticString) throws(EventError) -> String? {
        object[name] == nil ? nil : try textOrNull(name)
    }

    func integerIfThere(_ name: StaticString) throws(EventError) -> Int64? {
        object[name] == nil ? nil : try integerOrNull(name)
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

    func number(_ name: StaticString) throws(EventError) -> Double {
        try require(numberOrNull(name), name, "a number")
    }

    /// An object of numbers.
    func numbers(_ name: StaticString) throws(EventError) -> [String: Double] {
        let node = try require(value(name, "an object") { $0.kind == .object ? $0 : nil }, name, "an object")
        var numbers: [String: Double] = [:]
        for (key, member) in node.members {
            guard let key = key.string, let number = member.asDouble else {
                throw EventError("\(name) is not an object of numbers")
            }
            numbers[key] = number
        }
        return numbers
    }

    /// A list of texts.
    func texts(_ name: StaticString) throws(EventError) -> [String] {
        let node = try require(value(name, "a list") { $0.kind == .array ? $0 : nil }, name, "a list")
        let texts = node.elements.compactMap(\.string)
        guard texts.count == Array(node.elements).count else { throw EventError("\(name) is not a list of texts") }
        return texts
    }

    func truthOrNull(_ name: StaticString) throws(EventError) -> Bool? {
        try value(name, "true or false") { $0.asBool }
    }

    func has(_ name: StaticString) -> Bool { object[name] != nil }

    /// nil for null, and where `read` gives nothing it is an error.
    func valueOrNull<Value>(
        _ name: StaticString, _ wanted: String, _ read: (JSONNode) -> Value?
    ) throws(EventError) -> Value? { try value(name, wanted, read) }

    func integerOrNull(_ name: StaticString) throws(EventError) -> Int64? {
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

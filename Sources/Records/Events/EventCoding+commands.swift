import Basis
import Shopfloor

/// Commands and what they did, as the journal keeps them.
extension EventCoding {
    static func write(_ command: CommandRecorded, to json: inout JSONWriter) {
        let envelope = command.envelope
        json.member("key", envelope.key)
        json.member("terminal", envelope.terminal)
        if let sender = envelope.sentBy { json.member("sent_by", sender) }
        json.member("kind", envelope.kind)
        json.member("id", envelope.id)
        // A reader of commands takes none that is not UTF-8.
        json.member("bytes", String(decoding: envelope.bytes, as: UTF8.self))
        json.member("session", envelope.session)
        json.member("sig", envelope.signature)
        json.member("epoch", command.epoch)
        json.member("outcome", command.outcome.rawValue)
        json.member("merged", command.isMerged)
        json.member("entered_suspect", command.isClockSuspect)
        json.key("reason")
        if let refusal = command.refusal { refusal.write(to: &json) } else { json.null() }
        json.key("fields")
        if command.fields.isEmpty { json.null() } else { command.fields.write(to: &json) }
    }

    static func command(_ fields: EventFields) throws(EventError) -> CommandRecorded {
        var envelope = CommandEnvelope(
            key: try fields.text("key"), terminal: try fields.text("terminal"),
            bytes: Array(try fields.text("bytes").utf8))
        envelope.sentBy = try fields.textIfThere("sent_by")
        envelope.kind = try fields.textOrNull("kind")
        envelope.id = try fields.textOrNull("id")
        envelope.session = try fields.textOrNull("session")
        envelope.signature = try fields.textOrNull("sig")
        var command = CommandRecorded(
            envelope, epoch: try fields.integer("epoch"),
            outcome: try fields.word("outcome", of: CommandReply.Outcome.self))
        command.isMerged = try fields.truthOrNull("merged") ?? false
        command.isClockSuspect = try fields.truthOrNull("entered_suspect") ?? false
        command.refusal = try fields.valueOrNull("reason", "a reason") { Refusal($0) }
        command.fields = try fields.valueOrNull("fields", "fields") { [FieldConflict](fields: $0) } ?? []
        return command
    }

    static func write(_ action: AlarmAction, to json: inout JSONWriter) {
        let raised: Int64? =
            switch action.deed {
            case .acknowledge(let comings), .shelve(_, let comings): comings
            case .unshelve, .note: nil
            }
        json.member("machine", action.id.machine)
        json.member("item", action.id.item)
        json.member("code", action.id.code)
        json.member("deed", action.deed.word)
        json.member("raised", raised)
        json.member("until", action.deed.until?.milliseconds)
        json.member("note", action.note)
        json.member("by", action.by)
        json.member("command", action.command)
    }

    static func alarmAction(_ fields: EventFields) throws(EventError) -> AlarmAction {
        let deed: AlarmAction.Deed
        switch try fields.text("deed") {
        case "acknowledge": deed = .acknowledge(raised: try fields.integer("raised"))
        case "shelve": deed = .shelve(until: try fields.instant("until"), raised: try fields.integer("raised"))
        case "unshelve": deed = .unshelve
        case "note": deed = .note
        default: throw EventError("deed is not a word that is known")
        }
        return AlarmAction(
            AlarmID(machine: try fields.text("machine"), item: try fields.text("item"), code: try fields.text("code")),
            deed, command: try fields.integerOrNull("command"), by: try fields.textOrNull("by"),
            note: try fields.textOrNull("note"))
    }

    static func write(_ quantity: QuantityBooked, to json: inout JSONWriter) {
        var (at, shift): (Instant?, String?) = (nil, nil)
        switch quantity.when {
        case .at(let time): at = time
        case .shift(let id): shift = id
        }
        json.member("machine", quantity.machine)
        json.member("at", at?.milliseconds)
        json.member("shift", shift)
        json.member("order", quantity.order)
        json.member("scrap", quantity.scrap)
        json.member("rework", quantity.rework)
        json.member("note", quantity.note)
        json.member("by", quantity.by)
        json.member("command", quantity.command)
        if let corrected = quantity.corrects { json.member("corrects", corrected) }
    }

    static func quantity(_ fields: EventFields) throws(EventError) -> QuantityBooked {
        let when: QuantityBooked.When
        switch (try fields.instantOrNull("at"), try fields.textOrNull("shift")) {
        case (let at?, nil): when = .at(at)
        case (nil, let shift?): when = .shift(shift)
        default: throw EventError("either at or shift says when")
        }
        return QuantityBooked(
            machine: try fields.text("machine"), when: when, order: try fields.textOrNull("order"),
            scrap: try fields.integer("scrap"), rework: try fields.integer("rework"),
            note: try fields.textOrNull("note"), command: try fields.integer("command"), by: try fields.text("by"),
            corrects: try fields.integerIfThere("corrects"))
    }
}

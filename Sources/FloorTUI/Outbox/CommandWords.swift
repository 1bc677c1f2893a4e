import Basis
import Records
import Shopfloor
import Store

/// A command as people read it: what it is for and what it sets.
struct CommandWords {
    struct Field {
        var name: String
        var label: String
        var value: String
    }

    let kind: String
    let object: String
    let context: ScreenContext
    private let values: [(name: String, value: FieldValue)]
    /// The command whose conflict this one decides, or that is or was in conflict itself; nil: no conflict is known of.
    let conflict: OutboxEntry?
    /// How that conflict was decided, or would be once this reaches the hub; nil: not, as far as is known here.
    let decision: OutboxEntry?
    /// It was decided, and nobody here knows how.
    private let isDecidedElsewhere: Bool

    init(_ entry: OutboxEntry, _ context: ScreenContext) {
        kind = entry.kind
        object = entry.object
        self.context = context
        conflict =
            entry.answer?.outcome == .conflict && entry.side == nil
            ? entry : Self.decided(entry.object, entry.kind, context)
        let isDecision = entry.side != nil
        decision = isDecision ? entry : entry.isDecided ? Self.decision(of: entry.key, context) : nil
        isDecidedElsewhere = entry.isDecided && decision == nil
        let members = (try? JSONTape().read(entry.bytes))?["set"]?.members
        values = members.map { $0.map { ($0.key.string ?? "", Self.value($0.value)) } } ?? []
    }

    init(_ draft: OutboxDraft, _ context: ScreenContext) {
        kind = draft.kind
        object = draft.object
        self.context = context
        (conflict, decision, isDecidedElsewhere) = (nil, nil, false)
        values = draft.fields.filter { $0.text != $0.present }
            .map { ($0.name, $0.text.isEmpty ? .none : .text($0.text)) }
    }

    private static func value(_ node: JSONNode) -> FieldValue {
        node.string.map { .text($0) } ?? node.asInt64.map { .integer($0) } ?? .none
    }

    /// `stop: reason · DC-03 10:50:12`, of another day `stop: reason · DC-03 11-29 22:50`.
    var title: String { "\(kindWords) · \(objectWords)" }

    var kindWords: String { Self.words(ofKind: kind, context.phrases) }

    /// What a command of that kind does; the kind itself where this program does not know it.
    static func words(ofKind kind: String, _ phrases: Phrases) -> String {
        let phrase: CommandPhrase? =
            switch kind {
            case StopExplanation.form.kind: .kindExplainStop
            case StopSplit.form.kind: .kindSplitStop
            case StopMerge.form.kind: .kindMergeStop
            case QuantityBooking.form.kind: .kindBookQuantity
            case AlarmAcknowledgement.form.kind: .kindAcknowledgeAlarm
            case AlarmShelving.form.kind: .kindShelveAlarm
            case AlarmUnshelving.form.kind: .kindUnshelveAlarm
            case AlarmNote.form.kind: .kindNoteAlarm
            case ConflictResolution.form.kind: .kindResolveConflict
            default: nil
            }
        return phrase.map { phrases[$0] } ?? kind
    }

    var objectWords: String { Self.words(of: object, kind: kind, context) }

    /// The command that met the conflict, as long as this terminal keeps it.
    private static func decided(_ key: String, _ kind: String, _ context: ScreenContext) -> OutboxEntry? {
        guard kind == ConflictResolution.form.kind else { return nil }
        return context.outbox.contents.entries.first { $0.key == key && $0.kind != kind }
    }

    /// The fields of which this terminal and another said different things: `Reason, Note`; empty where none are.
    var conflictWords: String {
        guard let reply = conflict?.answer else { return "" }
        return reply.fields.map { label($0.field) }.joined(separator: context.language == .zh ? "、" : ", ")
    }

    /// What a command of that kind is about.
    static func words(
        of object: String, kind: String, _ context: ScreenContext, _ room: ScreenContext.MomentRoom = .seconds
    ) -> String {
        if let stop = StopID(object) { return "\(stop.machine) \(context.moment(stop.from, room))" }
        if let alarm = AlarmID(text: object) {
            return [alarm.machine, alarm.item, alarm.code].filter { !$0.isEmpty }.joined(separator: " ")
        }
        if let command = decided(object, kind, context) {
            return words(of: command.object, kind: command.kind, context, room)
        }
        if kind == ConflictResolution.form.kind { return String(object.prefix(8)) }
        return object
    }

    /// In the order in which they were written.
    var fields: [Field] {
        values.map { Field(name: $0.name, label: label($0.name), value: settingWords($0.name, $0.value)) }
    }

    /// What it does even where these fields are left to somebody else.
    func rest(beside names: Set<String>) -> [Field] {
        // With where stops are cut, all of a split or merge is theirs.
        if names.contains("at") { return [] }
        let others = fields.filter { !names.contains($0.name) }
        // This sets something beside its fields.
        guard kind == AlarmAcknowledgement.form.kind else { return others }
        return [Field(name: kind, label: "", value: kindWords)] + others
    }

    /// All that it sets, on one line, a reason before what is said of it; of a conflict that is decided what is there now.
    var summary: String {
        if isDecidedElsewhere { return "–" }
        let isReason = { (field: Field) in field.name == "reason" }
        return keptWords
            ?? (fields.filter(isReason) + fields.filter { !isReason($0) }).map(\.value).joined(separator: " · ")
    }

    func label(_ name: String) -> String {
        let phrase: CommandPhrase? =
            switch name {
            case "reason": .fieldReason
            case "note": .fieldNote
            case "at": .fieldAt
            case "with": .fieldWith
            case "until": .fieldUntil
            case "shelf": .fieldShelf
            case "shift": .fieldShift
            case "order": .fieldOrder
            case "scrap": .fieldScrap
            case "rework": .fieldRework
            case "take": .fieldTake
            case "corrects": .fieldCorrects
            default: nil
            }
        return phrase.map { context.phrases[$0] } ?? name
    }

    /// What a command sets a field to. That it takes away what is there is said: a dash would look like nothing.
    func settingWords(_ name: String, _ value: FieldValue) -> String {
        guard value == .none else { return words(name, value) }
        switch name {
        case "reason": return context.phrases[.takeReasonBack]
        case "note": return context.phrases[.takeNoteBack]
        default: return words(name, value)
        }
    }

    /// The value of a field: reasons by their names, times as clocks.
    func words(_ name: String, _ value: FieldValue) -> String {
        switch value {
        case .none: "–"
        case .text(let text):
            switch name {
            case "reason": context.picture.reasons.words(text, context.language)
            case "shelf": Int64(text).map { DurationText.hoursMinutes(.seconds($0 * 60)) } ?? text
            case "with": StopID(text).map { "\($0.machine) \(context.moment($0.from, .exact))" } ?? text
            case "take": context.phrases[text == ConflictResolution.Side.yours.rawValue ? .mine : .theirs]
            default: text
            }
        case .integer(let number):
            (["at", "until"].contains(name) ? SourceTimeFormat.instant(milliseconds: number) : nil)
                .map { context.moment($0, .exact) } ?? Numbers.grouped(number)
        }
    }
}

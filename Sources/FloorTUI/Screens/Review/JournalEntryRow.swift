import Basis
import Records
import Shopfloor
import Widgets

/// One entry of the journal, worded for people. What its body says is read by name, so that an entry of a kind that this
/// program does not know yet is shown too, member by member.
struct JournalEntryRow {
    let seq: Int64
    /// nil: the hub knew no time yet.
    let at: Instant?
    let kind: String
    let machine: String?
    /// The terminal by which it came; nil: no person did it.
    let by: String?
    /// The number of the command that it is an effect of.
    let command: Int64?
    /// Of a command: the id of what it is about, of the decision of a conflict that of what is in conflict.
    private let object: String?
    /// What people read of an alarm; nil of all other entries.
    private let text: LocalizedText?
    /// Lower-case hex.
    let hash: String
    /// The body as it stands in the journal.
    let body: [UInt8]

    /// nil where the row is none of the journal.
    init?(_ row: Row) {
        guard let seq = row.integer("seq"), let kind = row.text("kind") else { return nil }
        self.seq = seq
        at = row.time("at")
        self.kind = kind
        machine = row.text("machine")
        by = row.text("by")
        command = row.integer("command")
        object = row.text("object")
        text = row.text("text").map { LocalizedText($0, zh: row.text("text_zh")) }
        hash = row.text("hash") ?? ""
        body = row.json("body") ?? []
    }

    /// A command that was not taken as it came.
    var isRefusal: Bool { kind == "command" && EntryBody(body).text("outcome") != "saved" }

    func matches(_ filter: String, _ context: ScreenContext) -> Bool {
        let texts = [kindWord(context.phrases), kind, machine ?? "", by ?? "", words(context), "#\(seq)"]
        return texts.contains { $0.lowercased().contains(filter) }
    }

    func kindWord(_ phrases: Phrases) -> String { JournalPhrase(kind: kind).map { phrases[$0] } ?? kind }

    /// What it says, in one line.
    func words(_ context: ScreenContext) -> String {
        let phrases = context.phrases
        let body = EntryBody(body)
        if let rest = body.text("damaged") { return "\(phrases[.entryDamaged])  \(rest)" }
        let words: [String?] =
            switch EventKind(rawValue: kind) {
            case .state: condition(body, context) + [since(body.instant("from"), context)]
            case .alarm: alarm(body, context)
            case .counted:
                [body.text("owner"), phrases.count(body.integer("shots") ?? 0, .oneShot, .shotsUnit)]
            case .model: [phrases[.plantFileAccepted], String((body.text("digest") ?? "").prefix(12))]
            case .started:
                [
                    phrases[.hubStarted], body.text("version"), "\(phrases[.epoch]) \(body.integer("epoch") ?? 0)",
                    body.text("problem"),
                ]
            case .command: command(body, context)
            case .order: order(body, context)
            case .alarmAction: alarmAction(body, context)
            case .stop: stop(body, context)
            case .quantity: quantity(body, context)
            case .correction: correction(body, context)
            case .produced: produced(body, context)
            case .clock: [clockSet(body, context)]
            case nil:
                members(context).filter { !["machine", "by", "command"].contains($0.key) }.map {
                    "\($0.name) \($0.text)"
                }
            }
        return words.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "  ")
    }

    private func order(_ body: EntryBody, _ context: ScreenContext) -> [String?] {
        let none = StopReason.Kind.noOrder.name[context.language]
        let unknown: String = context.phrases[JournalPhrase.alarmUnknown]
        let order = body.text("order") ?? unknown
        return [
            order.isEmpty ? none : order, moment(body, "from", ReviewPhrase.begin, context),
            moment(body, "to", ReviewPhrase.end, context),
        ]
    }

    private func moment(
        _ body: EntryBody, _ name: StaticString, _ phrase: ReviewPhrase, _ context: ScreenContext
    ) -> String? {
        guard let instant = body.instant(name) else { return nil }
        let word: String = context.phrases[phrase]
        return word + " " + context.moment(instant)
    }

    private func alarm(_ body: EntryBody, _ context: ScreenContext) -> [String?] {
        let phrases = context.phrases
        let active = body.node?["active"]?.asBool
        let lines = body.integer("lines") ?? 1
        return [
            phrases[active == false ? .alarmGone : active == true ? .alarmCame : .alarmUnknown], body.text("code"),
            alarmText(context.language) ?? body.text("text"), lines > 1 ? "×\(lines)" : nil,
        ]
    }

    /// nil where it is no alarm.
    func alarmText(_ language: Language) -> String? { text?[language] }

    private func alarmAction(_ body: EntryBody, _ context: ScreenContext) -> [String?] {
        let deed = body.text("deed") ?? ""
        return [
            JournalPhrase(deed: deed).map { context.phrases[$0] } ?? deed, body.text("code"),
            body.instant("until").map { "\(context.phrases[.until]) \(context.moment($0))" }, body.text("note"),
        ]
    }

    /// What was asked for and what became of it.
    private func command(_ body: EntryBody, _ context: ScreenContext) -> [String?] {
        let phrases = context.phrases
        let asked = body.text("kind") ?? ""
        let outcome = body.text("outcome") ?? ""
        let reason = body.node?["reason"]
        return [
            CommandWords.words(ofKind: asked, phrases),
            object.map { CommandWords.words(of: $0, kind: "", context) }
                ?? body.text("id").map { CommandWords.words(of: $0, kind: asked, context) },
            JournalPhrase(outcome: outcome).map { phrases[$0] } ?? outcome,
            (context.language == .zh ? reason?["zh"] : reason?["en"])?.string ?? reason?["code"]?.string,
        ]
    }
}

/// The body of an entry, its members asked for by name.
struct EntryBody {
    /// nil where it is no JSON.
    let node: JSONNode?

    init(_ body: [UInt8]) { node = try? JSONTape().read(body) }

    func text(_ name: StaticString) -> String? { node?[name]?.string }
    func integer(_ name: StaticString) -> Int64? { node?[name]?.asInt64 }
    func instant(_ name: StaticString) -> Instant? { integer(name).flatMap(SourceTimeFormat.instant) }
}

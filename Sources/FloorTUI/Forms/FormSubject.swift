import Basis
import Records
import Shopfloor

/// What a form is about, and what of it is there now.
struct FormSubject {
    /// Its id.
    var object: String
    /// The version of it that the person saw; nil where it has none.
    var base: Int64?
    /// By field, what the hub has: only what is another goes out.
    var present: [String: String] = [:]
    /// A line that says what it is; nil where the title says enough. Of a stop that is its time, which goes on.
    private var about: String?
    /// The stop that was looked at; nil: it is about none.
    private(set) var stop: StopTarget?

    private init(object: String) { self.object = object }

    init(_ alarm: AlarmTarget, _ context: ScreenContext) {
        object = alarm.id.text
        base = alarm.version
        present = ["note": alarm.note ?? ""]
        about = "\(context.clock(alarm.since))  \(alarm.text[context.language])"
    }

    /// A stop, as the person looks at it.
    init(_ stop: StopTarget, _ kind: FormKind, _ context: ScreenContext) {
        object = stop.id.description
        self.stop = stop
        guard let seen = stop.seen else { return }
        base = seen.version
        if kind == .explainStop { present = ["reason": seen.reason ?? "", "note": seen.note ?? ""] }
    }

    /// When the stop that it is about ended, as far as is known by now; nil: it lasts, or it is about none.
    func end(_ context: ScreenContext) -> Instant? { stop.flatMap { $0.to ?? context.picture.end(of: $0.id) } }

    func about(_ context: ScreenContext) -> String? {
        guard let stop, stop.seen != nil else { return about ?? alarmWords(context) }
        return "\(context.clock(stop.id.from)) – \(end(context).map { context.clock($0) } ?? "…")"
    }

    /// What is asked of an alarm that the screen says nothing of; nil where nothing needs to be.
    var query: Query? {
        guard about == nil, stop == nil, let alarm = AlarmID(text: object) else { return nil }
        var query = Query(.alarms, of: .machine(alarm.machine))
        query.limit = 300
        return query
    }

    /// When it came and its text, of an alarm that was not looked at when its form opened; nil where nobody has said it.
    private func alarmWords(_ context: ScreenContext) -> String? {
        guard let query, let id = AlarmID(text: object) else { return nil }
        let told = context.picture.machines[id.machine]?.document.alarms.compactMap { AlarmTarget($0, of: id.machine) }
        let answered = context.board.answer(query).rows.lazy.compactMap { AlarmLine($0) }.first { $0.id == object }
        let target = told?.first { $0.id == id } ?? answered.flatMap { AlarmTarget($0) }
        return target.map { "\(context.clock($0.since))  \($0.text[context.language])" }
    }

    /// Of a draft: `base` is of what its form shows. Of a stop that is what was there when it opened first, and what the hub
    /// says now may be somebody else's: that is for the hub to judge. Of an alarm that the screen is about it is all anew: when
    /// it came last, and another note than was there then.
    ///
    /// - Parameter alarm: as it is now, where that is known.
    init(_ draft: OutboxDraft, _ kind: FormKind, _ alarm: AlarmTarget?, _ context: ScreenContext) {
        if let alarm, alarm.id.text == draft.object {
            self.init(alarm, context)
            tellNote(draft, context)
            return
        }
        if let stop = StopID(draft.object) {
            self.init(StopTarget(named: stop, context), kind, context)
        } else {
            self.init(object: draft.object)
        }
        present = Dictionary(draft.fields.map { ($0.name, $0.present) }) { first, _ in first }
        base = draft.base
    }

    /// What was typed may take the place of a note that its person has not seen.
    private mutating func tellNote(_ draft: OutboxDraft, _ context: ScreenContext) {
        let then = draft.fields.first { $0.name == "note" }?.present
        guard let then, let now = present["note"], then != now else { return }
        let word: String = context.phrases[CommandPhrase.noteNow]
        about = [about, "\(word): \(now.isEmpty ? "–" : now)"].compactMap(\.self).joined(separator: "\n")
    }
}

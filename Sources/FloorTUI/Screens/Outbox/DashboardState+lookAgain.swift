import Basis
import Records
import Shopfloor
import Store
import Widgets

/// A command about an alarm that came again since its person looked: sent once more as it is, it would be refused for ever.
/// It becomes a draft, whose form opens on the alarm as it is now.
extension DashboardState {
    /// What was wanted of an alarm, until the hub has said how that is now.
    struct AlarmWish {
        var draft: OutboxDraft
        /// The journal's number of the refusal: an answer of before knows nothing of what came again.
        var seq: Int64
    }

    /// An alarm as the screen knows it on which it is; nil where that shows another or none.
    func alarm(_ id: String, _ context: ScreenContext) -> AlarmTarget? {
        if let list = pages.last as? AlarmScreen { return list.alarm(id, context) }
        let selected = pages.isEmpty ? machine?.alarm(context) : pages.last?.alarm(context)
        return selected?.id.text == id ? selected : nil
    }

    /// nil where it was refused for something else, which a person need not look at.
    mutating func lookAgain(_ entry: OutboxEntry, _ context: ScreenContext) -> [Effect]? {
        guard let reply = entry.answer, reply.refusal?.code == .cameAgain, let alarm = AlarmID(text: entry.object),
            let draft = OutboxDraft(again: entry, key: newKey(), at: clock(), context)
        else { return nil }
        outboxScreen = nil
        if (pages.last as? AlarmScreen)?.alarm(entry.object, context) == nil {
            pages.append(AlarmScreen(scope: .machine(alarm.machine)))
        }
        board.hurry()
        message = phrases[CommandPhrase.askingAlarm]
        wish = AlarmWish(draft: draft, seq: reply.seq ?? 0)
        return [.outbox(.draft(draft)), .outbox(.remove(key: entry.key))]
    }

    /// Opens the form that is wanted, once it is known how its alarm is.
    mutating func openWish(_ context: ScreenContext) -> [Effect] {
        guard let wish, cover == nil, let kind = FormKind(command: wish.draft.kind),
            var list = pages.last as? AlarmScreen, list.isKnown(through: wish.seq, context),
            let alarm = list.alarm(wish.draft.object, context)
        else { return [] }
        self.wish = nil
        list.select(wish.draft.object, context)
        pages[pages.count - 1] = list
        if let obstacle = alarm.obstacle(to: kind) {
            message = alarm.words(obstacle, phrases)
            // With a note it stays for whoever wants to write that all the same.
            return wish.draft.fields.isEmpty ? [.outbox(.dropDraft(key: wish.draft.key))] : []
        }
        guard let dialog = FormDialog(wish.draft, alarm: alarm, context) else { return [] }
        message = nil
        cover = .form(dialog)
        return []
    }
}

extension OutboxDraft {
    /// What a refused command about an alarm wanted, in the words of its form.
    fileprivate init?(again entry: OutboxEntry, key: String, at now: Instant, _ context: ScreenContext) {
        guard FormKind(command: entry.kind) != nil, let node = try? JSONTape().read(entry.bytes), let set = node["set"]
        else { return nil }
        let note = set["note"].map { Field("note", $0.string ?? "", present: $0.isNull ? "–" : "") }
        let until = set["until"]?.asInt64.flatMap(SourceTimeFormat.instant).map {
            Field("until", context.picture.zone.time(at: $0).dateAndClock)
        }
        self.init(
            key: key, kind: entry.kind, object: entry.object, base: node["base"]?.asInt64,
            fields: [until, note].compactMap(\.self), changed: now, terminal: entry.terminal, site: entry.site)
    }
}

import Basis
import Records
import Store
import Telemetry
import Widgets

extension OutboxEntry {
    /// What the hub answered; nil: nothing yet, or nothing that this program can read.
    var answer: CommandReply? { reply.flatMap { try? JSONTape().read($0) }.flatMap(CommandReply.init) }

    /// A conflict was decided for the others, who have said something else since the person looked.
    fileprivate var leavesNewer: Bool {
        guard kind == ConflictResolution.form.kind, state == .saved, let answer else { return false }
        return !answer.fields.isEmpty
    }
}

extension DashboardState {
    /// Takes what is known of the outbox now. What was typed before this program started is offered once.
    mutating func take(_ picture: OutboxPicture) {
        // What is saved is in the records now, and belongs on the screen.
        if picture.count(.saved) > outbox.count(.saved) { board.hurry() }
        let waited = Set(outbox.contents.entries.filter { $0.state == .queued }.map(\.key))
        outbox = picture
        if let decision = picture.contents.entries.first(where: { waited.contains($0.key) && $0.leavesNewer }) {
            message = phrases[.theirsIsNewer]
            if cover == nil { cover = .entry(OutboxDetail(.entry(decision), outbox, phrases)) }
        }
        // Of which site a draft is matters only once that of this terminal is known.
        guard picture.isRead, picture.contents.site != nil, !hasOfferedDrafts else { return }
        hasOfferedDrafts = true
        guard let draft = picture.contents.drafts.first, cover == nil else { return }
        cover = .entry(OutboxDetail(.draft(draft), outbox, phrases))
    }

    mutating func handleOutbox(_ key: Key, _ context: ScreenContext) {
        switch outboxScreen?.handle(key, outbox, context) {
        case .open(let item): cover = .entry(OutboxDetail(item, outbox, phrases))
        case .ignored: tellUnused(key)
        case .moved, nil: break
        }
    }

    mutating func handle(_ key: Key, _ before: OutboxDetail, _ context: ScreenContext) -> [Effect] {
        var detail = before
        let (choice, obstacle) = detail.handle(key, phrases)
        message = obstacle
        cover = .entry(detail)
        guard let choice else { return [] }
        // The site became known while it was open: what is of another is decided anew, by its buttons.
        guard choice == .close || detail.place == outbox.place(of: detail.item.site) else {
            cover = .entry(OutboxDetail(detail.item, outbox, phrases))
            return []
        }
        cover = nil
        switch (choice, detail.item) {
        case (.resume, .draft(let draft)):
            if let dialog = FormDialog(draft, alarm: alarm(draft.object, context), context) { cover = .form(dialog) }
        case (.discardReally, .draft(let draft)): return [.outbox(.dropDraft(key: draft.key))]
        case (.discardReally, .entry(let entry)):
            // One of another site may wait for a hub that will never come again.
            return [.outbox(detail.place == .here ? .remove(key: entry.key) : .forget(key: entry.key))]
        case (.ofThisSite, .entry(let entry)):
            guard let site = outbox.contents.site else { break }
            return [.outbox(.claim(key: entry.key, site: site))]
        case (.again, .entry(let entry)):
            if let effects = lookAgain(entry, context) { return effects }
            guard let command = NewCommand(again: entry.bytes, key: newKey(), entered: clock()) else { break }
            var again = command.entry
            // The same wish, of whoever had it, for the same site.
            (again.terminal, again.site) = (entry.terminal, entry.site)
            outboxScreen?.follow(again.key)
            return [.outbox(.queue(again)), .outbox(.remove(key: entry.key))]
        case (.yours, .entry(let entry)): return [decide(entry, .yours)]
        case (.theirs, .entry(let entry)): return [decide(entry, .theirs)]
        default: break
        }
        return []
    }

    private func decide(_ entry: OutboxEntry, _ side: ConflictResolution.Side) -> Effect {
        let isDecision = entry.kind == ConflictResolution.form.kind
        // What the person has read is decided, and nothing that came after it.
        var command = NewCommand(
            key: newKey(), kind: ConflictResolution.form.kind, object: isDecision ? entry.object : entry.key,
            base: entry.answer?.seq, entered: clock())
        command.set("take", .text(side.rawValue))
        var decision = command.entry
        decision.site = entry.site
        return .outbox(.queue(decision))
    }

    /// What the person should know of the outbox's files and disk.
    var outboxNotices: [Banner] {
        var notices = outbox.troubles.map { trouble in
            switch trouble {
            case .setAside(let path): Banner("\(phrases[.outboxSetAside]) \(path)", .critical)
            case .missing(let path): Banner("\(phrases[.outboxMissing]) \(path)", .critical)
            }
        }
        notices += outbox.leftBehind.map { Banner("\(phrases[.outboxLeftBehind]) \($0)", .warning) }
        if let refused = outbox.refusedByBroker, outbox.count(.queued) > 0 {
            let language = phrases.language
            notices.append(Banner(refused.text[language], .critical))
            notices.append(Banner(refused.advice[language], .notice))
        }
        switch outbox.status {
        case .full: notices.append(Banner(phrases[.outboxFull], .critical))
        case .failing(let why): notices.append(Banner("\(phrases[.outboxFailing]) \(why)", .critical))
        case .absent(let why): notices.append(Banner("\(phrases[.outboxAbsent]) \(why)", .warning))
        case .opening, .ready, nil: break
        }
        return notices
    }
}

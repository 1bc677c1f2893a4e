import Basis
import Records
import Store
import Widgets

/// The lines of the outbox.
struct OutboxTable: TableSource {
    enum Column: Int, CaseIterable {
        case mark, state, entered, what, object, content
    }

    let items: [OutboxScreen.Item]
    private let outbox: OutboxPicture
    private let context: ScreenContext

    init(_ outbox: OutboxPicture, _ context: ScreenContext) {
        let (entries, elsewhere) = (outbox.contents.entries, outbox.contents.elsewhere)
        let first = entries.prefix { $0.state == .conflict || $0.state == .refused }
        items =
            first.map { .entry($0) } + outbox.contents.drafts.map { .draft($0) }
            + entries.dropFirst(first.count).map { .entry($0) }
            + elsewhere.entries.map { .entry($0) } + elsewhere.drafts.map { .draft($0) }
        self.outbox = outbox
        self.context = context
    }

    var rowCount: Int { items.count }
    func id(of row: Int) -> String { items[row].key }
    func row(of id: String) -> Int? { items.firstIndex { $0.key == id } }

    func draw(row: Int, column: Int, in cell: TableCell) {
        let item = items[row]
        let look = EntryLook(item)
        let words = words(item)
        switch Column(rawValue: column) {
        case .mark: if let mark = look.mark { cell.canvas.put(mark, Style(look.role)) }
        case .state: cell.put(context.phrases[look.word], Style(look.role))
        case .entered: cell.put(context.ofTerminal.moment(entered(item)), Style(.muted))
        case .what: cell.put(words.kindWords)
        case .object: cell.put(words.objectWords)
        case .content:
            // Whose it is, and what is in conflict, stay whole before what it is.
            let place = context.words(ofPlace: outbox.place(of: item.site))
            let heads = [place, item.terminal, words.conflictWords, words.takenWords, joined(item)]
                .compactMap(\.self).filter { !$0.isEmpty }
            let fields = heads.map { "\($0): " }.joined()
            cell.put(fields + PathTitle.cell(words.summary, cell.canvas.width - fields.columns), Style(.muted))
        case nil: break
        }
    }

    /// Others had changed other fields meanwhile: both are in it.
    private func joined(_ item: OutboxScreen.Item) -> String? {
        guard case .entry(let entry) = item, entry.answer?.isMerged == true else { return nil }
        return context.phrases[.joinedShort]
    }

    private func words(_ item: OutboxScreen.Item) -> CommandWords {
        switch item {
        case .entry(let entry): CommandWords(entry, context)
        case .draft(let draft): CommandWords(draft, context)
        }
    }

    private func entered(_ item: OutboxScreen.Item) -> Instant {
        switch item {
        case .entry(let entry): entry.entered
        case .draft(let draft): draft.changed
        }
    }

    /// As wide as what stands in them: which command and which stop is whole, and what is set has the rest. Where there is no
    /// room for all of it, the rest gives way, then the word of the command: when it was entered stays.
    func columns(width: Int) -> [TableColumn] {
        let phrases = context.phrases
        let times = items.map(entered)
        let clock = context.ofTerminal.momentColumns(from: times.min(), to: times.max())
        let commands = items.map(command)
        let kind = commands.map { CommandWords.words(ofKind: $0.kind, phrases).columns }.max() ?? 0
        let object = commands.map { CommandWords.words(of: $0.object, kind: $0.kind, context).columns }.max() ?? 0
        let stop = min(max(14, object), 26)
        let room = width - 5 - 1 - 8 - clock - stop
        // On the narrowest screens the word of a command is cut, never its stop.
        let mostKind = width < 60 ? 9 : max(9, min(22, room - Self.leastContent))
        let content = max(Self.leastContent, min(14, room - min(kind, mostKind)))
        return [
            TableColumn("", min: 1), TableColumn(phrases[.state], min: 8),
            TableColumn(phrases[.entered], min: clock, priority: 2),
            TableColumn("", min: min(kind, mostKind), weight: width < 60 ? 1 : 0),
            TableColumn("", min: stop), TableColumn("", min: width < 60 ? 14 : content, weight: 1, priority: 1),
        ]
    }

    /// Columns for what is set, where little room is left.
    private static let leastContent = 8

    private func command(_ item: OutboxScreen.Item) -> (kind: String, object: String) {
        switch item {
        case .entry(let entry): (entry.kind, entry.object)
        case .draft(let draft): (draft.kind, draft.object)
        }
    }
}

/// What the last line but one says of what was typed here: `all sent`, or what waits and what needs a person.
struct QueueWords {
    let parts: [(text: String, role: Role)]
    /// There is something to look at in the outbox.
    let hasMore: Bool

    /// - Parameter isWide: there is room to say why something waits.
    init(_ outbox: OutboxPicture, _ phrases: Phrases, isWide: Bool = true) {
        let isRefused = outbox.refusedByBroker != nil
        var parts: [(text: String, role: Role)] = []
        if !outbox.saving.isEmpty { parts.append((phrases[.saving], .warning)) }
        let why = isRefused && isWide ? phrases[.refusedByBroker] : ""
        parts += Self.parts(outbox.contents.counts, drafts: outbox.contents.drafts.count, phrases, isRefused, why)
        // Nothing else would ever say that it waits for a person's word.
        for (phrase, role, isKnown) in [
            (CommandPhrase.ofUnknownSite, Role.warning, false), (.ofOtherSites, .muted, true),
        ] {
            let sites = outbox.contents.elsewhere.sites.filter { ($0.name != nil) == isKnown }
            let count = sites.reduce(0) { sum, site in site.counts.values.reduce(sum + site.drafts, +) }
            if count > 0 { parts.append((Self.words(count, phrases[phrase], phrases), role)) }
        }
        hasMore = parts.count > (outbox.saving.isEmpty ? 0 : 1)
        self.parts = parts.isEmpty ? [(phrases[.allSent], .muted)] : parts
    }

    /// What needs a person, what waits and what is not finished.
    ///
    /// - Parameters:
    ///   - isRefused: the broker keeps back what waits.
    ///   - why: what is said behind that.
    static func parts(
        _ counts: [OutboxEntry.State: Int], drafts: Int, _ phrases: Phrases, _ isRefused: Bool = false,
        _ why: String = ""
    ) -> [(text: String, role: Role)] {
        var parts: [(text: String, role: Role)] = []
        for (state, phrase, role) in [
            (OutboxEntry.State.conflict, Phrase.conflict, Role.attention), (.refused, .refused, .critical),
            (.queued, .waitingToBeSent, isRefused ? .critical : .warning),
        ] {
            guard let count = counts[state], count > 0 else { continue }
            parts.append((words(count, phrases[phrase], phrases) + (state == .queued ? why : ""), role))
        }
        if drafts > 0 { parts.append((words(drafts, phrases[drafts == 1 ? .draft : .drafts], phrases), .setUp)) }
        return parts
    }

    private static func words(_ count: Int, _ what: String, _ phrases: Phrases) -> String {
        let number = Numbers.grouped(Int64(count))
        return phrases.language == .zh ? "\(what) \(number)" : "\(number) \(what)"
    }
}

import Basis
import Records
import Store
import Widgets

/// What was typed on this terminal and what became of it: first what needs a person, then what waits, then what was saved.
struct OutboxScreen {
    /// One line of it.
    enum Item: Hashable {
        case entry(OutboxEntry)
        case draft(OutboxDraft)

        var key: String {
            switch self {
            case .entry(let entry): entry.key
            case .draft(let draft): draft.key
            }
        }

        /// The terminal that left it behind; nil: it was typed on this one.
        var terminal: String? {
            switch self {
            case .entry(let entry): entry.terminal
            case .draft(let draft): draft.terminal
            }
        }

        /// For which it was typed, in its topic form; nil: nobody knows.
        var site: String? {
            switch self {
            case .entry(let entry): entry.site
            case .draft(let draft): draft.site
            }
        }
    }

    enum Outcome: Equatable {
        case ignored, moved
        case open(Item)
    }

    private var table = Table<String>([])
    /// The line that somebody works on, until another is chosen: wherever it goes, the selection goes with it.
    private var followed: String?

    /// Whether Enter has something to open, as was last drawn.
    var canOpen: Bool { !table.visible.isEmpty }

    mutating func handle(_ key: Key, _ outbox: OutboxPicture, _ context: ScreenContext) -> Outcome {
        let source = OutboxTable(outbox, context)
        findFollowed(source)
        switch table.handle(key, source) {
        case .ignored: return .ignored
        case .moved:
            followed = nil
            return .moved
        case .activated(let key):
            followed = key
            return source.items.first { $0.key == key }.map { .open($0) } ?? .ignored
        }
    }

    /// What is worked on goes on under this key.
    mutating func follow(_ key: String) { followed = key }

    /// It may have been gone for a moment.
    private mutating func findFollowed(_ source: OutboxTable) {
        if let followed { table.select(followed, in: source) }
    }

    mutating func draw(in canvas: Canvas, _ outbox: OutboxPicture, _ context: ScreenContext) {
        let phrases = context.phrases
        canvas.put("\(phrases[.outbox]) › \(outbox.terminal)", x: 1, width: canvas.width - 2, Style(.title))
        let source = OutboxTable(outbox, context)
        findFollowed(source)
        table.columns = source.columns(width: canvas.width - 2)
        // By which clock times are is said where there are any.
        let shown = table.shown(width: canvas.width - 2)
        let hasTimes = canvas.width >= 60 && shown.contains(OutboxTable.Column.entered.rawValue)
        let words = (hasTimes ? "\(phrases[FormPhrase.enteredByTerminalClock]) · " : "") + phrases[.unsigned]
        canvas.put(words, x: canvas.width - words.columns - 1, Style(.muted))
        table.emptyText = phrases[.outboxEmpty]
        let others = outbox.contents.elsewhere.sites.map { Self.words(of: $0, outbox, context) }
        let rows = max(0, canvas.height - 2 - (others.isEmpty ? 0 : 1))
        table.draw(in: canvas.part(Rect(1, 2, canvas.width - 2, rows)), source)
        canvas.put(others.joined(separator: " · "), x: 1, y: rows + 2, width: canvas.width - 2, Style(.warning))
        canvas.rule(y: 1, trailing: context.extent(table.visible, of: source.rowCount))
    }
}

extension OutboxScreen {
    /// `of site tiny: 1 waiting`.
    fileprivate static func words(
        of site: OutboxContents.Site, _ outbox: OutboxPicture, _ context: ScreenContext
    ) -> String {
        let parts = QueueWords.parts(site.counts, drafts: site.drafts, context.phrases)
        let words = context.words(ofPlace: outbox.place(of: site.name)) ?? ""
        return "\(words): \(parts.map { $0.text }.joined(separator: "  "))"
    }
}

extension ScreenContext {
    /// For which site something was typed; nil: for this one.
    func words(ofPlace place: OutboxPicture.Place) -> String? {
        switch place {
        case .here: nil
        case .other(let site): "\(phrases[CommandPhrase.ofSite]) \(TopicID.words(ofTopicForm: site))"
        case .unknown: phrases[CommandPhrase.ofUnknownSite]
        }
    }
}

/// How the state of a command is told.
struct EntryLook {
    var word: Phrase
    var mark: Glyph?
    var role: Role

    init(_ item: OutboxScreen.Item) {
        switch item {
        case .draft: self.init(.draft, .hollowDiamond, .setUp)
        case .entry(let entry) where entry.isDecided: self.init(.decided, nil, .muted)
        case .entry(let entry): self.init(entry.state)
        }
    }

    init(_ state: OutboxEntry.State) {
        switch state {
        case .queued: self.init(.queuedState, .hollowDot, .muted)
        case .saved: self.init(.saved, nil, .muted)
        case .refused: self.init(.refused, .triangle, .critical)
        case .conflict: self.init(.conflict, .diamond, .attention)
        }
    }

    private init(_ word: Phrase, _ mark: Glyph?, _ role: Role) {
        self.word = word
        self.mark = mark
        self.role = role
    }
}

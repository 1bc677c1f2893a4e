import Basis
import Records
import Store
import Widgets

/// One command or draft: what was typed, when, what the hub answered, and what can be done about it.
struct OutboxDetail {
    enum Choice: String {
        case again, discard, discardReally, ofThisSite, yours, theirs, resume, close
    }

    let item: OutboxScreen.Item
    let place: OutboxPicture.Place
    private var buttons: ButtonRow
    /// A decision of this conflict waits for the hub.
    private let isDecided: Bool
    /// Lines above the first that is seen, and how many there can be.
    private var top = 0
    private var most = 0

    init(_ item: OutboxScreen.Item, _ outbox: OutboxPicture, _ phrases: Phrases) {
        self.item = item
        place = outbox.place(of: item.site)
        let isDecided = outbox.contents.entries.contains {
            $0.kind == ConflictResolution.form.kind && $0.object == item.key && $0.state == .queued
        }
        self.isDecided = isDecided
        buttons = ButtonRow(
            Self.choices(item, place, isOnSite: outbox.contents.site != nil).map { choice, phrase in
                let obstacle = isDecided && choice != .close ? phrases[.onItsWay] : nil
                let word = choice == .ofThisSite ? phrases[CommandPhrase.ofThisSite] : phrases[phrase]
                return ButtonRow.Button(choice.rawValue, word, obstacle: obstacle)
            })
    }

    /// - Parameter isOnSite: it is known on which site this terminal is.
    private static func choices(
        _ item: OutboxScreen.Item, _ place: OutboxPicture.Place, isOnSite: Bool
    ) -> [(Choice, Phrase)] {
        guard case .entry(let entry) = item else {
            let canGoOn = isOnSite && (place == .here || place == .unknown)
            return (canGoOn ? [(.resume, .goOn)] : []) + [(.close, .later), (.discard, .discard)]
        }
        switch (place, entry.state) {
        case (.other, _): return [(.close, .close), (.discard, .discard)]
        // A held Enter says nothing.
        case (.unknown, _): return [(.close, .close), (.ofThisSite, .close), (.discard, .discard)]
        case (.here, .queued), (.here, .saved): return [(.close, .close)]
        case (.here, .refused): return [(.again, .sendAgain), (.discard, .discard), (.close, .close)]
        // A held Enter decides nothing: over what somebody else said one goes on purpose.
        case (.here, .conflict): return [(.close, .later), (.yours, .takeMine), (.theirs, .takeTheirs)]
        }
    }

    /// What Enter does.
    var selectedLabel: String? { buttons.selectedLabel }

    /// What was chosen, nil where the page stays; and why a button cannot act.
    mutating func handle(_ key: Key, _ phrases: Phrases) -> (choice: Choice?, obstacle: String?) {
        if key == .escape || key == .character("q") { return (.close, nil) }
        if let lines = Self.scrolled(key) {
            top = min(max(0, top + lines), most)
            return (nil, nil)
        }
        let step: Key = key == .tab ? .right : key == .backTab ? .left : key
        switch buttons.handle(step) {
        case .pressed(Choice.discard.rawValue):
            // A held Enter keeps it.
            buttons = ButtonRow([
                ButtonRow.Button(Choice.close.rawValue, phrases[.keep]),
                ButtonRow.Button(Choice.discardReally.rawValue, phrases[.discardReally]),
            ])
            return (nil, nil)
        case .pressed(let id): return (Choice(rawValue: id), nil)
        case .barred(let why): return (nil, why)
        case .moved, .ignored: return (nil, nil)
        }
    }

    private static func scrolled(_ key: Key) -> Int? {
        switch key {
        case .up: -1
        case .down: 1
        case .pageUp: -8
        case .pageDown: 8
        default: nil
        }
    }

    mutating func draw(in canvas: Canvas, _ context: ScreenContext) {
        let words: CommandWords
        let entered: Instant
        switch item {
        case .entry(let entry): (words, entered) = (CommandWords(entry, context), entry.entered)
        case .draft(let draft): (words, entered) = (CommandWords(draft, context), draft.changed)
        }
        let width = min(canvas.width - 2, 76) - 4
        var lines = head(entered, context)
        switch item {
        case .draft: lines += EntryLines.lines(words.fields)
        case .entry(let entry):
            lines += EntryLines(entry, words, context, isDecided: isDecided, width: width).all
        }
        // Nothing of it is cut: whoever decides has to read both sides.
        lines = lines.flatMap { $0.wrapped(toColumns: width) }
        let buttonRows = buttons.height(width)
        let size = Size(width + 4, lines.count + buttonRows + 3)
        let inside = Overlay(words.title, size: size).draw(in: canvas)
        let room = max(0, inside.height - buttonRows - 1)
        most = max(0, lines.count - room)
        top = min(top, most)
        for (y, line) in lines.dropFirst(top).prefix(room).enumerated() { line.draw(in: inside.row(y)) }
        let seen = context.extent(top..<min(lines.count, top + room), of: lines.count)
        inside.put(seen, y: room, width: inside.width, align: .right, Style(.muted))
        buttons.draw(in: inside.part(Rect(0, room + 1, inside.width, buttonRows)), isFocused: true)
    }

    private func head(_ entered: Instant, _ context: ScreenContext) -> [LabelledLine] {
        let phrases = context.phrases
        let look = EntryLook(item)
        let moment = "\(phrases[.entered]) \(context.ofTerminal.clock(entered)) (\(phrases[.terminalClock]))"
        let origin = item.terminal.map { LabelledLine(("\(phrases[.leftBy]) \($0)", .warning)) }
        let site = context.words(ofPlace: place).map { words in
            let what: CommandPhrase = place == .unknown ? .siteNotKept : .waitsForSite
            return LabelledLine(("\(words): \(phrases[what])", .warning))
        }
        let last = [origin, site, LabelledLine()].compactMap(\.self)
        guard case .draft = item else {
            return [LabelledLine((phrases[look.word], look.role), (moment, .muted))] + last
        }
        return [LabelledLine((phrases[.draftOffered], .text)), LabelledLine((moment, .muted))] + last
    }
}

/// A line of a page: the first cell as wide as a label, the others share the rest.
struct LabelledLine {
    private var cells: [(text: String, role: Role)]

    init(_ cells: (text: String, role: Role)...) { self.cells = cells }

    /// Where each cell begins, and how wide its text may be.
    private static func layout(_ count: Int, _ width: Int) -> [(x: Int, width: Int)] {
        guard count > 1 else { return [(0, width)] }
        let label = min(12, width / 3)
        let share = (width - label) / (count - 1)
        return [(0, label - 1)] + (1..<count).map { (label + ($0 - 1) * share, share - 1) }
    }

    /// How wide a text may be that stands beside another, behind a label.
    static func share(of width: Int) -> Int { layout(3, width)[1].width }

    /// As many lines as its longest cell needs.
    func wrapped(toColumns width: Int) -> [LabelledLine] {
        let parts = zip(cells, Self.layout(cells.count, width)).map { $0.text.wrapped(toColumns: $1.width) }
        return (0..<max(1, parts.map(\.count).max() ?? 0)).map { number in
            var line = self
            for (index, part) in parts.enumerated() { line.cells[index].text = number < part.count ? part[number] : "" }
            return line
        }
    }

    func draw(in canvas: Canvas) {
        for (cell, place) in zip(cells, Self.layout(cells.count, canvas.width)) {
            canvas.put(cell.text, x: place.x, width: place.width, Style(cell.role))
        }
    }
}

/// What is told of a command: what it sets, and what the hub answered. Of a conflict what was typed here and what is there
/// stand beside each other, with whose it is; and what else the command does, whoever decides what.
struct EntryLines {
    private let entry: OutboxEntry
    private let words: CommandWords
    private let context: ScreenContext
    private let isDecided: Bool
    /// Columns that there are.
    private let width: Int
    private let reply: CommandReply?

    init(_ entry: OutboxEntry, _ words: CommandWords, _ context: ScreenContext, isDecided: Bool, width: Int) {
        self.width = width
        self.entry = entry
        self.words = words
        self.context = context
        self.isDecided = isDecided
        reply = entry.answer
    }

    var all: [LabelledLine] {
        let content = entry.state == .conflict ? reply.map(conflict) : nil
        return (content ?? decided ?? Self.lines(words.fields) + newer) + [LabelledLine()] + answer
    }

    /// Of a decision, and of the command that it was about: what that was, both sides, and which of them was taken.
    private var decided: [LabelledLine]? {
        guard let conflict = words.conflict, let reply = conflict.answer else { return nil }
        let its = CommandWords(conflict, context)
        let sides = EntryLines(conflict, its, context, isDecided: false, width: width).conflict(reply)
        let take = words.takenWords.isEmpty ? "–" : words.takenWords
        return (entry.side != nil ? [LabelledLine((its.title, .text)), LabelledLine()] : []) + sides
            + [LabelledLine(), LabelledLine((words.label("take"), .muted), (take, .strong))] + newer
    }

    static func lines(_ fields: [CommandWords.Field]) -> [LabelledLine] {
        fields.map { LabelledLine(($0.label, .muted), ($0.value, .strong)) }
    }

    /// Of a conflict that was left to the others: what they have said since.
    private var newer: [LabelledLine] {
        guard entry.side != nil, let fields = reply?.fields, !fields.isEmpty else { return [] }
        let heading = [LabelledLine(), LabelledLine((context.phrases[.theirsIsNewer], .warning))]
        return heading
            + fields.map { field in
                let whose = [field.by, field.at.map { context.clock($0) }].compactMap(\.self).joined(separator: " · ")
                let value = words.words(field.field, field.theirs)
                return LabelledLine((words.label(field.field), .muted), (value, .strong), (whose, .muted))
            }
    }

    /// Columns of a side, below which words would be cut: the sides stand below each other then.
    private static let leastSide = 16

    private func conflict(_ reply: CommandReply) -> [LabelledLine] {
        let phrases = context.phrases
        var lines: [LabelledLine] = []
        if reply.key != entry.key, entry.state == .conflict {
            lines += [LabelledLine((phrases[.changedAnew], .warning)), LabelledLine()]
        }
        let areBeside = LabelledLine.share(of: width) >= Self.leastSide
        if areBeside {
            lines.append(LabelledLine(("", .muted), (phrases[.mine], .header), (phrases[.theirs], .header)))
        }
        for field in reply.fields {
            let (mine, theirs) = values(of: field)
            let who = [field.by.map { "\(phrases[.by]) \($0)" }, field.at.map { context.clock($0) }]
            let known = who.compactMap(\.self)
            let line = known.joined(separator: " · ")
            // A time of another day, with its date, has a line of its own.
            let whose = line.columns <= LabelledLine.share(of: width) ? line : known.joined(separator: "\n")
            let mineIs = entry.terminal.map { "\(phrases[.by]) \($0)" } ?? phrases[.unsigned]
            guard areBeside else {
                lines += [
                    LabelledLine((words.label(field.field), .header)),
                    LabelledLine((phrases[.mine], .muted), (mine, .strong)),
                    LabelledLine(("", .muted), (mineIs, .muted)),
                    LabelledLine((phrases[.theirs], .muted), (theirs, .strong)),
                    LabelledLine(("", .muted), (whose, .muted)),
                ]
                continue
            }
            lines.append(LabelledLine((words.label(field.field), .muted), (mine, .strong), (theirs, .strong)))
            lines.append(LabelledLine(("", .muted), (mineIs, .muted), (whose, .muted)))
        }
        let rest = words.rest(beside: Set(reply.fields.map(\.field)))
        guard !rest.isEmpty else { return lines }
        return lines + [LabelledLine(), LabelledLine((phrases[.eitherWay], .header))] + Self.lines(rest)
    }

    /// What both sides want. Of a cut both may name one moment, where one splits and the other joins.
    private func values(of field: FieldConflict) -> (mine: String, theirs: String) {
        let (mine, theirs) = (words.settingWords(field.field, field.yours), words.words(field.field, field.theirs))
        guard mine == theirs, [StopSplit.form.kind, StopMerge.form.kind].contains(entry.kind) else {
            return (mine, theirs)
        }
        let (split, merge) = (context.phrases[Phrase.split], context.phrases[Phrase.merge])
        let isSplit = entry.kind == StopSplit.form.kind
        return ("\(isSplit ? split : merge) \(mine)", "\(isSplit ? merge : split) \(theirs)")
    }

    private var answer: [LabelledLine] {
        let phrases = context.phrases
        guard let reply else { return [LabelledLine((phrases[.noAnswerYet], .muted))] }
        if isDecided { return [LabelledLine((phrases[.onItsWay], .warning))] }
        if let refusal = reply.refusal {
            return [LabelledLine((phrases[.answer], .muted), (refusal.text[context.language], .critical))]
        }
        var parts = (entry.isDecided ? [phrases[.conflict]] : []) + [context.clock(reply.at)]
        if let seq = reply.seq { parts.append("\(phrases[.number]) \(Numbers.grouped(seq))") }
        if reply.isMerged { parts.append(phrases[.merged]) }
        return [LabelledLine((phrases[.answer], .muted), (parts.joined(separator: " · "), .text))]
    }
}

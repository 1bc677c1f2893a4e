import Basis
import Records
import Shopfloor
import Widgets

/// Alarms as a table sees them, under a heading for each state.
struct AlarmListTable: TableSource {
    enum Column: Int, CaseIterable {
        case mark, machine, since, item, code, text, repeats, last, who, note
    }

    let context: ScreenContext
    let alarms: [AlarmLine]
    let hasMachines: Bool
    /// More alarms are known to the hub than these.
    var isPart = false
    /// There is room for few columns.
    var isNarrow = false
    /// Notes have a column; else a sign says which alarms have one.
    var hasNotes = true

    private var momentRoom: ScreenContext.MomentRoom { isNarrow ? .five : .minutes }

    var rowCount: Int { alarms.count }
    func id(of row: Int) -> String { alarms[row].id }
    func row(of id: String) -> Int? { alarms.firstIndex { $0.id == id } }

    func heading(above row: Int) -> String? {
        let state = alarms[row].state
        if row > 0, alarms[row - 1].state == state { return nil }
        return context.phrases[state.phrase]
    }

    /// How many of each that need somebody, in as many words as there is room for: none of them leaves.
    func facts(width: Int) -> [PageHead.Fact] {
        let counts = alarms.reduce(into: [AlarmState: Int]()) { $0[$1.state, default: 0] += 1 }
        let told = [\AlarmState.phrase, \.shortPhrase, \.shortestPhrase].map { facts(counts, $0) }
        return told.first { $0.reduce(-2) { $0 + $1.text.columns + 2 } <= width } ?? told.last ?? []
    }

    private func facts(
        _ counts: [AlarmState: Int], _ phrase: KeyPath<AlarmState, ReviewPhrase>
    ) -> [PageHead.Fact] {
        AlarmState.allCases.filter { $0 != .normal }.compactMap { state in
            guard let count = counts[state] else { return nil }
            let role: Role = state == .unacknowledged ? .critical : .text
            // They come in this order: of those before the last all are here.
            let more = isPart && alarms.last?.state == state ? "+" : ""
            return PageHead.Fact("\(count)\(more) \(context.phrases[state[keyPath: phrase]])", context.role(role))
        }
    }

    /// Lines that all of it takes, with header and headings; `most` where there are more.
    func lines(atMost most: Int) -> Int {
        guard rowCount < most else { return most }
        return min(most, (0..<rowCount).reduce(1) { $0 + (heading(above: $1) == nil ? 1 : 2) })
    }

    func draw(row: Int, column: Int, in cell: TableCell) {
        let alarm = alarms[row]
        let role = role(alarm)
        switch Column(rawValue: column) {
        case .mark: if let glyph = glyph(alarm) { cell.canvas.put(glyph, Style(role)) }
        case .machine: cell.put(alarm.machine, Style(context.role(.text)))
        case .since: cell.put(context.moment(alarm.since, momentRoom), Style(.muted))
        case .item: cell.put(alarm.item, Style(.muted))
        case .code: cell.put(alarm.code, Style(.muted))
        case .text: put(alarm, in: cell, role)
        case .repeats: cell.put(alarm.repeats > 1 ? "×\(Numbers.grouped(alarm.repeats))" : "", Style(.muted))
        case .last: cell.put(alarm.repeats > 1 ? context.moment(alarm.last, momentRoom) : "", Style(.muted))
        case .who:
            // What was done here and is not there yet says more than who did something before.
            if let look = pending(alarm)?.look {
                cell.put(context.phrases[look.word], Style(look.role))
            } else {
                cell.put(who(alarm), Style(.muted))
            }
        case .note:
            cell.put(noteWords(alarm), Style(.muted))
        case nil: break
        }
    }

    private func noteWords(_ alarm: AlarmLine) -> String {
        // Whose it is stands before it, where that is who did the rest, too.
        let who = isNarrow || alarm.notedBy != alarm.by ? alarm.notedBy.map { "(\($0))" } : nil
        return [alarm.note, who].compactMap(\.self).joined(separator: " ")
    }

    private func glyph(_ alarm: AlarmLine) -> Glyph? {
        // Of a link that is lost these are old rows: how each alarm is now nobody knows here.
        guard context.link.isCurrent else { return .question }
        return switch alarm.state {
        case .unacknowledged, .acknowledged:
            alarm.isActive == nil ? .question : alarm.level == .fault ? .triangle : .hollowDiamond
        case .returned: .hollowDot
        case .shelved: .pointer
        case .normal: nil
        }
    }

    func role(_ alarm: AlarmLine) -> Role {
        guard alarm.isActive != nil else { return .stale }
        switch alarm.state {
        case .unacknowledged: return context.role(alarm.level == .fault ? .critical : .warning)
        case .acknowledged, .returned: return context.role(.text)
        case .shelved, .normal: return context.role(.muted)
        }
    }

    private func put(_ alarm: AlarmLine, in cell: TableCell, _ role: Role) {
        let width = cell.canvas.width
        let note = hasNotes || alarm.note == nil ? "" : " [\(context.phrases[.noteKey])]"
        cell.canvas.put(text(alarm, width: width - note.columns), width: width - note.columns, Style(role))
        cell.canvas.put(note, x: width - note.columns, Style(.muted))
    }

    /// What is wrong with the alarm itself.
    func marks(of alarm: AlarmLine) -> [String] {
        let phrases = context.phrases
        return [
            alarm.isChattering ? phrases[.chattering] : nil, alarm.isStanding ? phrases[.standing] : nil,
            alarm.isActive == nil ? phrases[.notKnown] : nil,
        ].compactMap(\.self)
    }

    /// The text, and behind it, where it has room whole, what is wrong with the alarm itself: that nobody knows whether it
    /// stands is what its sign says, too.
    private func text(_ alarm: AlarmLine, width: Int) -> String {
        let words = alarm.text[context.language]
        // Without columns of their own they follow what people read.
        let names = [words, alarm.code, parts.areSeveral ? alarm.item : ""].filter { !$0.isEmpty }
        let told = isNarrow ? names.joined(separator: " ") : words.isEmpty ? alarm.code : words
        return marks(of: alarm).reduce(told) { text, mark in
            let whole = "\(text) [\(mark)]"
            return whole.columns <= width ? whole : text
        }
    }

    /// The parts of machines that speak; see `AlarmParts`.
    private var parts: AlarmParts { AlarmParts(alarms.prefix(300).map { ($0.machine, $0.item) }) }

    private func shelfEnd(_ alarm: AlarmLine) -> String? {
        alarm.shelvedUntil.map { "→ \(context.moment($0, momentRoom))" }
    }

    /// What became of what was done here; nil where that is on the list, and where somebody has done more since it was refused.
    func pending(_ alarm: AlarmLine) -> (entry: OutboxEntry, look: EntryLook)? {
        guard let entry = context.outbox.pending(alarm.id) else { return nil }
        let isOver = entry.state == .refused && !who(alarm).isEmpty && entry.answer?.seq ?? .max < alarm.version ?? 0
        return isOver ? nil : (entry, EntryLook(entry.state))
    }

    private func who(_ alarm: AlarmLine) -> String {
        // Of what is shelved its end says more than who.
        [shelfEnd(alarm), alarm.by].compactMap(\.self).joined(separator: " ")
    }

    func columns(width: Int) -> [TableColumn] {
        let phrases = context.phrases
        // What no alarm has takes no room from the texts.
        let seen = alarms.prefix(300)
        func room(_ times: [Instant]) -> Int {
            context.momentColumns(momentRoom, from: times.min(), to: times.max())
        }
        let author = phrases.author(width: width)
        let shelved = min(20, seen.map { $0.shelvedUntil == nil ? 0 : self.who($0).columns }.max() ?? 0)
        let who = max(12, author.columns, isNarrow ? 0 : shelved, seen.map { shelfEnd($0)?.columns ?? 0 }.max() ?? 0)
        let codes = min(12, max(4, alarms.prefix(200).map(\.code.columns).max() ?? 0))
        let repeated = seen.filter { $0.repeats > 1 }
        let columns = [
            TableColumn("", min: 1), TableColumn(phrases[.machine], min: 8).present(hasMachines),
            TableColumn(phrases[.came], min: room(seen.map(\.since))),
            parts.column(phrases, width: width),
            TableColumn(phrases[.code], min: codes, priority: 1).present(!isNarrow),
            TableColumn(phrases[.text], min: 18, weight: 1),
            TableColumn("×", min: 5, align: .right, priority: 5).present(!repeated.isEmpty),
            TableColumn(phrases[.last], min: room(repeated.map(\.last)), priority: 6)
                .present(width >= 100 && !repeated.isEmpty),
            TableColumn(author, min: who, priority: 2)
                .present(seen.contains { !self.who($0).isEmpty || pending($0) != nil }),
            TableColumn(phrases[.noteTitle], min: 10, weight: 1, priority: 3)
                .present(seen.contains { $0.note != nil }),
        ]
        return filled(columns, width: width - 2)
    }

    /// What is free goes to the texts first, as far as they need it, then to codes, names and notes.
    private func filled(_ columns: [TableColumn], width: Int) -> [TableColumn] {
        let seen = alarms.prefix(300)
        let needs: [(column: Column, columns: Int)] = [
            (.text, seen.map { text($0, width: 0).columns }.max() ?? 0),
            (.code, min(24, seen.map(\.code.columns).max() ?? 0)),
            (.who, min(24, seen.map { who($0).columns }.max() ?? 0)),
            (.note, seen.map { noteWords($0).columns }.max() ?? 0),
            // With what is wrong with the alarm itself behind it.
            (.text, seen.map { text($0, width: .max).columns }.max() ?? 0),
        ]
        var columns = TableColumn.widen(
            columns, width: width, gap: 1, needs: needs.map { ($0.column.rawValue, $0.columns) })
        let shown = TableColumn.layout(columns, width: width, gap: 1).map(\.index)
        if shown.contains(Column.note.rawValue) { columns[Column.text.rawValue].weight = 0 }
        return columns
    }
}

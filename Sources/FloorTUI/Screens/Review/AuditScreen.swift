import Basis
import Records
import Shopfloor
import Widgets

/// The journal as it was written, the newest entry first.
struct AuditScreen: ScreenPage {
    /// nil: of all machines.
    let machine: String?
    var filter: String? = ""
    private var table = Table<Int64>([])
    private var wanted = Self.page
    /// The rows that the filter leaves, until there are others.
    private var matched: MatchingEntries?
    private static let page = 200
    /// So far back a filter looks by itself; further where somebody goes on.
    private var depth = Self.depthStep
    private static let depthStep = 10_000
    /// Below this width what happened needs the room of the seconds.
    private static let narrow = 60

    var keyContext: KeyContext { .audit }
    var canOpen: Bool { !table.visible.isEmpty }

    init(machine: String?) {
        self.machine = machine
        table.showsHeader = true
    }

    private var query: Query {
        var query = Query(.audit)
        query.machine = machine
        return query
    }

    func questions(_ context: ScreenContext) -> [Question] { [Question(query, wanted: wanted)] }

    private mutating func entries(_ answer: Answer, _ context: ScreenContext) -> JournalTable {
        let filter = (filter ?? "").lowercased()
        var matched = matched ?? MatchingEntries(filter: filter, language: context.language)
        if matched.filter != filter || matched.language != context.language {
            matched = MatchingEntries(filter: filter, language: context.language)
        }
        if matched.revision != answer.revision { matched.look(at: answer, context) }
        self.matched = matched
        return JournalTable(context: context, entries: matched.entries)
    }

    mutating func handle(_ key: Key, _ action: Action?, _ context: ScreenContext) -> PageOutcome {
        let answer = context.board.answer(query)
        let source = entries(answer, context)
        switch table.handle(key, source) {
        case .ignored:
            guard isFiltered, source.rowCount == 0, key == .down || key == .pageDown else { return .ignored }
            goOn(answer)
            return .changed
        case .moved:
            // The next page comes before its rows are needed.
            if table.position.selected + Self.page / 2 > source.rowCount { goOn(answer) }
            return .changed
        case .activated(let seq):
            return source.entry(seq).map { .open(EntryScreen(entry: $0)) } ?? .ignored
        }
    }

    private var isFiltered: Bool { filter?.isEmpty == false }

    private mutating func goOn(_ answer: Answer) {
        wanted = max(wanted, answer.rows.count + Self.page)
        depth = max(depth, answer.rows.count + Self.depthStep)
    }

    /// What a filter leaves may lie further back than the rows that are there.
    private mutating func lookBack(_ answer: Answer, matches: Int) {
        guard isFiltered, answer.next != nil, matches < Self.page, answer.rows.count < depth else { return }
        wanted = max(wanted, answer.rows.count + Self.page)
    }

    private func emptyText(_ answer: Answer, _ phrases: Phrases) -> String {
        guard isFiltered else { return phrases[.noEntries] }
        guard answer.next != nil else { return phrases[.noRowMatches] }
        let count = Numbers.grouped(Int64(answer.rows.count))
        return "\(phrases[answer.rows.count < depth ? .lookingBack : .lookedBack]) \(count)"
    }

    mutating func draw(in canvas: Canvas, _ context: ScreenContext) {
        let answer = context.board.answer(query)
        var source = entries(answer, context)
        source.isNarrow = canvas.width < Self.narrow
        lookBack(answer, matches: source.rowCount)
        table.columns = source.columns(width: canvas.width)
        table.emptyText = context.emptyText(answer, emptyText(answer, context.phrases))
        let body = canvas.part(Rect(1, PageHead.height, canvas.width - 2, max(0, canvas.height - PageHead.height)))
        table.draw(in: body, source)
        var head = PageHead(title: "\(context.phrases[.journal])\(machine.map { " › \($0)" } ?? "")")
        if isFiltered, let filter { head.trailing = "/\(filter)" }
        let more = answer.next == nil ? "" : "+"
        head.tell(
            [
                PageHead.Fact(context.phrases.count(Int64(source.rowCount), .oneEntry, .entries, more)),
                PageHead.Fact("\(context.phrases[.asOfSeq]) \(Numbers.grouped(answer.seq ?? 0))"),
            ], of: answer)
        head.facts.append(context.freshness(answer))
        head.extent = context.extent(table.visible, of: source.rowCount) + (answer.next == nil ? "" : "+")
        head.draw(in: canvas)
    }
}

/// What a filter leaves of the journal's entries. They never change: only those are looked at that came before or behind.
private struct MatchingEntries {
    let filter: String
    let language: Language
    private(set) var entries: [JournalEntryRow] = []
    /// Of the answer that was looked at last; nil: none was.
    private(set) var revision: Int?
    private var seen: (first: Int64, last: Int64, count: Int)?

    init(filter: String, language: Language) {
        self.filter = filter
        self.language = language
    }

    mutating func look(at answer: Answer, _ context: ScreenContext) {
        let rows = answer.rows
        let known = place(in: rows)
        let before = kept(rows[..<(known?.lowerBound ?? rows.endIndex)], context)
        entries = known.map { before + entries + kept(rows[$0.upperBound...], context) } ?? before
        revision = answer.revision
        seen = nil
        guard let first = rows.first?.integer("seq"), let last = rows.last?.integer("seq") else { return }
        seen = (first, last, rows.count)
    }

    /// Where those lie that were seen before; nil where they do not lie there any more.
    private func place(in rows: [Row]) -> Range<Int>? {
        guard let seen, let start = rows.firstIndex(where: { $0.integer("seq") == seen.first }) else { return nil }
        let end = start + seen.count
        guard end <= rows.count, rows[end - 1].integer("seq") == seen.last else { return nil }
        return start..<end
    }

    private func kept(_ rows: ArraySlice<Row>, _ context: ScreenContext) -> [JournalEntryRow] {
        rows.compactMap { JournalEntryRow($0) }.filter { filter.isEmpty || $0.matches(filter, context) }
    }
}

/// Entries of the journal as a table sees them.
struct JournalTable: TableSource {
    enum Column: Int, CaseIterable {
        case at, kind, machine, what, by, command
    }

    let context: ScreenContext
    let entries: [JournalEntryRow]
    var isNarrow = false

    var rowCount: Int { entries.count }
    func id(of row: Int) -> Int64 { entries[row].seq }
    func row(of id: Int64) -> Int? { entries.firstIndex { $0.seq == id } }
    func entry(_ seq: Int64) -> JournalEntryRow? { entries.first { $0.seq == seq } }

    func draw(row: Int, column: Int, in cell: TableCell) {
        let entry = entries[row]
        switch Column(rawValue: column) {
        case .at: cell.put(time(entry), Style(.muted))
        case .kind: cell.put(entry.kindWord(context.phrases), Style(context.role(.text)))
        case .machine: cell.put(entry.machine ?? "", Style(context.role(.text)))
        case .what: cell.put(entry.words(context), Style(context.role(entry.isRefusal ? .warning : .text)))
        case .by: cell.put(entry.by ?? "", Style(.muted))
        case .command: cell.put(entry.command.map { "#\($0)" } ?? "", Style(.muted))
        case nil: break
        }
    }

    private func time(_ entry: JournalEntryRow) -> String {
        context.moment(entry.at, isNarrow ? .five : .seconds)
    }

    func columns(width: Int) -> [TableColumn] {
        let phrases = context.phrases
        // What no entry has takes no room from what they say.
        let hasPeople = entries.contains { $0.by != nil }
        let hasCommands = entries.contains { $0.command != nil }
        let author = phrases.author(width: width)
        let widest = entries.prefix(300).map { time($0).columns }.max() ?? (isNarrow ? 5 : 8)
        return [
            TableColumn(phrases[.time], min: widest), TableColumn(phrases[.kind], min: 9, priority: 1),
            TableColumn(phrases[.machine], min: 7),
            // A command, what it is about and what became of it stay readable.
            TableColumn(phrases[.what], min: isNarrow ? 24 : 38, weight: 1),
            TableColumn(author, min: max(8, author.columns), priority: 2).present(hasPeople),
            TableColumn(phrases[.command], min: 7, priority: 3).present(hasCommands),
        ]
    }
}

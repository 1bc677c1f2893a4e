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
    private var matched: (revision: Int, filter: String, language: Language, entries: [JournalEntryRow])?
    private static let page = 200
    /// Below this width what happened needs the room of the seconds.
    private static let narrow = 60

    var keyContext: KeyContext { .audit }

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
        if let matched, matched.revision == answer.revision, matched.filter == filter,
            matched.language == context.language
        {
            return JournalTable(context: context, entries: matched.entries)
        }
        let all = answer.rows.compactMap { JournalEntryRow($0) }
        let entries = filter.isEmpty ? all : all.filter { $0.matches(filter, context) }
        matched = (answer.revision, filter, context.language, entries)
        return JournalTable(context: context, entries: entries)
    }

    mutating func handle(_ key: Key, _ action: Action?, _ context: ScreenContext) -> PageOutcome {
        let answer = context.board.answer(query)
        let source = entries(answer, context)
        switch table.handle(key, source) {
        case .ignored: return .ignored
        case .moved:
            // The next page comes before its rows are needed. Where a filter hides most, more are asked for.
            if table.position.selected + Self.page / 2 > source.rowCount {
                wanted = max(wanted, answer.rows.count + Self.page)
            }
            return .changed
        case .activated(let seq):
            return source.entry(seq).map { .open(EntryScreen(entry: $0)) } ?? .ignored
        }
    }

    mutating func draw(in canvas: Canvas, _ context: ScreenContext) {
        let answer = context.board.answer(query)
        var source = entries(answer, context)
        source.isNarrow = canvas.width < Self.narrow
        table.columns = source.columns
        table.emptyText = context.emptyText(
            answer, context.phrases[filter?.isEmpty == false ? .noRowMatches : .noEntries])
        let body = canvas.part(Rect(1, PageHead.height, canvas.width - 2, max(0, canvas.height - PageHead.height)))
        table.draw(in: body, source)
        var head = PageHead(title: "\(context.phrases[.journal])\(machine.map { " › \($0)" } ?? "")")
        if let filter, !filter.isEmpty { head.trailing = "/\(filter)" }
        let more = answer.next == nil ? "" : "+"
        head.facts = [
            PageHead.Fact("\(Numbers.grouped(Int64(source.rowCount)))\(more) \(context.phrases[.entries])"),
            answer.seq.map { PageHead.Fact("\(context.phrases[.asOfSeq]) \(Numbers.grouped($0))") }
                ?? PageHead.Fact(""),
            context.freshness(answer),
        ]
        head.extent = context.extent(table.visible, of: source.rowCount) + (answer.next == nil ? "" : "+")
        head.draw(in: canvas)
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
        isNarrow ? context.start(entry.at) : context.clock(entry.at)
    }

    var columns: [TableColumn] {
        let phrases = context.phrases
        // What no entry has takes no room from what they say.
        let hasPeople = entries.contains { $0.by != nil }
        let hasCommands = entries.contains { $0.command != nil }
        let widest = entries.prefix(300).map { time($0).columns }.max() ?? (isNarrow ? 5 : 8)
        return [
            TableColumn(phrases[.time], min: widest), TableColumn(phrases[.kind], min: 9, priority: 1),
            TableColumn(phrases[.machine], min: 7), TableColumn(phrases[.what], min: 24, weight: 1),
            TableColumn(phrases[.byWhom], min: hasPeople ? 10 : 10_000, priority: hasPeople ? 2 : 9),
            TableColumn(phrases[.command], min: hasCommands ? 7 : 10_000, priority: hasCommands ? 3 : 9),
        ]
    }
}

import Basis
import Records
import Shopfloor
import Widgets

/// What the stops of a time were for, the worst first: by their length, or by how many there were.
struct ParetoScreen: ScreenPage {
    private(set) var scope: PlantScope
    private let machine: String?
    private(set) var times: SpanChoice
    private(set) var isByCount = false
    var filter: String?
    private var table = Table<StopCause>([])
    /// False where it stands beside another screen, which has the keys.
    var isFocused = true { didSet { table.isFocused = isFocused } }

    var keyContext: KeyContext { .pareto }
    var canOpen: Bool { !table.visible.isEmpty }

    init(scope: PlantScope) {
        self.scope = scope
        machine = scope.machine
        times = SpanChoice([.shift, .day, .week])
    }

    private func query(_ span: ReviewSpan) -> Query { Query(.pareto, of: scope, in: span) }

    func questions(_ context: ScreenContext) -> [Question] {
        guard let span = times.span(scope, context) else { return [] }
        let query = query(span)
        return [Question(query, pace: .steady)]
            + context.questions(beside: context.board.answer(query), of: scope, in: span)
    }

    private func bars(_ context: ScreenContext) -> ParetoTable {
        let rows = times.span(scope, context).map { context.board.answer(query($0)).rows } ?? []
        return ParetoTable(context: context, rows: rows, isByCount: isByCount)
    }

    mutating func handle(_ key: Key, _ action: Action?, _ context: ScreenContext) -> PageOutcome {
        if let outcome = times.handle(action, scope, context) { return outcome }
        switch action {
        case .measure:
            isByCount.toggle()
            return .changed
        case .scope:
            scope = scope.next(context.picture, machine: machine)
            return .changed
        default: break
        }
        switch table.handle(key, bars(context)) {
        case .ignored: return .ignored
        case .moved: return .changed
        case .activated(let cause):
            return .open(StopListScreen(scope: scope, times: times, .cause(cause)))
        }
    }

    /// Columns in which nothing of it is cut.
    func wanted(_ context: ScreenContext) -> Int { bars(context).wanted }

    /// What the causes add up to: of none of them nothing, unless it is known that there was none.
    private func facts(_ source: ParetoTable, _ isUnknown: Bool?, _ context: ScreenContext) -> [PageHead.Fact] {
        if source.entries.isEmpty, isUnknown ?? true {
            return isUnknown == nil ? [] : [PageHead.Fact(context.nothingKnownText, .warning)]
        }
        let phrases = context.phrases
        return [
            PageHead.Fact("\(phrases[.stopped]) \(context.length(source.total))", .text),
            PageHead.Fact(phrases.count(source.stops, .oneStop, .stopsUnit), .text),
        ]
    }

    mutating func draw(in canvas: Canvas, _ context: ScreenContext) {
        let span = times.span(scope, context)
        let answer = span.map { context.board.answer(query($0)) } ?? Answer()
        let source = bars(context)
        table.columns = source.columns(width: canvas.width)
        table.emptyText = context.emptyText(answer, context.noStopsText(of: scope, in: span))
        let room = Rect(1, PageHead.height, canvas.width - 2, max(0, canvas.height - PageHead.height))
        table.draw(in: canvas.part(room), source)
        source.drawNote(in: canvas.part(room))
        let phrases = context.phrases
        var head = PageHead(title: "\(scope.title(context)) › \(phrases[.stopsBy])")
        head.trailing = span?.title(context) ?? ""
        head.facts = [PageHead.Fact(phrases[isByCount ? .byCount : .byTime], .strong)]
        head.tell(facts(source, context.knowsNothing(of: scope, in: span), context), of: answer)
        let unexplained = source.entries.filter(\.cause.asksForReason).reduce(0) { $0 + $1.stops }
        if unexplained > 0 {
            head.facts.append(PageHead.Fact("? \(unexplained) \(phrases[.withoutReason])", .warning))
        }
        head.facts.append(times.noShiftNow(scope, context))
        head.facts.append(context.unknownFact(beside: answer, of: scope, in: span))
        head.facts.append(context.freshness(answer))
        head.extent = context.extent(table.visible, of: source.rowCount)
        head.draw(in: canvas)
    }
}

/// The causes as a table sees them, with a bar each and what they add up to from the top.
struct ParetoTable: TableSource {
    struct Entry {
        var cause: StopCause
        var length: Duration
        var stops: Int64
    }

    enum Column: Int, CaseIterable {
        case mark, cause, bar, length, share, sum, stops
    }

    let context: ScreenContext
    let isByCount: Bool
    /// The worst first.
    let entries: [Entry]
    let total: Duration
    let stops: Int64

    init(context: ScreenContext, rows: [Row], isByCount: Bool) {
        self.context = context
        self.isByCount = isByCount
        let all = rows.map { row in
            Entry(
                cause: StopCause(row), length: row.seconds("seconds") ?? .zero,
                stops: row.integer("stops") ?? 0)
        }
        entries = all.sorted { isByCount ? $0.stops > $1.stops : $0.length > $1.length }
        total = all.reduce(.zero) { $0 + $1.length }
        stops = all.reduce(0) { $0 + $1.stops }
    }

    var rowCount: Int { entries.count }
    func id(of row: Int) -> StopCause { entries[row].cause }
    func row(of id: StopCause) -> Int? { entries.firstIndex { $0.cause == id } }

    private func part(_ entry: Entry) -> Double {
        let whole = isByCount ? Double(stops) : total.inSeconds
        return whole > 0 ? (isByCount ? Double(entry.stops) : entry.length.inSeconds) / whole : 0
    }

    private func words(_ entry: Entry) -> String { entry.cause.words(context, ofMany: entry.stops != 1) }

    func draw(row: Int, column: Int, in cell: TableCell) {
        let entry = entries[row]
        let role = context.role(entry.cause.asksForReason ? .warning : .text)
        switch Column(rawValue: column) {
        case .mark: if entry.cause.asksForReason { cell.canvas.put(.question, Style(role)) }
        case .cause: cell.put(PathTitle.cell(words(entry), cell.canvas.width), Style(role))
        case .bar:
            let most = entries.first.map(part) ?? 1
            Bar(part(entry), scale: 0...max(most, 1e-9)).draw(in: cell.canvas)
        case .length: cell.put(context.length(entry.length), Style(context.role(isByCount ? .muted : .strong)))
        case .share: cell.put(Numbers.percent(part(entry)), Style(context.role(.text)))
        case .sum:
            let sum = entries[...row].reduce(0) { $0 + part($1) }
            cell.put(Numbers.percent(sum), Style(.muted))
        case .stops:
            cell.put(Numbers.grouped(entry.stops), Style(context.role(isByCount ? .strong : .muted)))
        case nil: break
        }
    }

    /// Below the rows, where it has room whole: why a cause may have time and no stop.
    func drawNote(in canvas: Canvas) {
        guard entries.contains(where: { $0.stops == 0 }), canvas.width > 1 else { return }
        let note = ReportPhrases(language: context.language)[.countedElsewhere]
        let lines = note.wrapped(toColumns: canvas.width)
        let top = 1 + rowCount
        guard top + lines.count <= canvas.height else { return }
        for (y, line) in lines.enumerated() { canvas.put(line, y: canvas.height - lines.count + y, Style(.muted)) }
    }

    /// Columns that all but the causes need, with a bar that says something.
    private static let besideCauses = 48
    private static let leastCause = 16

    /// So wide that no cause is cut.
    var wanted: Int { Self.besideCauses + widestCause }

    private var widestCause: Int { entries.map { words($0).columns }.max() ?? 0 }

    /// Causes are as wide as they need, as long as the bars keep their room.
    func columns(width: Int) -> [TableColumn] {
        let phrases = context.phrases
        let cause = max(Self.leastCause, min(widestCause, width - Self.besideCauses))
        return [
            TableColumn("", min: 1), TableColumn(phrases[.cause], min: cause),
            TableColumn("", min: 10, weight: 1, priority: 2, isPicture: true),
            TableColumn(phrases[.since], min: 6, align: .right), TableColumn("%", min: 5, align: .right, priority: 1),
            TableColumn("Σ %", min: 5, align: .right, priority: 3),
            TableColumn(phrases[.stopsCount], min: max(5, phrases[.stopsCount].columns), align: .right),
        ]
    }
}

extension Numbers {
    /// `12.3 %` without the sign: `12.3`.
    static func percent(_ part: Double) -> String { fixed(part * 100, 1) }
}

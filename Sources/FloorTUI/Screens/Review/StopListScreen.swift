import Basis
import Records
import Shopfloor
import Widgets

/// Which stops a list has.
enum StopChoice: Hashable {
    case all
    /// Those behind a bar of the Pareto.
    case cause(StopCause)
    /// What MTTR divides: failures that began in the time, each until its repair.
    case failures(order: String?)

    func contains(_ stop: StopLine) -> Bool {
        switch self {
        case .all: true
        case .cause(let cause): stop.cause == cause
        case .failures(let order): stop.failure != nil && (order ?? stop.order) == stop.order
        }
    }

    func words(_ context: ScreenContext) -> String {
        switch self {
        case .all: context.phrases[.stops]
        case .cause(let cause): cause.words(context)
        case .failures(let order):
            "OEE › " + (order.map { $0 + " › " } ?? "") + "MTTR · \(context.phrases[.failuresBegun])"
        }
    }
}

/// Stops, the longest first.
struct StopListScreen: ScreenPage {
    let scope: PlantScope
    private(set) var times: SpanChoice
    let choice: StopChoice
    var filter: String?
    private var table = Table<String>([])

    var keyContext: KeyContext { .stopList }
    var canOpen: Bool { !table.visible.isEmpty }

    init(scope: PlantScope, times: SpanChoice, _ choice: StopChoice) {
        self.scope = scope
        self.times = times
        self.choice = choice
    }

    /// The stops of a part of the plant in a span, as every screen asks for them.
    static func query(_ scope: PlantScope, _ span: ReviewSpan) -> Query { Query(.stops, of: scope, in: span) }

    func questions(_ context: ScreenContext) -> [Question] {
        guard let span = times.span(scope, context) else { return [] }
        let query = Self.query(scope, span)
        return [Question(query, wanted: 5000)]
            + context.questions(beside: context.board.answer(query), of: scope, in: span)
    }

    private func stops(_ context: ScreenContext) -> StopListTable {
        let span = times.span(scope, context)
        let rows = span.map { context.board.answer(Self.query(scope, $0)).rows } ?? []
        let stops = rows.compactMap { StopLine($0) }.filter(choice.contains)
        return StopListTable(
            context: context, span: span, choice: choice, stops: stops, hasMachines: scope.machine == nil)
    }

    func stop(_ context: ScreenContext) -> StopTarget? {
        let source = stops(context)
        let id = table.selection(in: source)
        return source.stops.first { $0.id == id }.flatMap { StopTarget($0) }
    }

    mutating func handle(_ key: Key, _ action: Action?, _ context: ScreenContext) -> PageOutcome {
        if let outcome = times.handle(action, scope, context) { return outcome }
        let source = stops(context)
        switch table.handle(key, source) {
        case .ignored: return .ignored
        case .moved: return .changed
        case .activated(let id):
            return source.stops.first { $0.id == id }.map { .machine($0.machine) } ?? .ignored
        }
    }

    mutating func draw(in canvas: Canvas, _ context: ScreenContext) {
        let span = times.span(scope, context)
        let answer = span.map { context.board.answer(Self.query(scope, $0)) } ?? Answer()
        let source = stops(context)
        table.columns = source.columns(width: canvas.width)
        table.emptyText = context.emptyText(answer, context.noStopsText(of: scope, in: span))
        let room = Rect(1, PageHead.height, canvas.width - 2, max(0, canvas.height - PageHead.height))
        table.draw(in: canvas.part(room), source)
        var head = PageHead(title: "\(scope.title(context)) › \(choice.words(context))")
        head.trailing = span?.title(context) ?? ""
        let total = source.stops.reduce(Duration.zero) { $0 + source.length(of: $1) }
        // The reason why there is none stands below.
        let isKnown = source.rowCount > 0 || context.knowsNothing(of: scope, in: span) == false
        head.tell(
            !isKnown
                ? []
                : [
                    PageHead.Fact(context.phrases.count(Int64(source.rowCount), .oneStop, .stopsUnit), .text),
                    PageHead.Fact(DurationText.hoursMinutes(total), .strong),
                ], of: answer)
        head.facts.append(context.unknownFact(beside: answer, of: scope, in: span))
        head.facts.append(context.freshness(answer))
        head.extent = context.extent(table.visible, of: source.rowCount)
        head.draw(in: canvas)
    }
}

/// Stops as a table sees them.
struct StopListTable: TableSource {
    enum Column: Int, CaseIterable {
        case mark, machine, from, to, length, cause, note, by
    }

    let context: ScreenContext
    let span: ReviewSpan?
    let choice: StopChoice
    /// The longest first.
    private(set) var stops: [StopLine]
    let hasMachines: Bool

    init(context: ScreenContext, span: ReviewSpan?, choice: StopChoice, stops: [StopLine], hasMachines: Bool) {
        self.context = context
        self.span = span
        self.choice = choice
        self.stops = stops
        self.hasMachines = hasMachines
        self.stops = stops.sorted {
            (length(of: $1), $0.from.milliseconds, $0.machine) < (length(of: $0), $1.from.milliseconds, $1.machine)
        }
    }

    /// What of a stop belongs to what the list is about.
    func length(of stop: StopLine) -> Duration {
        if case .failures = choice { stop.failure ?? .zero } else { stop.length(in: span, context.now) }
    }

    var rowCount: Int { stops.count }
    func id(of row: Int) -> String { stops[row].id }
    func row(of id: String) -> Int? { stops.firstIndex { $0.id == id } }

    func draw(row: Int, column: Int, in cell: TableCell) {
        let stop = stops[row]
        let look = stop.state.map { StateLook($0) }
        // What is over needs nobody but a reason.
        let role = context.role(stop.to == nil ? look?.role ?? .text : .text)
        switch Column(rawValue: column) {
        case .mark: if let mark = look?.mark { cell.canvas.put(mark, Style(role)) }
        case .machine: cell.put(stop.machine, Style(context.role(.text)))
        case .from: cell.put(context.moment(stop.from, .minutes), Style(.muted))
        case .to:
            let end = stop.to.map { context.moment($0, .minutes) } ?? context.phrases[.lasts]
            cell.put(end, Style(stop.to == nil ? role : .muted))
        case .length: cell.put(context.length(length(of: stop)), Style(context.role(.strong)))
        case .cause:
            let words = PathTitle.cell(stop.cause.words(context), cell.canvas.width)
            cell.put(words, Style(context.role(stop.cause.asksForReason ? .warning : .text)))
        case .note: cell.put(stop.noteWords(context.phrases) ?? "", Style(.muted))
        case .by: cell.put(stop.by ?? "", Style(.muted))
        case nil: break
        }
    }

    func columns(width: Int) -> [TableColumn] {
        let phrases = context.phrases
        let begin = context.momentColumns(.minutes, from: stops.map(\.from).min(), to: stops.map(\.from).max())
        let ends = stops.compactMap(\.to)
        let end = context.momentColumns(.minutes, from: ends.min(), to: ends.max())
        let author = phrases.author(width: width)
        return [
            TableColumn("", min: 1), TableColumn(phrases[.machine], min: 8, priority: hasMachines ? 0 : 9),
            TableColumn(phrases[.begin], min: begin),
            TableColumn(phrases[.end], min: max(end, phrases[.lasts].columns), priority: 1),
            TableColumn(phrases[.since], min: 5, align: .right), TableColumn(phrases[.cause], min: 14, weight: 2),
            TableColumn(phrases[.noteTitle], min: 10, weight: 1, priority: 3),
            TableColumn(author, min: max(8, author.columns), priority: 4),
        ]
    }
}

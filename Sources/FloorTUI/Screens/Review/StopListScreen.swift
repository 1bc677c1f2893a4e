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
        case .cause(let cause): stop.length(of: cause) > .zero || counts(stop)
        case .failures(let order): stop.failure != nil && (order ?? stop.order) == stop.order
        }
    }

    /// Whether a stop is one of those that the figure behind the list counts: it began in that time, and counts as that.
    func counts(_ stop: StopLine) -> Bool {
        switch self {
        case .all: stop.isCounted
        case .cause(let cause): stop.isCounted && stop.cause == cause
        case .failures: true
        }
    }

    /// What of a stop that figure has.
    func length(of stop: StopLine, in span: ReviewSpan?, _ context: ScreenContext) -> Duration {
        switch self {
        case .all: stop.length(in: span, context)
        case .cause(let cause): stop.length(of: cause, in: span, context)
        case .failures: stop.failure ?? .zero
        }
    }

    func words(_ context: ScreenContext) -> String {
        switch self {
        case .all: context.phrases[.stops]
        case .cause(let cause): cause.words(context, ofMany: true)
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
        // The reason why there is none stands below.
        let isKnown = source.rowCount > 0 || context.knowsNothing(of: scope, in: span) == false
        head.tell(
            !isKnown
                ? []
                : [
                    PageHead.Fact(context.phrases.count(Int64(source.counted), .oneStop, .stopsUnit), .text),
                    PageHead.Fact(source.others), PageHead.Fact(context.length(source.total), .strong),
                ], of: answer)
        head.facts.append(context.unknownFact(beside: answer, of: scope, in: span))
        head.facts.append(context.freshness(answer))
        head.extent = context.extent(table.visible, of: source.rowCount)
        head.draw(in: canvas)
    }
}

/// Stops as a table sees them.
struct StopListTable: TableSource {
    enum Column: CaseIterable {
        case mark, machine, from, to, length, whole, cause, note, by
    }

    let context: ScreenContext
    let span: ReviewSpan?
    let choice: StopChoice
    /// The longest first.
    let stops: [StopLine]
    private let lengths: [Duration]
    private let isCounted: [Bool]
    /// Of each how long it was, with the word that it began before and without it; empty where the list has all of it.
    private let wholes: [(long: String, short: String)]
    /// Where the list has all of each stop, there is nothing to tell of their whole lengths.
    private let shown: [Column]
    let hasMachines: Bool

    init(context: ScreenContext, span: ReviewSpan?, choice: StopChoice, stops: [StopLine], hasMachines: Bool) {
        self.context = context
        self.span = span
        self.choice = choice
        self.hasMachines = hasMachines
        let all = stops.map { (stop: $0, length: choice.length(of: $0, in: span, context)) }.sorted {
            ($1.length, $0.stop.from.milliseconds, $0.stop.machine)
                < ($0.length, $1.stop.from.milliseconds, $1.stop.machine)
        }
        self.stops = all.map(\.stop)
        lengths = all.map(\.length)
        isCounted = all.map { choice.counts($0.stop) }
        wholes = all.map { Self.whole($0.stop, $0.length, choice, span, context) }
        let isWhole = wholes.allSatisfy(\.short.isEmpty)
        shown = Column.allCases.filter { $0 != .whole || !isWhole }
    }

    /// As many, and as much time, as the figure has that the list is behind.
    var counted: Int { stops.count(where: choice.counts) }
    var total: Duration { lengths.reduce(.zero, +) }
    var others: String { StopLine.others(stops, in: span, context, isCounted: choice.counts) }

    /// `earlier 1:29`
    private static func whole(
        _ stop: StopLine, _ length: Duration, _ choice: StopChoice, _ span: ReviewSpan?, _ context: ScreenContext
    ) -> (long: String, short: String) {
        if case .failures = choice { return ("", "") }
        let whole = context.length(stop.wholeLength(context))
        let isBefore = span.map { stop.from < $0.from } ?? false
        guard isBefore || whole != context.length(length) else { return ("", "") }
        return (isBefore ? "\(ReportPhrases(language: context.language)[.beganBefore]) \(whole)" : whole, whole)
    }

    private func lengthWords(_ row: Int) -> String {
        StopLine.length(context.length(lengths[row]), isCounted: isCounted[row])
    }

    var rowCount: Int { stops.count }
    func id(of row: Int) -> String { stops[row].id }
    func row(of id: String) -> Int? { stops.firstIndex { $0.id == id } }

    func draw(row: Int, column: Int, in cell: TableCell) {
        let stop = stops[row]
        let look = stop.state.map { StateLook($0) }
        // What is over needs nobody but a reason.
        let role = context.role(stop.to == nil ? look?.role ?? .text : .text)
        switch shown[column] {
        case .mark: if let mark = look?.mark { cell.canvas.put(mark, Style(role)) }
        case .machine: cell.put(stop.machine, Style(context.role(.text)))
        case .from: cell.put(context.moment(stop.from, .minutes), Style(.muted))
        case .to:
            let end = stop.to.map { context.moment($0, .minutes) } ?? context.phrases[.lasts]
            cell.put(end, Style(stop.to == nil ? role : .muted))
        case .length:
            cell.put(lengthWords(row), Style(isCounted[row] ? context.role(.strong) : .muted))
        case .whole:
            let (long, short) = wholes[row]
            cell.put(long.columns <= cell.canvas.width ? long : short, Style(.muted))
        case .cause:
            let words = PathTitle.cell(stop.causeWords(context), cell.canvas.width)
            cell.put(words, Style(context.role(stop.cause.asksForReason ? .warning : .text)))
        case .note: cell.put(stop.noteWords(context.phrases) ?? "", Style(.muted))
        case .by: cell.put(stop.by ?? "", Style(.muted))
        }
    }

    private static let wide = 100

    func columns(width: Int) -> [TableColumn] { shown.map { column($0, width: width) } }

    private func column(_ column: Column, width: Int) -> TableColumn {
        let phrases = context.phrases
        switch column {
        case .mark: return TableColumn("", min: 1)
        case .machine: return TableColumn(phrases[.machine], min: 8).present(hasMachines)
        case .from:
            let begin = context.momentColumns(.minutes, from: stops.map(\.from).min(), to: stops.map(\.from).max())
            return TableColumn(phrases[.begin], min: begin)
        case .to:
            let ends = stops.compactMap(\.to)
            let end = context.momentColumns(.minutes, from: ends.min(), to: ends.max())
            return TableColumn(phrases[.end], min: max(end, phrases[.lasts].columns), priority: 1)
        case .length:
            let widest = stops.indices.map { lengthWords($0).columns }.max() ?? 0
            return TableColumn(phrases[.since], min: max(5, widest), align: .right)
        case .whole:
            let title = phrases[.inAll]
            // Where the word has no room, the time of its begin says so.
            let widest = wholes.map { width < Self.wide ? $0.short.columns : $0.long.columns }.max() ?? 0
            return TableColumn(title, min: max(widest, title.columns), align: .right, priority: 2)
        case .cause:
            // As wide as its words where there is room, and what is left is the note's.
            let widest = stops.prefix(200).map { $0.causeWords(context).columns }.max() ?? 0
            let isWhole = width >= Self.wide && widest <= width / 3
            return TableColumn(phrases[.cause], min: isWhole ? max(14, widest) : 14, weight: isWhole ? 0 : 2)
        case .note: return TableColumn(phrases[.noteTitle], min: 10, weight: 1, priority: 3)
        case .by:
            let author = phrases.author(width: width)
            return TableColumn(author, min: max(8, author.columns), priority: 4)
        }
    }
}

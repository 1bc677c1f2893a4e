import Basis
import Records
import Shopfloor
import Widgets

/// OEE opened: into availability, effectiveness and quality, these into what they are made of, and that into the slices of
/// time. Of a line also its machines, of the plant its lines.
struct OEEScreen: ScreenPage {
    private(set) var scope: PlantScope
    private let machine: String?
    /// Of what was for this order alone; nil: of all.
    private let order: String?
    private(set) var times: SpanChoice
    var filter: String?
    private var table = Table<OEELine.ID>([])

    var keyContext: KeyContext { .oee }
    var canOpen: Bool { !table.visible.isEmpty }

    init(scope: PlantScope, span: ReviewSpan? = nil, order: String? = nil) {
        self.scope = scope
        self.order = order
        machine = scope.machine
        times = SpanChoice([.shift, .day, .week], span)
        table.showsHeader = false
    }

    /// The figures of the scope itself; nil for the plant, whose lines may work at different times.
    private func own(_ span: ReviewSpan) -> Query? {
        var query = Query(.kpi)
        (query.from, query.to, query.order) = (span.from, span.to, order)
        switch scope {
        case .plant: return nil
        case .line(let line): (query.group, query.line) = (.line, line)
        case .machine(let machine): (query.group, query.machine) = (.machine, machine)
        }
        return query
    }

    /// The figures of what it consists of; nil for a machine.
    private func parts(_ span: ReviewSpan) -> Query? {
        var query = Query(.kpi)
        (query.from, query.to, query.order) = (span.from, span.to, order)
        switch scope {
        case .plant: query.group = .line
        case .line(let line): (query.group, query.line) = (.machine, line)
        case .machine: return nil
        }
        return query
    }

    /// The figures of the orders that ran; nil where it is of one.
    private func orders(_ span: ReviewSpan) -> Query? {
        guard order == nil, scope != .plant else { return nil }
        var query = own(span)
        query?.group = .order
        return query
    }

    func questions(_ context: ScreenContext) -> [Question] {
        guard let span = times.span(scope, context) else { return [] }
        return [own(span), parts(span), orders(span)].compactMap(\.self).map { Question($0, pace: .steady) }
    }

    private func lines(_ context: ScreenContext) -> OEETable {
        guard let span = times.span(scope, context) else { return OEETable(context: context, lines: []) }
        var lines: [OEELine] = []
        if let row = own(span).flatMap({ context.board.answer($0).rows.first }) {
            lines = OEELine.opened(KeyFigureRow(row), context)
        }
        let parts = parts(span).map { context.board.answer($0).rows.map { KeyFigureRow($0) } } ?? []
        lines += OEELine.parts(parts, scope, context)
        let orders = orders(span).map { context.board.answer($0).rows.map { KeyFigureRow($0) } } ?? []
        lines += OEELine.orders(orders, context)
        return OEETable(context: context, lines: lines)
    }

    mutating func handle(_ key: Key, _ action: Action?, _ context: ScreenContext) -> PageOutcome {
        if let outcome = times.handle(action, scope, context) { return outcome }
        if action == .scope {
            scope = scope.next(context.picture, machine: machine)
            return .changed
        }
        switch table.handle(key, lines(context)) {
        case .ignored: return .ignored
        case .moved: return .changed
        case .activated(let id): return open(id, context)
        }
    }

    private func open(_ id: OEELine.ID, _ context: ScreenContext) -> PageOutcome {
        switch id {
        case .part(let part):
            return open(OEEScreen(scope: scope == .plant ? .line(part) : .machine(part), order: order))
        case .order(let order): return open(OEEScreen(scope: scope, order: order))
        case .planned: return .open(slices(.all))
        case .element(let element): return .open(slices(.element(element)))
        case .figure("MTBF"): return .open(slices(.operating))
        case .figure("MTTR"): return .open(StopListScreen(scope: scope, times: times, .failures(order: order)))
        case .figure("lost_stopped"): return .open(slices(.element(.delay)))
        case .figure("lost_speed"): return .open(slices(.element(.production)))
        case .figure: return .open(slices(.all))
        case .quantity: return .open(QuantityScreen(scope: scope, times: times, order: order))
        }
    }

    private func slices(_ choice: SliceChoice) -> SlicesScreen {
        SlicesScreen(scope: scope, times: times, choice, order: order)
    }

    private func open(_ page: OEEScreen) -> PageOutcome {
        var page = page
        page.times = times
        return .open(page)
    }

    mutating func draw(in canvas: Canvas, _ context: ScreenContext) {
        let span = times.span(scope, context)
        let query = span.flatMap { own($0) ?? parts($0) }
        let answer = query.map { context.board.answer($0) } ?? Answer()
        let source = lines(context)
        table.columns = source.columns(width: canvas.width - 2)
        let isFree = span?.kind == .shift && span?.shift == nil
        let isAwaited = context.picture.isByRecords && !times.isPast
        let none: ReviewPhrase =
            context.picture.calendar?.isEmpty ?? true
            ? .noCalendar : isFree ? .noShiftThen : isAwaited ? .noRecordYet : .noFiguresThen
        table.emptyText = context.emptyText(answer, context.phrases[none])
        let room = Rect(1, PageHead.height, canvas.width - 2, max(0, canvas.height - PageHead.height))
        let body = canvas.part(room)
        table.draw(in: body, source)
        if source.rowCount > 0, context.picture.calendar?.isEmpty ?? true {
            let lines = context.phrases[.noCalendar].wrapped(toColumns: body.width)
            let top = max(source.rowCount + 2, body.height - lines.count)
            for (y, line) in lines.enumerated() where top + y < body.height { body.put(line, y: top + y, .muted) }
        }
        let title = scope.title(context) + " › OEE" + (order.map { " › " + $0 } ?? "")
        var head = PageHead(title: title)
        head.trailing = span?.title(context) ?? ""
        if let row = span.flatMap({ own($0) }).flatMap({ context.board.answer($0).rows.first }) {
            head.facts = Self.facts(KeyFigureRow(row), context)
        } else if scope == .plant {
            head.facts = Self.data(KeyFigureRow.coverage(of: answer.rows.map(KeyFigureRow.init)), context)
        }
        head.facts.append(times.noShiftNow(scope, context))
        head.facts += Self.legend(source.lines[table.visible], context)
        head.facts.append(context.freshness(answer))
        head.extent = context.extent(table.visible, of: source.rowCount)
        head.draw(in: canvas)
    }

    private static func facts(_ figures: KeyFigureRow, _ context: ScreenContext) -> [PageHead.Fact] {
        [PageHead.Fact("OEE \(Numbers.share(figures.oee))", .strong)] + data(figures.coverage, context)
    }

    private static func data(_ coverage: Double?, _ context: ScreenContext) -> [PageHead.Fact] {
        guard KeyFigureRow.isPart(coverage) else { return [] }
        return [PageHead.Fact("\(context.phrases[.data]) \(Numbers.share(coverage))", .warning)]
    }

    /// What the marks mean that stand behind figures; of those that are seen, so that no mark is looked for in vain.
    private static func legend(_ lines: ArraySlice<OEELine>, _ context: ScreenContext) -> [PageHead.Fact] {
        let phrases = context.phrases
        let marks = lines.map(\.mark).joined()
        var facts: [PageHead.Fact] = []
        if lines.contains(where: \.isInQuestion) {
            facts.append(PageHead.Fact("\(FigureMarks.doubt) \(phrases[.above100])", .warning))
        } else if marks.contains(FigureMarks.above) {
            facts.append(PageHead.Fact("\(FigureMarks.above) \(phrases[.cycleBegunBefore])", .muted))
        }
        if marks.contains(FigureMarks.assumed) {
            facts.append(PageHead.Fact("\(FigureMarks.assumed) \(phrases[.assumedTimes])", .muted))
        }
        return facts
    }
}

extension Numbers {
    /// `69.1 %`; a dash where it is undefined, never 0.
    static func share(_ part: Double?) -> String { part.map { "\(percent($0)) %" } ?? "—" }
}

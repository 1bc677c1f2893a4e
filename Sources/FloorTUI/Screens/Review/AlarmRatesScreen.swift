import Basis
import Records
import Shopfloor
import Widgets

/// How many alarms came in a time: in each ten minutes, in floods, and which came most often; chatter, and what stands
/// for too long.
struct AlarmRatesScreen: ScreenPage {
    private(set) var scope: PlantScope
    private let machine: String?
    private(set) var times = SpanChoice([.shift, .day, .week])
    var filter: String?
    private var table = Table<String>([])

    var keyContext: KeyContext { .alarmRates }
    var canOpen: Bool { !table.visible.isEmpty }

    init(scope: PlantScope) {
        self.scope = scope
        machine = scope.machine
    }

    private func query(_ span: ReviewSpan, isExplained: Bool = false) -> Query {
        var query = Query(.alarmRates, of: scope, in: span)
        query.isExplained = isExplained
        return query
    }

    func questions(_ context: ScreenContext) -> [Question] {
        guard let span = times.span(scope, context) else { return [] }
        // Of a time that is over nothing changes but what is learned late.
        let pace: Question.Pace = times.isPast ? .change : .steady
        return [
            Question(query(span), wanted: 500, pace: pace),
            Question(query(span, isExplained: true), wanted: 2000, pace: pace),
        ]
    }

    private func rates(_ context: ScreenContext) -> AlarmRatesTable {
        let rows = times.span(scope, context).map { context.board.answer(query($0)).rows } ?? []
        return AlarmRatesTable(context: context, rows: rows, hasMachines: scope.machine == nil)
    }

    mutating func handle(_ key: Key, _ action: Action?, _ context: ScreenContext) -> PageOutcome {
        if let outcome = times.handle(action, scope, context) { return outcome }
        if action == .scope {
            scope = scope.next(context.picture, machine: machine)
            return .changed
        }
        let source = rates(context)
        switch table.handle(key, source) {
        case .ignored: return .ignored
        case .moved: return .changed
        case .activated(let id):
            guard let machine = source.machine(id) else { return .ignored }
            return .open(AlarmScreen(scope: .machine(machine)))
        }
    }

    // MARK: Drawing

    mutating func draw(in canvas: Canvas, _ context: ScreenContext) {
        let span = times.span(scope, context)
        let answer = span.map { context.board.answer(query($0)) } ?? Answer()
        var source = rates(context)
        source.width = canvas.width
        var head = PageHead(title: "\(scope.title(context)) › \(context.phrases[.alarmRates])")
        head.trailing = span?.title(context) ?? ""
        head.facts = source.facts(width: canvas.width - 2) + [context.freshness(answer)]
        var body = head.draw(in: canvas)
        var title = ""
        if let span, source.hasComings, body.height >= Chart.least.height + 6 {
            let height = max(Chart.least.height + 1, body.height / 3)
            let isDense = drawChart(in: body.part(Rect(1, 0, body.width - 2, height)), span, source, context)
            title = source.chartTitle(isDense: isDense)
            body = body.part(Rect(0, height, body.width, body.height - height))
        }
        table.columns = source.columns
        table.emptyText = context.emptyText(
            answer, source.isUnknown ? context.nothingKnownText : context.phrases[.noAlarmThen])
        table.draw(in: body.part(Rect(1, 0, body.width - 2, body.height)), source)
        let seen = context.extent(table.visible, of: source.rowCount)
        canvas.rule(y: PageHead.height - 1, title: title, trailing: seen)
    }

    /// A bar for each stretch of time, and the line above which they are a flood. Returns whether there are fewer columns
    /// than stretches: each is then as high as the most in one of its stretches, since that is what makes a flood.
    private func drawChart(
        in canvas: Canvas, _ span: ReviewSpan, _ source: AlarmRatesTable, _ context: ScreenContext
    ) -> Bool {
        let rows = context.board.answer(query(span, isExplained: true)).rows
        var chart = Chart(
            rows.compactMap { row in
                guard let from = row.time("from"), let to = row.time("to"), let comings = row.number("comings") else {
                    return nil
                }
                return Chart.Sample(from: span.part(from), to: span.part(to), low: 0, high: comings)
            })
        chart.highLimit = source.floodTarget
        chart.isOfCounts = true
        chart.label = { Numbers.value($0, decimals: 0) }
        chart.ticks = span.ticks(context.picture.zone)
        chart.draw(in: canvas)
        // That which runs is shorter than the others.
        let longest = chart.samples.map { $0.to - $0.from }.max() ?? 1
        return longest * Double(chart.columns(on: canvas.size)) < 1
    }
}

import Basis
import Records
import Shopfloor
import Widgets

/// The course of one value of a machine over a shift, a day or eight days: with its limits, its gaps, and what happened.
struct TrendScreen: ScreenPage {
    let machine: String
    /// Empty until it is known which values the machine has: then its first one that has a course.
    private(set) var tag: String
    var filter: String?
    private(set) var times: SpanChoice
    /// What was made of the hub's answers last: a screen is drawn far more often than they come.
    private var course = Kept<CourseSource, (points: [TrendPoint], chart: TrendChart)>()

    private struct CourseSource: Equatable {
        /// Of the values, the intervals and the alarms.
        var revisions: [Int]
        var span: ReviewSpan
        var zone: Zone
        var low: Double?
        var high: Double?
        var decimals: Int?
    }

    var keyContext: KeyContext { .trend }
    var canOpen: Bool { false }

    init(machine: String, tag: String, span: ReviewSpan? = nil) {
        self.machine = machine
        self.tag = tag
        times = SpanChoice([.shift, .day, .eightDays], span)
    }

    /// nil where the machine has no value of that name.
    init?(machine: String, tag: String, _ context: ScreenContext) {
        guard let found = Self.value(named: tag, of: machine, context) else { return nil }
        self.init(machine: machine, tag: found.id)
    }

    /// Whatever the case of its letters.
    private static func value(
        named name: String, of machine: String, _ context: ScreenContext
    ) -> MachineDocument.Tag? {
        let tags = context.picture.machines[machine]?.document.tags ?? []
        return tags.first { $0.id == name } ?? tags.first { $0.id.lowercased() == name.lowercased() }
    }

    private var scope: PlantScope { .machine(machine) }

    func questions(_ context: ScreenContext) -> [Question] {
        guard !tag.isEmpty, let span = times.span(scope, context) else { return [] }
        return [
            Question(values(span), wanted: 2000, pace: .steady), Question(intervals(span), wanted: 2000),
            Question(alarms(span), wanted: 500),
        ]
    }

    private func values(_ span: ReviewSpan) -> Query {
        var query = Query(.trend)
        query.machine = machine
        query.tag = tag
        (query.from, query.to) = (span.from, span.to)
        query.buckets = Self.buckets
        return query
    }

    private func intervals(_ span: ReviewSpan) -> Query {
        var query = Query(.intervals)
        query.machine = machine
        (query.from, query.to) = (span.from, span.to)
        return query
    }

    private func alarms(_ span: ReviewSpan) -> Query {
        var query = Query(.audit)
        query.machine = machine
        query.kind = "alarm"
        (query.from, query.to) = (span.from, span.to)
        return query
    }

    /// More no terminal has room for.
    private static let buckets = 300

    // MARK: Keys

    mutating func handle(_ key: Key, _ action: Action?, _ context: ScreenContext) -> PageOutcome {
        if let outcome = times.handle(action, scope, context) { return outcome }
        switch action {
        case .next: return step(1, context)
        case .previous: return step(-1, context)
        default: return .ignored
        }
    }

    /// The value that stands below it, or above.
    private mutating func step(_ step: Int, _ context: ScreenContext) -> PageOutcome {
        let tags = (context.picture.machines[machine]?.document.tags ?? []).filter { TrendScreen.hasTrend($0) }
        guard let place = tags.firstIndex(where: { $0.id == tag }), tags.indices.contains(place + step) else {
            return .say(context.phrases[step > 0 ? .lastValue : .firstValue])
        }
        tag = tags[place + step].id
        return .changed
    }

    /// Of a text there is no course.
    static func hasTrend(_ tag: MachineDocument.Tag) -> Bool {
        switch tag.value {
        case .number: true
        case nil: !tag.trend.isEmpty
        default: false
        }
    }

    // MARK: Drawing

    mutating func draw(in canvas: Canvas, _ context: ScreenContext) {
        if tag.isEmpty {
            tag = context.picture.machines[machine]?.document.tags.first { Self.hasTrend($0) }?.id ?? ""
        }
        let known = Self.value(named: tag, of: machine, context)
        // It may have been typed before it was known how the machine writes it.
        tag = known?.id ?? tag
        let name = known?.name?[context.language] ?? tag
        var head = PageHead(title: "\(scope.title(context)) › \(name)")
        guard let span = times.span(scope, context) else {
            head.draw(in: canvas)
            return
        }
        let answer = context.board.answer(values(span))
        let (points, chart) = made(of: span, known, context)
        head.trailing = span.title(context)
        let freshness = context.freshness(answer)
        let room = canvas.width - 2 - (freshness.text.isEmpty ? 0 : freshness.text.columns + 2)
        head.facts = facts(points, known, context, width: room) + [freshness]
        let body = head.draw(in: canvas)
        // On the name of the value, which is what the keys change.
        canvas.placeCursor(x: 1, visible: false)
        guard !points.isEmpty else {
            let text = context.emptyText(answer, context.phrases[.noTrend])
            for (y, line) in text.wrapped(toColumns: body.width - 2).enumerated() { body.put(line, x: 1, y: y, .muted) }
            return
        }
        let legend = body.height > Chart.least.height + 3 ? 1 : 0
        chart.chart.draw(in: body.part(Rect(1, 0, body.width - 2, body.height - legend)))
        if legend > 0 { chart.drawLegend(in: body.row(body.height - 1), context.phrases) }
    }

    private mutating func made(
        of span: ReviewSpan, _ tag: MachineDocument.Tag?, _ context: ScreenContext
    ) -> (points: [TrendPoint], chart: TrendChart) {
        let answers = [values(span), intervals(span), alarms(span)].map { context.board.answer($0) }
        let zone = context.picture.zone
        let source = CourseSource(
            revisions: answers.map(\.revision), span: span, zone: zone, low: tag?.low, high: tag?.high,
            decimals: tag?.decimals)
        return course.value(of: source) {
            let points = answers[0].rows.compactMap { TrendPoint($0) }
            let chart = TrendChart(
                points, in: span, tag: tag, stops: answers[1].rows, alarms: answers[2].rows, zone)
            return (points, chart)
        }
    }

    /// Where there is no room for all, words are shorter, and then the mean goes: no figure is cut.
    private func facts(
        _ points: [TrendPoint], _ tag: MachineDocument.Tag?, _ context: ScreenContext, width: Int
    ) -> [PageHead.Fact] {
        let all = facts(points, tag, [.least, .mean, .most, .outOfLimits], context)
        let short = facts(points, tag, [.leastShort, .mean, .mostShort, .outShort], context)
        let mean = context.phrases[.mean]
        let fewer = short.filter { !$0.text.hasPrefix(mean) }
        return [all, short].first { $0.reduce(-2) { $0 + $1.text.columns + 2 } <= width } ?? fewer
    }

    /// - Parameter words: of the least value, the mean, the largest, and the time out of limits.
    private func facts(
        _ points: [TrendPoint], _ tag: MachineDocument.Tag?, _ words: [ReviewPhrase], _ context: ScreenContext
    ) -> [PageHead.Fact] {
        let phrases = context.phrases
        func text(_ value: Double) -> String { Numbers.value(value, decimals: tag?.decimals) }
        var facts: [PageHead.Fact] = []
        if let unit = tag?.unit { facts.append(PageHead.Fact(unit, .strong)) }
        if let low = points.map(\.low).min(), let high = points.map(\.high).max() {
            let sum = points.reduce(0) { $0 + $1.mean * Double($1.count) }
            let count = points.reduce(0) { $0 + $1.count }
            let values = [low, sum / Double(max(1, count)), high]
            facts += zip(words, values).map { PageHead.Fact("\(phrases[$0]) \(text($1))", .text) }
        }
        if let limits = tag.map({ Self.limits($0) }), !limits.isEmpty {
            facts.append(PageHead.Fact("\(phrases[.limits]) \(limits)"))
            let out = points.filter { point in
                tag?.low.map { point.low < $0 } ?? false || tag?.high.map { point.high > $0 } ?? false
            }
            let length = out.reduce(Duration.zero) { $0 + ($1.to - $1.from) }
            if !out.isEmpty, let word = words.last {
                facts.append(PageHead.Fact("▲ \(phrases[word]) \(context.length(length))", .outOfLimits))
            }
        }
        return facts
    }

    private static func limits(_ tag: MachineDocument.Tag) -> String {
        switch (tag.low, tag.high) {
        case (let low?, let high?):
            "\(Numbers.value(low, decimals: tag.decimals)) – \(Numbers.value(high, decimals: tag.decimals))"
        case (let low?, nil): "≥ \(Numbers.value(low, decimals: tag.decimals))"
        case (nil, let high?): "≤ \(Numbers.value(high, decimals: tag.decimals))"
        case (nil, nil): ""
        }
    }
}

/// What a value was over a short time.
struct TrendPoint {
    var from: Instant
    var to: Instant
    var low: Double
    var high: Double
    var mean: Double
    /// Good readings in it.
    var count: Int64

    /// nil where nothing was read.
    init?(_ row: Row) {
        guard let from = row.time("from"), let to = row.time("to"), let low = row.number("min"),
            let high = row.number("max"), let mean = row.number("mean")
        else { return nil }
        self.from = from
        self.to = to
        self.low = low
        self.high = high
        self.mean = mean
        count = row.integer("n") ?? 1
    }
}

import Basis
import Records
import Shopfloor
import Widgets

/// The last cycles of a machine, or those of a time, with what was measured in each; the newest first. What lay outside its
/// limits is marked.
struct CyclesScreen: ScreenPage {
    let machine: String
    var filter: String?
    private var table = Table<Int64>([])
    /// False where it stands beside another screen, which has the keys.
    var isFocused = true { didSet { table.isFocused = isFocused } }
    /// Of a shift, or the last ones where none is chosen.
    private var times: SpanChoice
    /// Values to the left of the first that is seen, and how many there can be.
    private var skipped = 0
    private var mostSkipped = 0
    /// The values in the order of their columns, which stays while the screen is open.
    private var order: [String] = []
    /// Hours that are asked for, back from the newest.
    private var hours = Self.firstHours
    private static let firstHours = 2
    /// Cycles within their limits are left out.
    private var showsOutAlone = false
    private static let hour = Duration.seconds(3600)

    var keyContext: KeyContext { .cycles }
    var canOpen: Bool { !table.visible.isEmpty }

    init(machine: String, span: ReviewSpan? = nil) {
        self.machine = machine
        times = SpanChoice([.shift], span)
        table.showsFirst = true
    }

    private var scope: PlantScope { .machine(machine) }

    /// The time of which they are; nil: the last ones are shown.
    func span(_ context: ScreenContext) -> ReviewSpan? {
        times.isPast ? times.span(scope, context) : nil
    }

    /// Whole hours, so that the question stays the same while one lasts.
    private func newest(_ context: ScreenContext) -> Instant? {
        if let span = span(context), let now = context.now, span.to <= now { return span.to }
        return context.now.map { Instant(milliseconds: ($0.milliseconds / 3_600_000 + 1) * 3_600_000) }
    }

    private func queries(_ context: ScreenContext) -> [Query] {
        guard let newest = newest(context) else { return [] }
        let first = span(context)?.from ?? .distantPast
        return (0..<hours).compactMap { number in
            var query = Query(.cycles)
            query.machine = machine
            let to = newest - .seconds(3600 * Int64(number))
            guard first < to else { return nil }
            (query.from, query.to) = (max(first, to - Self.hour), to)
            return query
        }
    }

    /// More is asked for while the page is not full and the time begins further back, or older cycles are known of.
    private mutating func lookBack(_ rows: Int, height: Int, _ queries: [Query], _ context: ScreenContext) {
        // Those out of limits may be few: further back only who scrolls goes.
        let most = showsOutAlone ? Self.mostHoursOut : Self.mostHours
        guard rows < height, let first = queries.last?.from, hours < most,
            !queries.contains(where: { context.board.answer($0).isAwaited })
        else { return }
        let goesOn = span(context).map { $0.from < first } ?? (hasOlder(context) == true)
        if goesOn { hours += 1 }
    }

    private static let mostHours = 48
    private static let mostHoursOut = 8

    /// Whether the machine has cycles before the hours that are loaded; of the last ones alone. The first one ever tells.
    private func older(_ context: ScreenContext) -> Query? {
        guard span(context) == nil, let first = queries(context).last?.from else { return nil }
        var query = Query(.cycles)
        query.machine = machine
        (query.to, query.limit) = (first, 1)
        return query
    }

    /// nil: nobody has said yet.
    private func hasOlder(_ context: ScreenContext) -> Bool? {
        guard let query = older(context) else { return false }
        let answer = context.board.answer(query)
        return answer.isAwaited ? nil : !answer.rows.isEmpty
    }

    /// Whether there can be more cycles than are loaded: in hours further back, or of an hour whose answer goes on.
    private func isPart(_ context: ScreenContext) -> Bool {
        let queries = queries(context)
        let isWhole = span(context).map { $0.from == queries.last?.from } ?? (hasOlder(context) == false)
        return !isWhole
            || queries.contains {
                let answer = context.board.answer($0)
                return answer.isAwaited || answer.next != nil
            }
    }

    func questions(_ context: ScreenContext) -> [Question] {
        let isOver = span(context).map { span in context.now.map { span.to <= $0 } ?? false } ?? false
        // Only the newest hour goes on.
        let hours = queries(context).enumerated().map {
            Question($1, wanted: 2000, pace: $0 == 0 && !isOver ? .steady : .change)
        }
        return hours + (older(context).map { [Question($0, wanted: 1, pace: .change)] } ?? [])
    }

    /// All that are loaded, the newest first.
    private func loaded(_ context: ScreenContext) -> [CycleLine] {
        queries(context).flatMap { context.board.answer($0).rows.reversed() }.compactMap { CycleLine($0) }
    }

    private func table(of loaded: [CycleLine], _ context: ScreenContext) -> CycleTable {
        let tags = context.picture.machines[machine]?.document.tags ?? []
        let shown = showsOutAlone ? loaded.filter { !$0.out.isEmpty } : loaded
        return CycleTable(context: context, cycles: shown, tags: tags, order: order, skipped: skipped)
    }

    mutating func handle(_ key: Key, _ action: Action?, _ context: ScreenContext) -> PageOutcome {
        if let outcome = times.handle(action, scope, context) {
            if case .changed = outcome { hours = Self.firstHours }
            return outcome
        }
        switch action {
        case .next, .previous:
            let wanted = skipped + (action == .next ? 1 : -1)
            guard (0...mostSkipped).contains(wanted) else {
                return .say(context.phrases[action == .next ? .lastValues : .firstValues])
            }
            skipped = wanted
            return .changed
        case .measure:
            showsOutAlone.toggle()
            return .changed
        default: break
        }
        let source = table(of: loaded(context), context)
        guard table.handle(key, source) == .moved else { return .ignored }
        if table.position.selected + 40 > source.rowCount, hours < Self.mostHours { hours += 1 }
        return .changed
    }

    mutating func draw(in canvas: Canvas, _ context: ScreenContext) {
        let answers = queries(context).map { context.board.answer($0) }
        let first = answers.first ?? Answer()
        let loaded = loaded(context)
        let source = table(of: loaded, context)
        order = source.names
        table.columns = source.columns(width: canvas.width - 2)
        table.emptyText = context.emptyText(first, context.phrases[loaded.isEmpty ? .noCycles : .noneOut])
        let room = Rect(1, PageHead.height, canvas.width - 2, max(0, canvas.height - PageHead.height))
        table.draw(in: canvas.part(room), source)
        let seen = source.valuesSeen(table.columns, width: room.width, gap: table.gap)
        mostSkipped = max(0, source.names.count - seen.count)
        skipped = min(skipped, mostSkipped)
        lookBack(source.rowCount, height: room.height, queries(context), context)
        let span = span(context)
        let words = context.phrases[span == nil ? ReviewPhrase.cyclesTitle : .cyclesKey]
        var head = PageHead(title: "\(PlantScope.machine(machine).title(context)) › \(words)")
        head.trailing = span?.title(context) ?? ""
        let values = context.extent(seen, of: source.names.count)
        let out = loaded.count { !$0.out.isEmpty }
        let more = isPart(context) && !loaded.isEmpty ? "+" : ""
        head.tell(
            [
                PageHead.Fact(context.phrases.count(Int64(loaded.count), .oneCycle, .cyclesUnit, more)),
                out > 0
                    ? PageHead.Fact(
                        "▲ \(Numbers.grouped(Int64(out)))\(more) \(context.phrases[.outOfLimits])", .outOfLimits)
                    : PageHead.Fact(""),
                PageHead.Fact(showsOutAlone ? context.phrases[.outAlone] : ""),
                PageHead.Fact(values.isEmpty ? "" : "\(context.phrases[.valuesSeen]) \(values)"),
            ], of: answers.first { $0.seq != nil } ?? first)
        head.facts.append(context.freshness(first))
        let extent = context.extent(table.visible, of: source.rowCount)
        head.extent = extent.isEmpty ? "" : extent + more
        head.draw(in: canvas)
    }
}

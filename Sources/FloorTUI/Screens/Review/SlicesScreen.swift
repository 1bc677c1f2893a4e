import Basis
import Records
import Shopfloor
import Widgets

/// Which slices of time a figure is made of.
enum SliceChoice: Hashable {
    case all
    case element(PlannedElement)
    /// What MTBF divides.
    case operating

    func contains(_ slice: SliceLine) -> Bool {
        switch self {
        case .all: true
        case .element(let element): slice.element == element
        case .operating: slice.element == .production || slice.element == .setUp
        }
    }

    func words(_ phrases: Phrases) -> String {
        switch self {
        case .all: phrases[.slices]
        case .element(let element): "\(element.sign) \(phrases[element.phrase])"
        case .operating: "MTBF · APT + AUST"
        }
    }
}

/// The slices of time that a figure is made of, in order of time: what each counts for and why.
struct SlicesScreen: ScreenPage {
    let scope: PlantScope
    let times: SpanChoice
    let choice: SliceChoice
    /// nil: of all orders.
    let order: String?
    var filter: String?
    private var table = Table<String>([])

    var keyContext: KeyContext { .slices }
    var canOpen: Bool { !table.visible.isEmpty }

    init(scope: PlantScope, times: SpanChoice, _ choice: SliceChoice, order: String?) {
        self.scope = scope
        self.times = times
        self.choice = choice
        self.order = order
    }

    private func query(_ span: ReviewSpan) -> Query { .explained(scope, span, order: order) }

    func questions(_ context: ScreenContext) -> [Question] {
        times.span(scope, context).map { [Question(query($0), wanted: 5000)] } ?? []
    }

    private func slices(_ answer: Answer, _ context: ScreenContext) -> SliceTable {
        let all = answer.rows.compactMap { SliceLine($0) }
        return SliceTable(
            context: context, slices: all.filter(choice.contains), hasMachines: scope.machine == nil)
    }

    private func answer(_ context: ScreenContext) -> Answer {
        times.span(scope, context).map { context.board.answer(query($0)) } ?? Answer()
    }

    mutating func handle(_ key: Key, _ action: Action?, _ context: ScreenContext) -> PageOutcome {
        table.handle(key, slices(answer(context), context)) == .moved ? .changed : .ignored
    }

    mutating func draw(in canvas: Canvas, _ context: ScreenContext) {
        let answer = answer(context)
        var source = slices(answer, context)
        source.isNarrow = canvas.width < 60
        table.columns = source.columns(width: canvas.width - 2)
        table.emptyText = context.emptyText(answer, context.phrases[.noSlices])
        let room = Rect(1, PageHead.height, canvas.width - 2, max(0, canvas.height - PageHead.height))
        table.draw(in: canvas.part(room), source)
        let phrases = context.phrases
        let title = scope.title(context) + " › OEE › " + (order.map { $0 + " › " } ?? "") + choice.words(phrases)
        var head = PageHead(title: title)
        head.trailing = times.span(scope, context)?.title(context) ?? ""
        let sum = source.slices.reduce(Duration.zero) { $0 + $1.length }
        head.tell(
            [
                PageHead.Fact(phrases.count(Int64(source.rowCount), .oneSlice, .slicesUnit), .text),
                PageHead.Fact("Σ \(DurationText.hoursMinutesSeconds(sum))", .strong),
            ], of: answer)
        head.facts.append(context.freshness(answer))
        head.extent = context.extent(table.visible, of: source.rowCount)
        head.draw(in: canvas)
    }
}

extension Query {
    /// What the figures of a time are made of.
    static func explained(_ scope: PlantScope, _ span: ReviewSpan, order: String?) -> Query {
        var query = Query(.kpi, of: scope, in: span)
        query.group = .machine
        query.isExplained = true
        query.order = order
        return query
    }
}

/// One slice of a machine's time as the hub tells it.
struct SliceLine {
    let machine: String
    let from: Instant
    let to: Instant
    /// nil: planned down or outside of shifts, no part of PBT.
    let element: PlannedElement?
    /// The same with the others; nil: a word that this program does not know.
    let countsFor: TimeElement?
    let state: MachineState?
    let native: String?
    let cause: StopCause
    let isStop: Bool
    /// How much of it counts, where several orders share it.
    private let share: Duration?

    init?(_ row: Row) {
        // Rows without an element say what parts are made of.
        guard let machine = row.text("machine"), let from = row.time("from"), let to = row.time("to"),
            let word = row.text("element")
        else { return nil }
        self.machine = machine
        share = row.seconds("seconds")
        self.from = from
        self.to = to
        element = PlannedElement(rawValue: word.lowercased())
        countsFor = TimeElement(rawValue: word)
        state = row.text("state").flatMap(MachineState.init)
        native = row.text("native")
        cause = StopCause(row)
        isStop = row.text("stop") != nil
    }

    var length: Duration { share ?? to - from }
}

/// Slices as a table sees them.
struct SliceTable: TableSource {
    enum Column: Int, CaseIterable {
        case mark, machine, from, length, element, state, cause
    }

    let context: ScreenContext
    let slices: [SliceLine]
    let hasMachines: Bool
    /// There is room for few columns.
    var isNarrow = false

    var rowCount: Int { slices.count }
    func id(of row: Int) -> String { "\(slices[row].machine)@\(slices[row].from.milliseconds)" }
    func row(of id: String) -> Int? { slices.indices.first { self.id(of: $0) == id } }

    func draw(row: Int, column: Int, in cell: TableCell) {
        let slice = slices[row]
        let look = slice.state.map { StateLook($0) }
        switch Column(rawValue: column) {
        case .mark: if let mark = look?.mark { cell.canvas.put(mark, Style(context.role(.text))) }
        case .machine: cell.put(slice.machine, Style(context.role(.text)))
        case .from: cell.put(context.moment(slice.from, momentRoom), Style(.muted))
        case .length:
            cell.put(DurationText.hoursMinutesSeconds(slice.length), Style(context.role(.strong)))
        case .element:
            let word = slice.countsFor.map { RowWords.element($0, context.phrases) } ?? "–"
            cell.put(word, Style(context.role(.text)))
        case .state:
            cell.put(stateWords(slice), Style(context.role(.text)))
        case .cause:
            guard slice.isStop else {
                // Where there is room for one of both only, what it was in.
                if isNarrow, let look { cell.put(context.phrases[look.word], Style(context.role(.text))) }
                return
            }
            let words = PathTitle.cell(slice.cause.words(context), cell.canvas.width)
            cell.put(words, Style(context.role(slice.cause.asksForReason ? .warning : .muted)))
        case nil: break
        }
    }

    private static let leastCause = 14

    private var momentRoom: ScreenContext.MomentRoom { isNarrow ? .five : .seconds }

    private func stateWords(_ slice: SliceLine) -> String {
        [slice.state.map { context.phrases[StateLook($0).word] }, slice.native].compactMap(\.self)
            .joined(separator: "  ")
    }

    /// What the machine was in is whole where the causes leave room; where there are none they take none.
    func columns(width: Int) -> [TableColumn] {
        let phrases = context.phrases
        let begin = context.momentColumns(momentRoom, from: slices.first?.from, to: slices.last?.from)
        let hasCauses = isNarrow || slices.contains(where: \.isStop)
        let fixed = 1 + (hasMachines ? 9 : 0) + begin + 8 + 9 + 5
        let states = min(slices.prefix(300).map { stateWords($0).columns }.max() ?? 0, width - fixed - Self.leastCause)
        return [
            TableColumn("", min: 1), TableColumn(phrases[.machine], min: 8).present(hasMachines),
            TableColumn(phrases[.begin], min: begin),
            TableColumn(phrases[.length], min: 8, align: .right), TableColumn(phrases[.countsFor], min: 9),
            TableColumn(
                phrases[.state], min: isNarrow ? 12 : max(12, states), weight: hasCauses && !isNarrow ? 0 : 1,
                priority: isNarrow ? 3 : 1),
            TableColumn(phrases[.cause], min: isNarrow ? 8 : Self.leastCause, weight: 1, priority: 2)
                .present(hasCauses),
        ]
    }
}

import Basis
import Records
import Shopfloor
import Widgets

/// What the parts of a time are made of: shift records, what counters counted, what people booked. Of a machine whose cycles
/// are kept Enter opens them.
struct QuantityScreen: ScreenPage {
    let scope: PlantScope
    let times: SpanChoice
    /// nil: of all orders.
    let order: String?
    var filter: String?
    private var table = Table<String>([])

    var keyContext: KeyContext { .quantities }
    var canOpen: Bool { !table.visible.isEmpty }

    init(scope: PlantScope, times: SpanChoice, order: String?) {
        self.scope = scope
        self.times = times
        self.order = order
    }

    private func query(_ context: ScreenContext) -> Query? {
        times.span(scope, context).map { .explained(scope, $0, order: order) }
    }

    func questions(_ context: ScreenContext) -> [Question] {
        query(context).map { [Question($0, wanted: 5000)] } ?? []
    }

    private func source(_ answer: Answer, _ context: ScreenContext) -> QuantityTable {
        QuantityTable(context: context, lines: answer.rows.compactMap { QuantityLine($0) })
    }

    private func answer(_ context: ScreenContext) -> Answer {
        query(context).map { context.board.answer($0) } ?? Answer()
    }

    mutating func handle(_ key: Key, _ action: Action?, _ context: ScreenContext) -> PageOutcome {
        let source = source(answer(context), context)
        switch table.handle(key, source) {
        case .ignored: return .ignored
        case .moved: return .changed
        case .activated(let id):
            guard let line = source.row(of: id).map({ source.lines[$0] }) else { return .ignored }
            guard line.source == .counter else { return .say(context.phrases[.noCyclesBehind]) }
            return .open(CyclesScreen(machine: line.machine, span: times.span(scope, context)))
        }
    }

    mutating func draw(in canvas: Canvas, _ context: ScreenContext) {
        let answer = answer(context)
        let source = source(answer, context)
        table.columns = source.columns
        table.emptyText = context.emptyText(answer, context.phrases[ReviewPhrase.noSlices])
        let room = Rect(1, PageHead.height, canvas.width - 2, max(0, canvas.height - PageHead.height))
        table.draw(in: canvas.part(room), source)
        let words: String = context.phrases[ReviewPhrase.partsMade]
        let title = scope.title(context) + " › OEE › " + (order.map { $0 + " › " } ?? "") + words
        var head = PageHead(title: title)
        head.trailing = times.span(scope, context)?.title(context) ?? ""
        head.tell([PageHead.Fact(source.sums, .strong)], of: answer)
        head.facts.append(context.freshness(answer))
        head.extent = context.extent(table.visible, of: source.rowCount)
        head.draw(in: canvas)
    }
}

/// One thing that says how many parts were made, as the hub tells it.
struct QuantityLine {
    let machine: String
    let from: Instant
    let source: QuantityEntry.Source
    let order: String?
    let item: String?
    let die: String?
    let produced: Double
    let good: Double
    let scrap: Double
    let rework: Double

    /// nil for a row that says where time went.
    init?(_ row: Row) {
        guard let machine = row.text("machine"), let from = row.time("from"),
            let source = row.text("source").flatMap(QuantityEntry.Source.init)
        else { return nil }
        (self.machine, self.from, self.source) = (machine, from, source)
        (order, item, die) = (row.text("order"), row.text("item"), row.text("die"))
        (produced, good) = (row.number("pq") ?? 0, row.number("gq") ?? 0)
        (scrap, rework) = (row.number("sq") ?? 0, row.number("rq") ?? 0)
    }
}

/// Those as a table sees them.
struct QuantityTable: TableSource {
    enum Column: Int, CaseIterable {
        case machine, from, source, order, die, produced, good, scrap, rework
    }

    let context: ScreenContext
    let lines: [QuantityLine]

    /// All of them together: the figures that opened into them.
    var sums: String {
        var parts = ["Σ"]
        let columns: [(name: String, part: KeyPath<QuantityLine, Double>)] = [
            ("PQ", \.produced), ("GQ", \.good), ("SQ", \.scrap), ("RQ", \.rework),
        ]
        for (name, part) in columns {
            var sum = 0.0
            for line in lines { sum += line[keyPath: part] }
            parts.append(name + " " + Numbers.value(sum, decimals: nil))
        }
        return parts.joined(separator: "  ")
    }

    var rowCount: Int { lines.count }
    /// What comes late stands between those that were there.
    func id(of row: Int) -> String {
        let line = lines[row]
        let names = [line.machine, line.source.rawValue, line.order ?? "", line.die ?? ""]
        return "\(line.from.milliseconds) \(names.joined(separator: "/"))"
    }
    func row(of id: String) -> Int? { lines.indices.first { self.id(of: $0) == id } }

    func draw(row: Int, column: Int, in cell: TableCell) {
        let line = lines[row]
        func put(_ number: Double) {
            cell.put(number == 0 ? "" : Numbers.value(number, decimals: nil), Style(context.role(.text)))
        }
        switch Column(rawValue: column) {
        case .machine: cell.put(line.machine, Style(context.role(.text)))
        case .from: cell.put(context.moment(line.from), Style(.muted))
        case .source: cell.put(context.phrases[line.source.phrase] as String, Style(context.role(.text)))
        case .order: cell.put(line.order ?? "–", Style(context.role(.text)))
        case .die:
            cell.put([line.item, line.die].compactMap(\.self).joined(separator: "  "), Style(context.role(.text)))
        case .produced: put(line.produced)
        case .good: put(line.good)
        case .scrap: put(line.scrap)
        case .rework: put(line.rework)
        case nil: break
        }
    }

    var columns: [TableColumn] {
        let phrases = context.phrases
        let (machine, order, die) = (phrases[Phrase.machine], phrases[Phrase.order], phrases[Phrase.die])
        let (begin, what) = (phrases[ReviewPhrase.begin], phrases[ReviewPhrase.what])
        let times = lines.map(\.from)
        let clock = context.momentColumns(from: times.min(), to: times.max())
        return [
            TableColumn(machine, min: 8), TableColumn(begin, min: clock, priority: 5),
            TableColumn(what, min: 8, weight: 1), TableColumn(order, min: 8, weight: 1, priority: 2),
            TableColumn(die, min: 8, weight: 1, priority: 4), TableColumn("PQ", min: 7, align: .right),
            TableColumn("GQ", min: 7, align: .right), TableColumn("SQ", min: 6, align: .right, priority: 1),
            TableColumn("RQ", min: 6, align: .right, priority: 3),
        ]
    }
}

extension QuantityEntry.Source {
    fileprivate var phrase: ReviewPhrase {
        switch self {
        case .record: .ofRecord
        case .counter: .ofCounter
        case .booking: .ofBooking
        }
    }
}

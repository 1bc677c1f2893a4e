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
    /// The time of which they are; nil: the last ones are shown.
    private(set) var span: ReviewSpan?
    /// Values to the left of the first that is seen, and how many there can be.
    private var skipped = 0
    private var mostSkipped = 0
    /// Hours that are asked for, back from the newest.
    private var hours = 2
    /// The end of the newest hour; nil: the one in which now lies.
    private var end: Instant?
    private static let hour = Duration.seconds(3600)

    var keyContext: KeyContext { .cycles }
    var canOpen: Bool { !table.visible.isEmpty }

    init(machine: String, span: ReviewSpan? = nil) {
        self.machine = machine
        self.span = span
    }

    /// Whole hours, so that the question stays the same while one lasts.
    private func newest(_ context: ScreenContext) -> Instant? {
        if let end { return end }
        if let span, let now = context.now, span.to <= now { return span.to }
        return context.now.map { Instant(milliseconds: ($0.milliseconds / 3_600_000 + 1) * 3_600_000) }
    }

    private func queries(_ context: ScreenContext) -> [Query] {
        guard let newest = newest(context) else { return [] }
        let first = span?.from ?? .distantPast
        return (0..<hours).compactMap { number in
            var query = Query(.cycles)
            query.machine = machine
            let to = newest - .seconds(3600 * Int64(number))
            guard first < to else { return nil }
            (query.from, query.to) = (max(first, to - Self.hour), to)
            return query
        }
    }

    /// Of a time that begins further back more is asked for while the page is not full.
    private mutating func lookBack(_ rows: Int, height: Int, _ queries: [Query], _ context: ScreenContext) {
        guard let span, rows < height, let first = queries.last?.from, span.from < first, hours < Self.mostHours,
            !queries.contains(where: { context.board.answer($0).isAwaited })
        else { return }
        hours += 1
    }

    private static let mostHours = 48

    /// Whether there can be more cycles than are loaded: in hours further back, or of an hour whose answer goes on.
    private func isPart(_ context: ScreenContext) -> Bool {
        let queries = queries(context)
        let isWhole = span.map { $0.from == queries.last?.from } ?? false
        return !isWhole
            || queries.contains {
                let answer = context.board.answer($0)
                return answer.isAwaited || answer.next != nil
            }
    }

    func questions(_ context: ScreenContext) -> [Question] {
        // Only the newest hour goes on.
        queries(context).enumerated().map {
            Question($1, wanted: 2000, pace: $0 == 0 && end == nil ? .steady : .change)
        }
    }

    private func cycles(_ context: ScreenContext) -> CycleTable {
        let rows = queries(context).flatMap { context.board.answer($0).rows.reversed() }
        let tags = context.picture.machines[machine]?.document.tags ?? []
        return CycleTable(context: context, cycles: rows.compactMap { CycleLine($0) }, tags: tags, skipped: skipped)
    }

    mutating func handle(_ key: Key, _ action: Action?, _ context: ScreenContext) -> PageOutcome {
        switch action {
        case .earlier:
            end = newest(context).map { $0 - Self.hour }
            span = nil
            return .changed
        case .next, .previous:
            let wanted = skipped + (action == .next ? 1 : -1)
            guard (0...mostSkipped).contains(wanted) else {
                return .say(context.phrases[action == .next ? .lastValues : .firstValues])
            }
            skipped = wanted
            return .changed
        case .later:
            guard let now = context.now, let end = newest(context), end <= now else {
                return .say(context.phrases[.nothingLater])
            }
            let next = end + Self.hour
            (self.end, span) = (next > now ? nil : next, nil)
            return .changed
        default: break
        }
        let source = cycles(context)
        guard table.handle(key, source) == .moved else { return .ignored }
        if table.position.selected + 40 > source.rowCount, hours < Self.mostHours { hours += 1 }
        return .changed
    }

    mutating func draw(in canvas: Canvas, _ context: ScreenContext) {
        let answers = queries(context).map { context.board.answer($0) }
        let first = answers.first ?? Answer()
        let source = cycles(context)
        table.columns = source.columns(width: canvas.width - 2)
        table.emptyText = context.emptyText(first, context.phrases[.noCycles])
        let room = Rect(1, PageHead.height, canvas.width - 2, max(0, canvas.height - PageHead.height))
        table.draw(in: canvas.part(room), source)
        let seen = source.valuesSeen(table.columns, width: room.width, gap: table.gap)
        mostSkipped = max(0, source.names.count - seen.count)
        skipped = min(skipped, mostSkipped)
        lookBack(source.rowCount, height: room.height, queries(context), context)
        let words = context.phrases[span == nil ? ReviewPhrase.cyclesTitle : .cyclesKey]
        var head = PageHead(title: "\(PlantScope.machine(machine).title(context)) › \(words)")
        head.trailing = span?.title(context) ?? ""
        let values = context.extent(seen, of: source.names.count)
        let out = source.cycles.count { !$0.out.isEmpty }
        let more = isPart(context) && source.rowCount > 0 ? "+" : ""
        head.tell(
            [
                PageHead.Fact(context.phrases.count(Int64(source.rowCount), .oneCycle, .cyclesUnit, more)),
                out > 0
                    ? PageHead.Fact(
                        "▲ \(Numbers.grouped(Int64(out)))\(more) \(context.phrases[.outOfLimits])", .outOfLimits)
                    : PageHead.Fact(""),
                PageHead.Fact(values.isEmpty ? "" : "\(context.phrases[.valuesSeen]) \(values)"),
            ], of: answers.first { $0.seq != nil } ?? first)
        head.facts.append(context.freshness(first))
        let extent = context.extent(table.visible, of: source.rowCount)
        head.extent = extent.isEmpty ? "" : extent + more
        head.draw(in: canvas)
    }
}

/// One cycle as it is kept.
struct CycleLine {
    let at: Instant
    let seconds: Double?
    let die: String?
    let order: String?
    /// nil: a word that this program does not know.
    let kind: CycleKind?
    /// By the tag's name.
    let values: [String: Double]
    /// In the order of the row.
    let names: [String]
    let out: Set<String>

    init?(_ row: Row) {
        guard let at = row.time("time") else { return nil }
        self.at = at
        seconds = row.number("seconds")
        die = row.text("die")
        order = row.text("order")
        kind = row.text("kind").flatMap(CycleKind.init)
        var values: [String: Double] = [:]
        var names: [String] = []
        if let bytes = row.json("values"), let node = try? JSONTape().read(bytes) {
            for (key, value) in node.members {
                guard let name = key.string else { continue }
                names.append(name)
                values[name] = value.asDouble
            }
        }
        self.values = values
        self.names = names
        out = Set(
            row.json("out").flatMap { try? JSONTape().read($0) }.map { $0.elements.compactMap(\.string) } ?? [])
    }
}

/// Cycles as a table sees them: a column for each value, as many as there is room for from a first one on.
struct CycleTable: TableSource {
    let context: ScreenContext
    let cycles: [CycleLine]
    let tags: [MachineDocument.Tag]
    /// Values of which some cycle has one; those that were out of limits first, so that no width hides them.
    let names: [String]
    /// Values that stand to the left of those that are seen.
    let skipped: Int

    private static let fixed = 5

    init(context: ScreenContext, cycles: [CycleLine], tags: [MachineDocument.Tag], skipped: Int) {
        (self.context, self.cycles, self.tags) = (context, cycles, tags)
        var seen: [String] = []
        for cycle in cycles.prefix(50) { for name in cycle.names where !seen.contains(name) { seen.append(name) } }
        let out = cycles.prefix(50).reduce(into: Set<String>()) { $0.formUnion($1.out) }
        names = seen.filter { out.contains($0) } + seen.filter { !out.contains($0) }
        self.skipped = min(skipped, max(0, names.count - 1))
    }

    /// Which of the values have room.
    func valuesSeen(_ columns: [TableColumn], width: Int, gap: Int) -> Range<Int> {
        let layout = TableColumn.layout(columns, width: width, gap: gap)
        return skipped..<skipped + layout.count { $0.index >= Self.fixed }
    }

    var rowCount: Int { cycles.count }
    func id(of row: Int) -> Int64 { cycles[row].at.milliseconds }
    func row(of id: Int64) -> Int? { cycles.firstIndex { $0.at.milliseconds == id } }

    func columns(width: Int) -> [TableColumn] {
        let phrases = context.phrases
        let hasDie = cycles.contains { $0.die != nil }
        let kinds = Set(cycles.compactMap(\.kind)).map { $0.name[context.language].columns }
        let clock = context.momentColumns(.exact, from: cycles.last?.at, to: cycles.first?.at)
        var columns = [
            TableColumn("", min: 1), TableColumn(phrases[.time], min: clock),
            TableColumn(phrases[.cycle], min: 6, align: .right),
            TableColumn(
                phrases[ReviewPhrase.kind], min: max(phrases[ReviewPhrase.kind].columns, kinds.max() ?? 0), priority: 2),
            TableColumn(hasDie ? phrases[.die] : "", min: hasDie ? 8 : 0, priority: 3),
        ]
        for (number, name) in names.dropFirst(skipped).enumerated() {
            let title = title(name)
            // The first stays longest: without it there is nothing to see.
            let priority = number == 0 ? 1 : 4 + number
            columns.append(
                TableColumn(title, min: max(7, min(title.columns, 12)), align: .right, priority: priority))
        }
        return columns
    }

    /// The tag's name with its unit.
    private func title(_ name: String) -> String {
        guard let tag = tags.first(where: { $0.id == name }) else { return name }
        return [tag.name?[context.language] ?? name, tag.unit].compactMap(\.self).joined(separator: " ")
    }

    func draw(row: Int, column: Int, in cell: TableCell) {
        let cycle = cycles[row]
        switch column {
        case 0:
            if !cycle.out.isEmpty { cell.canvas.put(.triangle, Style(.outOfLimits)) }
        case 1: cell.put(context.moment(cycle.at, .exact), Style(.muted))
        case 2: cell.put(cycle.seconds.map { Numbers.fixed($0, 1) } ?? "–", Style(context.role(.text)))
        case 3:
            let role: Role = cycle.kind == .scrap ? .warning : cycle.kind == .good ? .muted : .text
            cell.put(cycle.kind?.name[context.language] ?? "", Style(context.role(role)))
        case 4: cell.put(cycle.die ?? "", Style(.muted))
        default:
            let place = column - Self.fixed + skipped
            guard names.indices.contains(place) else { return }
            let name = names[place]
            let isOut = cycle.out.contains(name)
            let decimals = tags.first { $0.id == name }?.decimals
            let text = cycle.values[name].map { Numbers.value($0, decimals: decimals) } ?? "–"
            cell.put(text, Style(isOut ? .outOfLimits : context.role(.text)))
        }
    }
}

import Basis
import Records
import Shopfloor
import Widgets

/// The alarms of the plant, a line or a machine, in the hub's order: those that stand and that nobody has seen first.
struct AlarmScreen: ScreenPage {
    private(set) var scope: PlantScope
    private let machine: String?
    var filter: String? = ""
    private var table = Table<String>([])
    private var wanted = Self.page
    /// What is shown until the answer about a longer list has come.
    private var last: (query: Query, answer: Answer)?
    /// The rows in their order, until there are others.
    private var shown: (key: Key, alarms: [AlarmLine])?
    private static let page = 300
    /// Where a filter hides most, so many are looked through.
    private static let mostFiltered = 5000

    private struct Key: Hashable {
        var revision: Int
        var scope: PlantScope
        var filter: String
        var language: Language
    }

    var keyContext: KeyContext { .alarms }
    var canOpen: Bool { !table.visible.isEmpty }

    init(scope: PlantScope) {
        self.scope = scope
        machine = scope.machine
    }

    private var query: Query {
        var query = Query(.alarms, of: scope)
        // A store has all alarms that ever came: no more are read than are shown.
        query.limit = filter?.isEmpty == false ? max(wanted, Self.mostFiltered) : wanted
        return query
    }

    func questions(_ context: ScreenContext) -> [Question] { [Question(query, wanted: query.limit ?? wanted)] }

    /// The answer, or while it is awaited that about fewer of the same alarms.
    private mutating func answer(_ context: ScreenContext) -> (query: Query, answer: Answer) {
        let answer = context.board.answer(query)
        var shorter = last?.query
        shorter?.limit = query.limit
        if answer.isAwaited, let last, shorter == query { return last }
        last = (query, answer)
        return (query, answer)
    }

    private mutating func alarms(_ context: ScreenContext) -> AlarmListTable {
        let (query, answer) = answer(context)
        let key = Key(
            revision: answer.revision, scope: scope, filter: (filter ?? "").lowercased(), language: context.language)
        if shown?.key != key {
            let all = answer.rows.compactMap { AlarmLine($0) }
            shown = (key, key.filter.isEmpty ? all : all.filter { $0.matches(key.filter, context) })
        }
        return AlarmListTable(
            context: context, alarms: shown?.alarms ?? [], hasMachines: scope.machine == nil,
            isPart: answer.next != nil || query.limit.map { answer.rows.count >= $0 } ?? false)
    }

    func alarm(_ context: ScreenContext) -> AlarmTarget? {
        var copy = self
        let source = copy.alarms(context)
        return table.selection(in: source).flatMap { id in
            source.alarms.first { $0.id == id }.flatMap { AlarmTarget($0) }
        }
    }

    /// An alarm that is on it, selected or not.
    func alarm(_ id: String, _ context: ScreenContext) -> AlarmTarget? {
        var copy = self
        return copy.alarms(context).alarms.first { $0.id == id }.flatMap { AlarmTarget($0) }
    }

    /// Whether the rows are of a journal that had come so far.
    func isKnown(through seq: Int64, _ context: ScreenContext) -> Bool {
        context.board.answer(query).seq.map { $0 >= seq } ?? false
    }

    mutating func select(_ id: String, _ context: ScreenContext) { table.select(id, in: alarms(context)) }

    mutating func handle(_ key: Widgets.Key, _ action: Action?, _ context: ScreenContext) -> PageOutcome {
        switch action {
        case .scope:
            scope = scope.next(context.picture, machine: machine)
            return .changed
        case .rates: return .open(AlarmRatesScreen(scope: scope))
        default: break
        }
        let source = alarms(context)
        switch table.handle(key, source) {
        case .ignored: return .ignored
        case .moved:
            if table.position.selected + Self.page / 2 > source.rowCount {
                if source.isPart { wanted = max(wanted, (last?.answer.rows.count ?? 0) + Self.page) }
            }
            return .changed
        case .activated(let id):
            return source.alarms.first { $0.id == id }.map { .machine($0.machine) } ?? .ignored
        }
    }

    mutating func draw(in canvas: Canvas, _ context: ScreenContext) {
        var source = alarms(context)
        source.isNarrow = canvas.width < 60
        let answer = context.board.answer(query)
        table.columns = source.columns(width: canvas.width)
        let shown = table.shown(width: canvas.width - 2)
        source.hasNotes = shown.contains(AlarmListTable.Column.note.rawValue)
        table.emptyText = context.emptyText(
            answer, context.phrases[filter?.isEmpty == false ? .noRowMatches : .noAlarmEver])
        let below = canvas.part(Rect(0, PageHead.height, canvas.width, max(0, canvas.height - PageHead.height)))
        let foot = AlarmFoot(source, selected: table.selection(in: source))
        let footHeight = foot?.height(of: below.height, width: canvas.width - 2) ?? 0
        let rows = below.height - footHeight
        table.draw(in: below.part(Rect(1, 0, canvas.width - 2, rows)), source)
        foot?.draw(in: below.part(Rect(0, rows, canvas.width, footHeight)))
        let phrases = context.phrases
        var head = PageHead(title: "\(scope.title(context)) › \(phrases[.alarms])")
        if let filter, !filter.isEmpty { head.trailing = "/\(filter)" }
        let freshness = context.freshness(answer)
        let room = canvas.width - 2 - (freshness.text.isEmpty ? 0 : freshness.text.columns + 2)
        head.facts = source.facts(width: room) + [freshness]
        head.extent = context.extent(table.visible, of: source.rowCount) + (source.isPart ? "+" : "")
        head.draw(in: canvas)
    }
}

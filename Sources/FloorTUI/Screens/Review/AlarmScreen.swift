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

    init(scope: PlantScope) {
        self.scope = scope
        machine = scope.machine
    }

    private var query: Query {
        var query = Query(.alarms)
        query.machine = scope.machine
        if case .line(let line) = scope { query.line = line }
        return query
    }

    func questions(_ context: ScreenContext) -> [Question] {
        let isFiltered = filter?.isEmpty == false
        return [Question(query, wanted: isFiltered ? max(wanted, Self.mostFiltered) : wanted)]
    }

    private mutating func alarms(_ answer: Answer, _ context: ScreenContext) -> AlarmListTable {
        let key = Key(
            revision: answer.revision, scope: scope, filter: (filter ?? "").lowercased(), language: context.language)
        if shown?.key != key {
            let all = answer.rows.compactMap { AlarmLine($0) }
            shown = (key, key.filter.isEmpty ? all : all.filter { $0.matches(key.filter, context) })
        }
        return AlarmListTable(
            context: context, alarms: shown?.alarms ?? [], hasMachines: scope.machine == nil,
            isPart: answer.next != nil)
    }

    func alarm(_ context: ScreenContext) -> AlarmTarget? {
        var copy = self
        let source = copy.alarms(context.board.answer(query), context)
        return table.selection(in: source).flatMap { id in
            source.alarms.first { $0.id == id }.flatMap { AlarmTarget($0) }
        }
    }

    mutating func handle(_ key: Widgets.Key, _ action: Action?, _ context: ScreenContext) -> PageOutcome {
        switch action {
        case .scope:
            scope = scope.next(context.picture, machine: machine)
            return .changed
        case .rates: return .open(AlarmRatesScreen(scope: scope))
        default: break
        }
        let answer = context.board.answer(query)
        let source = alarms(answer, context)
        switch table.handle(key, source) {
        case .ignored: return .ignored
        case .moved:
            if table.position.selected + Self.page / 2 > source.rowCount {
                wanted = max(wanted, answer.rows.count + Self.page)
            }
            return .changed
        case .activated(let id):
            return source.alarms.first { $0.id == id }.map { .machine($0.machine) } ?? .ignored
        }
    }

    mutating func draw(in canvas: Canvas, _ context: ScreenContext) {
        let answer = context.board.answer(query)
        let source = alarms(answer, context)
        table.columns = source.columns(width: canvas.width)
        table.emptyText = context.emptyText(
            answer, context.phrases[filter?.isEmpty == false ? .noRowMatches : .noAlarmEver])
        let room = Rect(1, PageHead.height, canvas.width - 2, max(0, canvas.height - PageHead.height))
        table.draw(in: canvas.part(room), source)
        let phrases = context.phrases
        var head = PageHead(title: "\(scope.title(context)) › \(phrases[.alarms])")
        if let filter, !filter.isEmpty { head.trailing = "/\(filter)" }
        head.facts = source.facts + [context.freshness(answer)]
        head.extent = context.extent(table.visible, of: source.rowCount) + (answer.next == nil ? "" : "+")
        head.draw(in: canvas)
    }
}

import Basis
import Records
import Shopfloor
import Widgets

/// The alarms of the plant, a line or a machine: those that stand and that nobody has seen first.
struct AlarmScreen: ScreenPage {
    private(set) var scope: PlantScope
    private let machine: String?
    var filter: String? = ""
    private var table = Table<String>([])
    private var wanted = Self.page
    /// The rows in their order, until there are others.
    private var shown: (key: Key, alarms: [AlarmLine])?
    private static let page = 300

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

    func questions(_ context: ScreenContext) -> [Question] { [Question(query, wanted: wanted)] }

    private mutating func alarms(_ answer: Answer, _ context: ScreenContext) -> AlarmListTable {
        let key = Key(
            revision: answer.revision, scope: scope, filter: (filter ?? "").lowercased(), language: context.language)
        if shown?.key != key {
            let all = answer.rows.compactMap { AlarmLine($0) }
            let kept = key.filter.isEmpty ? all : all.filter { $0.matches(key.filter, context) }
            shown = (key, kept.sorted())
        }
        return AlarmListTable(context: context, alarms: shown?.alarms ?? [], hasMachines: scope.machine == nil)
    }

    /// The alarm that keys act on; nil where there is none.
    mutating func selected(_ context: ScreenContext) -> AlarmLine? {
        let source = alarms(context.board.answer(query), context)
        return table.selection(in: source).flatMap { id in source.alarms.first { $0.id == id } }
    }

    mutating func handle(_ key: Widgets.Key, _ action: Action?, _ context: ScreenContext) -> PageOutcome {
        if action == .scope {
            scope = scope.next(context.picture, machine: machine)
            return .changed
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

/// One alarm as the hub tells it.
struct AlarmLine: Comparable {
    /// By ISA-18.2, in the order in which they need somebody.
    enum State: String, CaseIterable {
        case unacknowledged, acknowledged, returned, shelved, normal

        var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

        var phrase: ReviewPhrase {
            switch self {
            case .unacknowledged: .alarmUnacknowledged
            case .acknowledged: .alarmAcknowledged
            case .returned: .alarmReturned
            case .shelved: .alarmShelved
            case .normal: .alarmNormal
            }
        }
    }

    /// `{machine}/{item}/{code}`: what commands name.
    let id: String
    let machine: String
    let code: String
    let text: LocalizedText
    let level: AlarmLevel
    let state: State
    /// nil: nobody knows whether it stands.
    let isActive: Bool?
    let since: Instant?
    let last: Instant
    /// How often it was told.
    let repeats: Int64
    /// Who acknowledged or shelved it.
    let by: String?
    let note: String?
    let shelvedUntil: Instant?
    /// It comes and goes within a minute; it stands for over a day.
    let isChattering: Bool
    let isStanding: Bool
    /// The version that commands are based on.
    let version: Int64?

    init?(_ row: Row) {
        guard let machine = row.text("machine"), let last = row.time("last") else { return nil }
        self.machine = machine
        self.last = last
        code = row.text("code") ?? ""
        text = LocalizedText(row.text("text_en") ?? row.text("text") ?? "", zh: row.text("text_zh"))
        id = row.text("id") ?? AlarmID(machine: machine, item: row.text("item") ?? "", code: code).text
        level = row.text("level").flatMap(AlarmLevel.init) ?? .warning
        isActive = row.truth("active")
        state =
            row.text("state").flatMap(State.init)
            ?? (row.truth("active") == false ? .normal : .unacknowledged)
        since = row.time("since") ?? row.time("first")
        repeats = row.integer("lines") ?? 1
        by = row.text("acknowledged_by")
        note = row.text("note")
        shelvedUntil = row.time("shelved_until")
        isChattering = row.truth("chattering") ?? false
        isStanding = row.truth("stale") ?? false
        version = row.integer("version")
    }

    static func == (a: AlarmLine, b: AlarmLine) -> Bool { a.id == b.id && a.last == b.last && a.state == b.state }

    /// What needs somebody most first; then the worst, then the newest.
    static func < (a: AlarmLine, b: AlarmLine) -> Bool {
        if a.state != b.state { return a.state.rank < b.state.rank }
        if a.level != b.level { return a.level == .fault }
        if a.last != b.last { return a.last > b.last }
        return a.id < b.id
    }

    func matches(_ filter: String, _ context: ScreenContext) -> Bool {
        let texts = [machine, code, text[context.language], note ?? "", by ?? "", context.phrases[state.phrase]]
        return texts.contains { $0.lowercased().contains(filter) }
    }
}

/// Alarms as a table sees them, under a heading for each state.
struct AlarmListTable: TableSource {
    enum Column: Int, CaseIterable {
        case mark, machine, since, code, text, repeats, who, note
    }

    let context: ScreenContext
    let alarms: [AlarmLine]
    let hasMachines: Bool

    var rowCount: Int { alarms.count }
    func id(of row: Int) -> String { alarms[row].id }
    func row(of id: String) -> Int? { alarms.firstIndex { $0.id == id } }

    func heading(above row: Int) -> String? {
        let state = alarms[row].state
        if row > 0, alarms[row - 1].state == state { return nil }
        return context.phrases[state.phrase]
    }

    /// How many of each that need somebody.
    var facts: [PageHead.Fact] {
        let counts = alarms.reduce(into: [AlarmLine.State: Int]()) { $0[$1.state, default: 0] += 1 }
        return AlarmLine.State.allCases.filter { $0 != .normal }.compactMap { state in
            guard let count = counts[state] else { return nil }
            let role: Role = state == .unacknowledged ? .critical : .text
            return PageHead.Fact("\(count) \(context.phrases[state.phrase])", context.role(role))
        }
    }

    func draw(row: Int, column: Int, in cell: TableCell) {
        let alarm = alarms[row]
        let role = role(alarm)
        switch Column(rawValue: column) {
        case .mark: if let glyph = glyph(alarm) { cell.canvas.put(glyph, Style(role)) }
        case .machine: cell.put(alarm.machine, Style(context.role(.text)))
        case .since: cell.put(context.start(alarm.last), Style(.muted))
        case .code: cell.put(alarm.code, Style(.muted))
        case .text: cell.put(text(alarm), Style(role))
        case .repeats: cell.put(alarm.repeats > 1 ? "×\(Numbers.grouped(alarm.repeats))" : "", Style(.muted))
        case .who: cell.put(who(alarm), Style(.muted))
        case .note: cell.put(alarm.note ?? "", Style(.muted))
        case nil: break
        }
    }

    private func glyph(_ alarm: AlarmLine) -> Glyph? {
        switch alarm.state {
        case .unacknowledged where alarm.isActive == nil: .question
        case .unacknowledged, .acknowledged: alarm.level == .fault ? .triangle : .hollowDiamond
        case .returned: .hollowDot
        case .shelved: .pointer
        case .normal: nil
        }
    }

    private func role(_ alarm: AlarmLine) -> Role {
        guard alarm.isActive != nil else { return .stale }
        switch alarm.state {
        case .unacknowledged: return context.role(alarm.level == .fault ? .critical : .warning)
        case .acknowledged, .returned: return context.role(.text)
        case .shelved, .normal: return context.role(.muted)
        }
    }

    /// The text, and before it what is wrong with the alarm itself.
    private func text(_ alarm: AlarmLine) -> String {
        let phrases = context.phrases
        let marks = [
            alarm.isActive == nil ? phrases[.notKnown] : nil, alarm.isChattering ? phrases[.chattering] : nil,
            alarm.isStanding ? phrases[.standing] : nil,
        ].compactMap(\.self).map { "[\($0)]" }
        let words = alarm.text[context.language]
        return (marks + [words.isEmpty ? alarm.code : words]).joined(separator: " ")
    }

    private func who(_ alarm: AlarmLine) -> String {
        let until = alarm.shelvedUntil.map { "→ \(context.start($0))" }
        return [alarm.by, until].compactMap(\.self).joined(separator: " ")
    }

    func columns(width: Int) -> [TableColumn] {
        let phrases = context.phrases
        // What no alarm has takes no room from the texts.
        let seen = alarms.prefix(300)
        func priority(_ wanted: Int, _ hasAny: Bool) -> Int { hasAny ? wanted : 9 }
        let codes = min(12, max(4, alarms.prefix(200).map(\.code.columns).max() ?? 0))
        return [
            TableColumn("", min: 1), TableColumn(phrases[.machine], min: 8, priority: hasMachines ? 0 : 9),
            TableColumn(phrases[.last], min: 5), TableColumn(phrases[.code], min: codes, priority: 4),
            TableColumn(phrases[.text], min: 18, weight: 3),
            TableColumn("×", min: 5, align: .right, priority: priority(1, seen.contains { $0.repeats > 1 })),
            TableColumn(phrases[.byWhom], min: 12, priority: priority(2, seen.contains { !who($0).isEmpty })),
            TableColumn(
                phrases[.noteTitle], min: 10, weight: 1, priority: priority(3, seen.contains { $0.note != nil })),
        ].map { $0.priority == 9 ? TableColumn("", min: 10_000, priority: 9) : $0 }
    }
}

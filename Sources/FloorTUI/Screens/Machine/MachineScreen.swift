import Basis
import Records
import Shopfloor
import Widgets

/// Everything about one machine: its state, its values, its stops, its alarms, its last states; or of a shift that is over
/// what is known of that, and nothing of now.
struct MachineScreen {
    /// The lists that keys can go to.
    enum Pane: CaseIterable {
        case values, stops, alarms
    }

    private(set) var machine: String
    private(set) var pane = Pane.values
    private var values = Table<String>([])
    private var stops = Table<Int64>([])
    private var alarms = Table<String>([])
    /// The time that the ribbon showed when it was last drawn: of it the stops are.
    private var window: Interval?
    /// Which shift or day is looked at.
    private(set) var times = SpanChoice([.shift])

    private var side: MachineSide
    /// It has room, as was last drawn; and there was something to show in it, since when it keeps its place.
    private var (hasSideRoom, showsSide) = (false, false)

    /// From here on values and stops stand beside each other; below, one of them is seen at a time.
    private static let wide = 76
    /// From here on there is more beside them, and values need no more columns than these.
    private static let (veryWide, mostValues) = (180, 96)

    init(machine: String) {
        self.machine = machine
        side = MachineSide(machine: machine)
        stops.showsHeader = false
        alarms.showsHeader = false
    }

    /// Whether Enter has something to open, as was last drawn.
    var canOpen: Bool {
        switch pane {
        case .values: !values.visible.isEmpty
        case .stops: !stops.visible.isEmpty
        case .alarms: !alarms.visible.isEmpty
        }
    }

    private var scope: PlantScope { .machine(machine) }

    /// Of the shift that is looked at: the states and the stops, where the machine's document does not reach.
    func questions(_ context: ScreenContext) -> [Question] {
        guard let span = times.span(scope, context) else { return [] }
        let records = FloorRecords.query(context, machine: machine).map { [Question($0)] } ?? []
        let query = StopListScreen.query(scope, span)
        let answer = context.board.answer(query)
        // Where there are stops, the ribbon above them shows what is not known.
        let stops =
            [Question(query, wanted: 500)]
            + (answer.rows.isEmpty ? context.questions(beside: answer, of: scope, in: span) : [])
        let beside = hasSideRoom ? side.questions(context) : []
        let states =
            times.isPast || span.isOver(context.now) ? [Question(Self.intervals(machine, span), wanted: 2000)] : []
        return beside + records + states + stops
    }

    static func intervals(_ machine: String, _ span: ReviewSpan) -> Query {
        var query = Query(.intervals)
        query.machine = machine
        (query.from, query.to) = (span.from, span.to)
        return query
    }

    // MARK: Keys

    mutating func handle(_ key: Key, _ action: Action?, _ context: ScreenContext) -> PageOutcome {
        if let outcome = times.handle(action, scope, context) { return outcome }
        let past = times.isPast ? times.span(scope, context) : nil
        switch action {
        case .oee: return .open(OEEScreen(scope: scope, span: past))
        case .cycles: return .open(CyclesScreen(machine: machine, span: past))
        default: break
        }
        guard let look = look(context), let document = look.document else { return .ignored }
        if key == .tab || key == .backTab {
            move(key == .tab ? 1 : -1, document)
            return .changed
        }
        switch pane {
        case .values: return open(values.handle(key, look.values(times, width: 0)), document, past, context)
        case .stops:
            switch stops.handle(key, look.stops(times, window: window)) {
            case .ignored: return .ignored
            case .moved: return .changed
            case .activated: return .open(StopListScreen(scope: scope, times: times, .all))
            }
        case .alarms:
            switch alarms.handle(key, look.alarms) {
            case .ignored: return .ignored
            case .moved: return .changed
            case .activated: return .open(AlarmScreen(scope: scope))
            }
        }
    }

    private func open(
        _ outcome: Table<String>.Outcome, _ document: MachineDocument, _ past: ReviewSpan?, _ context: ScreenContext
    ) -> PageOutcome {
        switch outcome {
        case .ignored: return .ignored
        case .moved: return .changed
        case .activated(let tag):
            guard document.tags.first(where: { $0.id == tag }).map(TrendScreen.hasTrend) ?? false else {
                return .say(context.phrases[.noCourse])
            }
            return .open(TrendScreen(machine: machine, tag: tag, span: past))
        }
    }

    /// The stop that keys are about: the selected one, where the stops are looked at, else the one that lasts; of a shift
    /// that is over only the former.
    func stop(_ context: ScreenContext) -> StopTarget? {
        guard pane == .stops, let source = look(context)?.stops(times, window: window),
            let from = stops.selection(in: source), let row = source.row(of: from)
        else { return times.isPast ? nil : StopTarget(open: machine, context) }
        return source.target(of: row, machine)
    }

    /// The alarm that keys are about: the selected one, where alarms are looked at, else the one that needs somebody most;
    /// nil where none is shown.
    func alarm(_ context: ScreenContext) -> AlarmTarget? {
        guard !times.isPast, let source = look(context)?.alarms else { return nil }
        let needs = [AlarmState.unacknowledged, .returned].lazy.compactMap { state in
            source.alarms.first { $0.care?.state == state }
        }
        let open = needs.first ?? source.alarms.first
        let selected =
            pane == .alarms ? alarms.selection(in: source).flatMap(source.row).map { source.alarms[$0] } : open
        return selected.flatMap { AlarmTarget($0, of: machine) }
    }

    private mutating func move(_ step: Int, _ document: MachineDocument) {
        let panes = Pane.allCases.filter { $0 != .alarms || !times.isPast && !document.alarms.isEmpty }
        let place = panes.firstIndex(of: pane) ?? 0
        pane = panes[(place + step + panes.count) % panes.count]
    }

    /// The machine after, or before, this one on the Floor; itself at the ends.
    func neighbour(_ step: Int, _ context: ScreenContext) -> String {
        guard let row = context.picture.row(of: machine) else { return machine }
        let rows = context.picture.rows
        return rows[min(max(0, row + step), rows.count - 1)].machine
    }

    /// nil when the plant has no such machine.
    private func look(_ context: ScreenContext) -> MachineLook? { MachineLook(machine, context) }

    // MARK: Drawing

    mutating func draw(in canvas: Canvas, _ context: ScreenContext) {
        guard let look = look(context) else {
            canvas.put("\(context.phrases[.unknownMachine]) \(machine)", x: 1, y: 1, width: canvas.width - 2, .muted)
            return
        }
        // What stands now says nothing of a shift that is over.
        let count = times.isPast ? 0 : look.alarms.alarms.count
        if count == 0, pane == .alarms { pane = .values }
        let head = MachineHead(
            context: context, row: look.row, number: look.number, record: look.record, past: look.past(times))
        head.draw(in: canvas)
        canvas.rule(y: head.height)
        let top = head.height + 1
        let alarmRows = count == 0 ? 0 : min(look.alarms.leastRows + 1, max(0, (canvas.height - 6) / 3))
        let body = canvas.part(Rect(0, top, canvas.width, max(0, canvas.height - top - alarmRows)))
        if canvas.width >= Self.wide {
            let columns = drawSide(in: body, look)
            let (left, right) = (columns[0], columns[1])
            drawValues(in: body.part(left), above: canvas.part(Rect(0, top - 1, left.maxX, 1)), look)
            drawPast(in: body.part(Rect(right.x, 0, right.width - 1, right.height)), look)
        } else {
            drawNarrow(in: body, above: canvas.row(top - 1), look)
        }
        drawAlarms(in: canvas.part(Rect(0, canvas.height - alarmRows, canvas.width, alarmRows)), look)
    }

    /// What a very wide screen has room for, first: the cursor belongs to the lists. Returns where those stand.
    private mutating func drawSide(in canvas: Canvas, _ look: MachineLook) -> [Rect] {
        let context = look.context
        hasSideRoom = canvas.width >= Self.veryWide
        if hasSideRoom {
            let tag = values.selection(in: look.values(times, width: Self.mostValues))
            side.follow(tag, look, past: times.isPast ? times.span(scope, context) : nil)
        }
        showsSide = hasSideRoom && (showsSide || side.isAnswered(context))
        guard showsSide else { return canvas.area.columns(.weight(3, min: 48), .weight(2, min: 28), gap: 2) }
        let columns = canvas.area.columns(.fixed(Self.mostValues), .weight(2), .weight(3), gap: 2)
        side.draw(in: canvas.part(columns[2]), context)
        return columns
    }

    /// The ribbon, and below it either the values or the stops.
    private mutating func drawNarrow(in canvas: Canvas, above rule: Canvas, _ look: MachineLook) {
        let isPast = pane == .stops
        let ribbonRows = canvas.height >= 8 && !isPast ? 2 : 0
        if ribbonRows > 0 { drawRibbon(in: canvas.part(Rect(1, 0, canvas.width - 2, 2)), look) }
        let rest = canvas.part(Rect(0, ribbonRows, canvas.width, canvas.height - ribbonRows))
        if isPast {
            drawPast(in: rest.part(Rect(1, 0, rest.width - 2, rest.height)), look)
        } else {
            drawValues(in: rest, above: rule, look)
        }
    }

    private mutating func drawValues(in canvas: Canvas, above rule: Canvas, _ look: MachineLook) {
        let context = look.context
        var inside = canvas.part(Rect(1, 0, canvas.width - 1, canvas.height))
        if context.link == .recorded || times.isPast, look.document?.tags.isEmpty == false {
            let words = times.isPast ? context.phrases[ReviewPhrase.pastValues] : context.phrases[Phrase.notKept]
            let lines = words.wrapped(toColumns: max(2, inside.width))
            for (y, line) in lines.enumerated() { inside.put(line, y: y, .muted) }
            let used = min(lines.count, inside.height)
            inside = inside.part(Rect(0, used, inside.width, inside.height - used))
        }
        let source = look.values(times, width: inside.width)
        values.columns = source.columns
        values.emptyText = emptyValues(look)
        values.isFocused = pane == .values
        values.draw(in: inside, source)
        rule.rule(y: 0, trailing: context.extent(values.visible, of: source.rowCount))
    }

    private func emptyValues(_ look: MachineLook) -> String {
        let phrases = look.context.phrases
        return look.isUnheard ? phrases[.noSignals] : phrases[look.document == nil ? .waitingForHub : .noValues]
    }

    @discardableResult
    private func drawRibbon(in canvas: Canvas, _ look: MachineLook) -> FloorRibbon? {
        let context = look.context
        guard let ribbon = ribbon(width: canvas.width, context) else { return nil }
        canvas.put(ribbon.title, width: canvas.width, Style(.header))
        let breaks = times.span(scope, context)?.shift?.breaks.map(\.interval) ?? []
        ribbon.draw(look.stretches(times), breaks: breaks, in: canvas.row(1), isCurrent: context.link.isCurrent)
        return ribbon
    }

    /// Of the shift, where one is planned; else of the last hours.
    private func ribbon(width: Int, _ context: ScreenContext) -> FloorRibbon? {
        guard let now = context.now, let span = times.span(scope, context) else { return nil }
        if span.shift == nil, !times.isPast { return FloorRibbon(width: width, now: now, zone: context.picture.zone) }
        return FloorRibbon(width: width, of: span, now: now, zone: context.picture.zone)
    }

    /// The ribbon, the stops below it, and what else there is room for.
    private mutating func drawPast(in canvas: Canvas, _ look: MachineLook) {
        let context = look.context
        var canvas = canvas
        if let span = times.span(scope, context), span.shift != nil || times.isPast, canvas.height > 6 {
            canvas.put(span.title(context), width: canvas.width, Style(times.isPast ? .strong : .muted))
            canvas = canvas.part(Rect(0, 1, canvas.width, canvas.height - 1))
        }
        let ribbon = drawRibbon(in: canvas.part(Rect(0, 0, canvas.width, 2)), look)
        window = ribbon?.window
        var source = look.stops(times, window: window)
        source.width = canvas.width
        let room = max(0, canvas.height - 3)
        stops.columns = source.columns
        stops.isFocused = pane == .stops
        stops.focusKeys = pane == .values ? [.tab] : [.backTab]
        stops.emptyText = look.emptyStops(times)
        let wanted = source.rowCount == 0 ? stops.emptyText.wrapped(toColumns: canvas.width).count : source.rowCount
        let rows = min(wanted, room)
        stops.draw(in: canvas.part(Rect(0, 3, canvas.width, rows)), source)
        let seen = context.extent(stops.visible, of: source.rowCount)
        // That there is none is told where that is known.
        let isTold = source.rowCount > 0 || stops.emptyText == context.noStopsText
        let title = context.phrases[.stops]
        // Beside the title the rule has its own signs.
        let beside = canvas.width - title.columns - 8
        let count = seen.isEmpty && isTold ? " \(source.countWords(width: beside))" : ""
        canvas.part(Rect(0, 2, canvas.width, min(1, max(0, canvas.height - 2)))).rule(
            y: 0, title: title + count, trailing: seen)
        guard !times.isPast else { return }
        let past = MachinePast(
            context: context, counts: look.document?.counts ?? [],
            intervals: look.isUnheard ? [] : look.document?.intervals ?? [])
        past.draw(in: canvas.part(Rect(0, 3 + rows, canvas.width, max(0, room - rows))))
    }

    private mutating func drawAlarms(in canvas: Canvas, _ look: MachineLook) {
        guard canvas.height > 0 else { return }
        let source = look.alarms
        alarms.columns = source.columns(width: canvas.width)
        alarms.isFocused = pane == .alarms
        alarms.draw(in: canvas.part(Rect(1, 1, canvas.width - 2, canvas.height - 1)), source)
        let seen = look.context.extent(alarms.visible, of: source.rowCount)
        canvas.rule(y: 0, title: source.title(width: canvas.width), trailing: seen)
    }
}

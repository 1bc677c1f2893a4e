import Basis
import Records
import Shopfloor

/// What is known of the machine that is looked at.
struct MachineLook {
    let context: ScreenContext
    /// Its number on the Floor.
    let number: Int
    /// The Floor's row and the machine's own document come apart; this is the newer of both.
    let row: LineDocument.Row
    /// nil until it has come.
    let document: MachineDocument?

    init?(_ machine: String, _ context: ScreenContext) {
        let picture = context.picture
        guard let number = picture.row(of: machine) else { return nil }
        self.context = context
        self.number = number
        let own = picture.machines[machine]
        document = own?.document
        let lineHead = picture.lines[picture.line(of: number)].head
        let isOwnNewer = own.map { own in lineHead.map { $0 < own.head } ?? true } ?? false
        row = isOwnNewer ? own?.document.row ?? picture.rows[number] : picture.rows[number]
    }

    /// The values as they are; of a shift that is over their names, since what they are now was not then.
    func values(_ times: SpanChoice, width: Int) -> ValueTable {
        guard times.isPast else {
            return ValueTable(context: context, row: row, tags: document?.tags ?? [], width: width)
        }
        let names = document?.tags.map { tag in
            var name = MachineDocument.Tag(id: tag.id)
            (name.name, name.unit) = (tag.name, tag.unit)
            return name
        }
        var context = context
        context.link = .recorded
        return ValueTable(context: context, row: row, tags: names ?? [], width: width)
    }

    /// It sends nothing, and need not.
    var isUnheard: Bool { context.picture.state(row) == nil }

    /// The figures of the newest shift record, where the plant lives by those.
    var record: KeyFigureRow? { FloorRecords(context, machine: row.machine).newest(of: row.machine) }

    /// What the head says of a shift that is over; nil: now is looked at.
    func past(_ times: SpanChoice) -> MachineHead.Past? {
        guard times.isPast, let span = times.span(scope, context) else { return nil }
        let answer = context.board.answer(MachineScreen.intervals(row.machine, span))
        let end = min(span.to, context.now ?? span.to)
        let breaks = span.shift?.breaks.map(\.interval) ?? []
        var times: [MachineState: Duration] = [:]
        var pause = Duration.zero
        for row in answer.rows {
            guard let state = row.text("state").flatMap(MachineState.init), !isUnheard || state != .noData else {
                continue
            }
            // Before the first that is known of a machine nothing is.
            let from = max(row.time("from") ?? span.from, span.from)
            let own = Interval(from: from, to: max(from, min(row.time("to") ?? end, end)))
            // As the figures have it: in a break only what is worked counts.
            let lost = state.worksBreak ? [] : breaks.compactMap { $0.intersection(own)?.duration }
            let inBreak = lost.reduce(.zero, +)
            times[state, default: .zero] += own.duration - inBreak
            pause += inBreak
        }
        let known = MachineState.allCases.compactMap { state in times[state].map { (state: state, length: $0) } }
            .filter { $0.length > .zero }
        return MachineHead.Past(span: span, times: known, pause: pause, why: context.emptyText(answer, "–"))
    }

    private var scope: PlantScope { .machine(row.machine) }

    /// The stops of the shift that is looked at, as the hub answers; before it has, those of the machine's document.
    func stops(_ times: SpanChoice, window: Interval?) -> StopTable {
        if let span = times.span(scope, context) {
            let answer = context.board.answer(StopListScreen.query(scope, span))
            if answer.seq != nil || times.isPast {
                return StopTable(context: context, lines: answer.rows.compactMap { StopLine($0) }, span: span)
            }
        }
        return StopTable(context: context, document: document, window: window, span: times.span(scope, context))
    }

    /// What the machine was in, as far as the ribbon shows it: of a shift that is over as the hub answers, since the machine's
    /// document need not reach as far back.
    func stretches(_ times: SpanChoice) -> [LineDocument.Stretch] {
        if isUnheard { return [] }
        guard let span = times.span(scope, context), times.isPast || span.isOver(context.now) else { return row.ribbon }
        let answer = context.board.answer(MachineScreen.intervals(row.machine, span))
        guard answer.seq != nil || times.isPast else { return row.ribbon }
        return answer.rows.compactMap { row in
            row.text("state").flatMap(MachineState.init).map {
                LineDocument.Stretch(from: row.time("from"), state: $0)
            }
        }
    }

    /// Why no stop is shown.
    func emptyStops(_ times: SpanChoice) -> String {
        if let span = times.span(scope, context) {
            let answer = context.board.answer(StopListScreen.query(scope, span))
            if times.isPast || answer.seq != nil {
                return context.emptyText(answer, context.noStopsText(of: scope, in: span))
            }
        }
        guard document != nil else { return context.phrases[.waitingForHub] }
        if context.picture.isByRecords { return context.noStopsText }
        guard row.ribbon.contains(where: { $0.state != .noData }) else { return context.nothingKnownText }
        let isWhole = !row.ribbon.contains { $0.state == .noData }
        return isWhole ? context.noStopsText : ReportPhrases(language: context.language)[.noStopKnown]
    }

    var alarms: AlarmTable { AlarmTable(context: context, alarms: document?.alarms ?? []) }
}

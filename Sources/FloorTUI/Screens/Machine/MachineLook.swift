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

    func values(width: Int) -> ValueTable {
        ValueTable(context: context, row: row, tags: document?.tags ?? [], width: width)
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
        return StopTable(context: context, intervals: document?.intervals ?? [], window: window)
    }

    /// What the machine was in, as far as the ribbon shows it.
    func stretches(_ times: SpanChoice) -> [LineDocument.Stretch] {
        guard times.isPast, let span = times.span(scope, context) else { return row.ribbon }
        return context.board.answer(MachineScreen.intervals(row.machine, span)).rows.compactMap { row in
            row.text("state").flatMap(MachineState.init).map {
                LineDocument.Stretch(from: row.time("from"), state: $0)
            }
        }
    }

    /// Why no stop is shown.
    func emptyStops(_ times: SpanChoice) -> String {
        if times.isPast, let span = times.span(scope, context) {
            return context.emptyText(
                context.board.answer(StopListScreen.query(scope, span)), context.phrases[.noStops])
        }
        return context.phrases[document == nil ? .waitingForHub : .noStops]
    }

    var alarms: AlarmTable { AlarmTable(context: context, alarms: document?.alarms ?? []) }
}

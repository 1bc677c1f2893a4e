import Basis
import Records
import Widgets

/// What stands beside the values and stops of a machine where a screen is wide: the course of the selected value over the
/// shift, and the last cycles. The hub is asked for both, so it is there once it has answered.
struct MachineSide {
    private let machine: String
    private var trend: TrendScreen?
    private var cycles: CyclesScreen
    /// The shift that is over of which both are; nil: the running one is looked at.
    private var past: ReviewSpan?

    init(machine: String) {
        self.machine = machine
        cycles = CyclesScreen(machine: machine)
        cycles.isFocused = false
    }

    func questions(_ context: ScreenContext) -> [Question] {
        (trend?.questions(context) ?? []) + cycles.questions(context)
    }

    /// Whether there is something to show.
    func isAnswered(_ context: ScreenContext) -> Bool {
        trend?.isAnswered(context) ?? false || cycles.isAnswered(context)
    }

    /// Shows the course of `tag`; where it has none, such as a text, that of the first value that has one.
    mutating func follow(_ tag: String?, _ look: MachineLook, past: ReviewSpan?) {
        let tags = look.document?.tags.filter { TrendScreen.hasTrend($0) } ?? []
        let shown = tags.first { $0.id == tag } ?? tags.first
        // The same one keeps what it has made of the hub's answers.
        if trend?.tag != shown?.id || past != self.past {
            trend = shown.map { TrendScreen(machine: machine, tag: $0.id, span: past) }
        }
        guard past != self.past else { return }
        self.past = past
        cycles = CyclesScreen(machine: machine, span: past)
        cycles.isFocused = false
    }

    mutating func draw(in canvas: Canvas, _ context: ScreenContext) {
        // Below this a chart has no room for its scale.
        let isHigh = canvas.height >= 24 && cycles.isAnswered(context)
        let rows = isHigh ? canvas.area.rows(.weight(1), .weight(1)) : [canvas.area]
        trend?.draw(in: canvas.part(rows[0]), context)
        if isHigh { cycles.draw(in: canvas.part(rows[1]), context) }
    }
}

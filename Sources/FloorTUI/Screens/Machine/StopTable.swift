import Basis
import Records
import Shopfloor
import Widgets

/// The stops of the time that the ribbon shows, with their reasons, the longest first.
struct StopTable: TableSource {
    enum Column: Int, CaseIterable {
        case from, length, mark, what
    }

    /// A stop, whoever told of it.
    private struct Entry {
        var from: Instant
        /// nil: it lasts.
        var to: Instant?
        var state: MachineState
        /// The reason that somebody gave, or that the machine's own alarm or word says.
        var reason: String?
        var asksForReason = false
        /// As the hub tells it; nil: the machine's document does.
        var line: StopLine?
    }

    let context: ScreenContext
    private let stops: [Entry]
    private let span: Interval?

    /// Of the machine's document, which knows what the machine itself said, and of its last stops what people did.
    ///
    /// - Parameter window: what does not reach into it is left out; nil: nothing is.
    init(context: ScreenContext, document: MachineDocument?, window: Interval?) {
        self.context = context
        span = nil
        let now = context.now
        let given = (document?.stops ?? []).filter { $0.reason != nil }
        stops = (document?.intervals ?? []).compactMap { stretch in
            // Before anything was known is no stop.
            guard stretch.condition.state.isStop, let from = stretch.from else { return nil }
            guard window.map({ window in stretch.to.map { $0 > window.from } ?? true }) ?? true else { return nil }
            let stop = given.first { $0.id.from <= from && from < $0.to ?? .distantFuture }
            return Entry(
                from: from, to: stretch.to, state: stretch.condition.state,
                reason: stop.map { StopCause($0).words(context) } ?? stretch.reason?[context.language]
                    ?? stretch.condition.native)
        }
        .sorted { Self.length($0, nil, now) > Self.length($1, nil, now) }
    }

    /// As the hub tells them, with the reasons that people gave.
    init(context: ScreenContext, lines: [StopLine], span: ReviewSpan) {
        self.context = context
        self.span = span.interval
        let now = context.now
        stops = lines.map { line in
            Entry(
                from: line.from, to: line.to, state: line.state ?? .stopped, reason: line.words(context),
                asksForReason: line.cause.asksForReason, line: line)
        }
        .sorted { Self.length($0, span.interval, now) > Self.length($1, span.interval, now) }
    }

    /// The part of it that lies in the time that is looked at.
    private static func length(_ stop: Entry, _ span: Interval?, _ now: Instant?) -> Duration {
        guard let end = stop.to ?? now, end > stop.from else { return .zero }
        let whole = Interval(from: stop.from, to: end)
        return span.map { whole.intersection($0)?.duration ?? .zero } ?? whole.duration
    }

    var rowCount: Int { stops.count }
    func id(of row: Int) -> Int64 { stops[row].from.milliseconds }
    /// What a form about it begins with.
    func target(of row: Int, _ machine: String) -> StopTarget? {
        let stop = stops[row]
        if let line = stop.line { return StopTarget(line) }
        var target = StopTarget(named: StopID(machine: machine, from: stop.from), context)
        target.to = stop.to
        return target
    }
    func row(of id: Int64) -> Int? { stops.firstIndex { $0.from.milliseconds == id } }

    func draw(row: Int, column: Int, in cell: TableCell) {
        let stop = stops[row]
        let look = StateLook(stop.state)
        // What is over needs nobody but a reason.
        let role = context.role(stop.to == nil ? look.role : .text)
        switch Column(rawValue: column) {
        case .from: cell.put(context.moment(stop.from, .minutes), Style(.muted))
        case .length:
            cell.put(context.length(Self.length(stop, span, context.now)), Style(context.role(.text)))
        case .mark: if let mark = look.mark { cell.canvas.put(mark, Style(role)) }
        case .what:
            let isAsked = stop.asksForReason && stop.to != nil
            cell.put(what(stop, width: cell.canvas.width), Style(isAsked ? context.role(.warning) : role))
        case nil: break
        }
    }

    /// From this width on the state stands before its reason.
    private static let wide = 36

    /// The state and its reason; where there is no room for both, the reason, which says more than the mark.
    private func what(_ stop: Entry, width: Int) -> String {
        let word = context.phrases[StateLook(stop.state).word]
        guard let reason = stop.reason else { return word }
        return width >= Self.wide ? "\(word)  \(reason)" : PathTitle.cell(reason, width)
    }

    var columns: [TableColumn] {
        let times = stops.map(\.from)
        let begin = context.momentColumns(.minutes, from: times.min(), to: times.max())
        return [
            TableColumn("", min: begin), TableColumn("", min: 5, align: .right), TableColumn("", min: 1),
            TableColumn("", min: 8, weight: 1),
        ]
    }
}

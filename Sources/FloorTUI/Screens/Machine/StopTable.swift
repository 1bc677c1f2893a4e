import Basis
import Records
import Shopfloor
import Widgets

/// The stops of the time that the ribbon shows, with their reasons, the longest first.
struct StopTable: TableSource {
    enum Column: Int, CaseIterable {
        case from, length, whole, mark, what
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
        /// What the time that is looked at has of it; of the machine's document all.
        var length: Duration
        /// As the hub tells it; nil: the machine's document does.
        var line: StopLine?
        /// Else it is listed, and counted elsewhere.
        var isCounted: Bool { line?.isCounted ?? true }
    }

    let context: ScreenContext
    /// Columns that there are.
    var width = 80 { didSet { hasDates = width - dated - 9 >= min(widest, Self.leastReason) } }
    /// Dates stand in each row where they leave the reasons room.
    private var hasDates = true
    private let stops: [Entry]
    private let span: ReviewSpan?

    /// Of the machine's document, which knows what the machine itself said, and of its last stops what people did.
    ///
    /// - Parameters:
    ///   - window: what does not reach into it is left out; nil: nothing is.
    ///   - span: of which the screen speaks.
    init(context: ScreenContext, document: MachineDocument?, window: Interval?, span: ReviewSpan?) {
        self.context = context
        self.span = span
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
                    ?? stretch.condition.native,
                length: max(.zero, (stretch.to ?? now ?? from) - from))
        }
        .sorted { $0.length > $1.length }
    }

    /// As the hub tells them, with the reasons that people gave.
    init(context: ScreenContext, lines: [StopLine], span: ReviewSpan) {
        self.context = context
        self.span = span
        stops = lines.map { line in
            Entry(
                from: line.from, to: line.to, state: line.state ?? .stopped, reason: line.words(context),
                asksForReason: line.cause.asksForReason, length: line.length(in: span, context), line: line)
        }
        .sorted { $0.length > $1.length }
    }

    /// `10 +1 earlier`: how many count in the time that is looked at, and how many others have a part in it; where there is no
    /// room for words, their number alone.
    func countWords(width: Int) -> String {
        let lines = stops.compactMap(\.line)
        let others = StopLine.others(lines, in: span, context, isCounted: \.isCounted)
        let counted = lines.isEmpty ? stops.count : lines.count(where: \.isCounted)
        let words = [String(counted), others].filter { !$0.isEmpty }.joined(separator: " ")
        return words.columns <= width ? words : words.split(separator: " ").prefix(2).joined(separator: " ")
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
        case .from:
            let begin = hasDates ? context.moment(stop.from, .minutes) : context.bareClock(stop.from)
            cell.put(begin, Style(.muted))
        case .length:
            cell.put(length(stop), Style(stop.isCounted ? context.role(.text) : .muted))
        case .whole: cell.put(whole(stop), Style(.muted))
        case .mark: if let mark = look.mark { cell.canvas.put(mark, Style(role)) }
        case .what:
            let isAsked = stop.asksForReason && stop.to != nil
            cell.put(what(stop, width: cell.canvas.width), Style(isAsked ? context.role(.warning) : role))
        case nil: break
        }
    }

    private func length(_ stop: Entry) -> String {
        StopLine.length(context.length(stop.length), isCounted: stop.isCounted)
    }

    /// `of 0:34`: all of a stop of which its length is a part, since breaks and time outside of shifts are left out; empty where
    /// it is the same.
    private func whole(_ stop: Entry) -> String {
        guard let line = stop.line else { return "" }
        let whole = context.length(line.wholeLength(context))
        return whole == context.length(stop.length) ? "" : "\(context.phrases[.of]) \(whole)"
    }

    /// From this width on the state stands before its reason.
    private static let wide = 36

    /// The state and its reason; where there is no room for both, the reason, which says more than the mark.
    private func what(_ stop: Entry, width: Int) -> String {
        let word = context.phrases[StateLook(stop.state).word]
        let date = hasDates || isDated(stop.from) ? nil : context.moment(stop.from, .five)
        let room = width - (date.map { $0.columns + 1 } ?? 0)
        let text =
            stop.reason.map { room >= Self.wide ? "\(word)  \($0)" : PathTitle.cell($0, room) } ?? word
        return [date, text].compactMap(\.self).joined(separator: " ")
    }

    /// Columns in which a reason says something.
    private static let leastReason = 20

    private var widest: Int {
        stops.map { ($0.reason ?? context.phrases[StateLook($0.state).word]).columns }.max() ?? 0
    }

    private var dated: Int {
        context.momentColumns(.minutes, from: stops.map(\.from).min(), to: stops.map(\.from).max())
    }

    /// Whether the date of a time need not be told: it is today's, or of the shift whose date stands above the ribbon.
    private func isDated(_ time: Instant) -> Bool {
        guard let now = context.now, context.date(time) != context.date(now) else { return true }
        guard let span, span.shift != nil || !span.contains(now) else { return false }
        return span.contains(time) || context.date(time) == span.date
    }

    var columns: [TableColumn] {
        let begin = hasDates ? dated : stops.map { context.bareClock($0.from).columns }.max() ?? 5
        let whole = stops.map { self.whole($0).columns }.max() ?? 0
        let lengths = stops.map { length($0).columns }.max() ?? 0
        // Only where it leaves the reasons room.
        let hasRoom = whole > 0 && width - begin - 9 - whole - 1 >= min(widest, Self.leastReason)
        return [
            TableColumn("", min: begin), TableColumn("", min: max(5, lengths), align: .right),
            TableColumn("", min: whole, priority: 9).present(hasRoom), TableColumn("", min: 1),
            TableColumn("", min: 8, weight: 1),
        ]
    }
}

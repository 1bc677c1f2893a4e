import Basis
import Records
import Shopfloor
import Widgets

/// The stops of the time that the ribbon shows, with their reasons, the longest first.
struct StopTable: TableSource {
    enum Column: Int, CaseIterable {
        case from, length, mark, what
    }

    let context: ScreenContext
    let stops: [MachineDocument.Stretch]

    /// - Parameter window: what does not reach into it is left out; nil: nothing is.
    init(context: ScreenContext, intervals: [MachineDocument.Stretch], window: Interval?) {
        self.context = context
        let now = context.now
        stops = intervals.filter { stretch in
            // Before anything was known is no stop.
            guard stretch.condition.state.isStop, stretch.from != nil else { return false }
            return window.map { window in stretch.to.map { $0 > window.from } ?? true } ?? true
        }
        .sorted { Self.length($0, now) > Self.length($1, now) }
    }

    private static func length(_ stretch: MachineDocument.Stretch, _ now: Instant?) -> Duration {
        guard let from = stretch.from, let to = stretch.to ?? now else { return .zero }
        return to - from
    }

    var rowCount: Int { stops.count }
    func id(of row: Int) -> Int64 { stops[row].from?.milliseconds ?? 0 }
    func row(of id: Int64) -> Int? { stops.firstIndex { $0.from?.milliseconds == id } }

    func draw(row: Int, column: Int, in cell: TableCell) {
        let stop = stops[row]
        let look = StateLook(stop.condition.state)
        // What is over needs nobody.
        let role = context.role(stop.to == nil ? look.role : .text)
        switch Column(rawValue: column) {
        case .from:
            cell.put(context.start(stop.from), Style(.muted))
        case .length:
            cell.put(context.length(Self.length(stop, context.now)), Style(context.role(.text)))
        case .mark: if let mark = look.mark { cell.canvas.put(mark, Style(role)) }
        case .what: cell.put(what(stop, width: cell.canvas.width), Style(role))
        case nil: break
        }
    }

    /// From this width on the state stands before its reason.
    private static let wide = 36

    /// The state and its reason; where there is no room for both, the reason, which says more than the mark.
    private func what(_ stop: MachineDocument.Stretch, width: Int) -> String {
        let word = context.phrases[StateLook(stop.condition.state).word]
        guard let reason = reason(stop) else { return word }
        if width >= Self.wide { return "\(word)  \(reason)" }
        // Why nothing is known is less than that nothing is.
        return stop.condition.state == .noData && reason.columns > width ? word : reason
    }

    /// The alarm that came with it, why nothing is known, or the machine's own word.
    private func reason(_ stop: MachineDocument.Stretch) -> String? {
        if let why = stop.condition.why { return context.phrases[why.phrase] }
        return stop.reason?[context.language] ?? stop.condition.native
    }

    static let columns = [
        TableColumn("", min: 5), TableColumn("", min: 5, align: .right), TableColumn("", min: 1),
        TableColumn("", min: 8, weight: 1),
    ]
}

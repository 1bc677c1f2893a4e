import Basis
import Records
import Shopfloor
import Widgets

/// The alarms of one machine that stand, worst first; behind them those of which nobody knows whether they do, and those that
/// went before anybody saw them.
struct AlarmTable: TableSource {
    enum Column: Int, CaseIterable {
        case mark, at, code, text
    }

    let context: ScreenContext
    let alarms: [LineDocument.Notice]

    var rowCount: Int { alarms.count }
    /// By what tells it from the machine's others, since they change places as people deal with them.
    func id(of row: Int) -> String { "\(alarms[row].care?.item ?? "")/\(alarms[row].code)" }
    func row(of id: String) -> Int? { alarms.indices.first { self.id(of: $0) == id } }

    func draw(row: Int, column: Int, in cell: TableCell) {
        let alarm = alarms[row]
        let role = role(alarm)
        let glyph: Glyph =
            switch alarm.care?.state {
            case .shelved: .pointer
            case .returned: .hollowDot
            default: alarm.level == .fault ? .triangle : .hollowDiamond
            }
        switch Column(rawValue: column) {
        case .mark: cell.canvas.put(alarm.isKnown ? glyph : .question, Style(role))
        case .at: cell.put(context.moment(alarm.last), Style(.muted))
        case .code: cell.put(name(alarm), Style(.muted))
        case .text:
            let unknown = alarm.isKnown ? "" : "(\(context.phrases[.notKnown]))"
            // That nobody has seen it is what its colour says.
            let told: [AlarmState] = [.acknowledged, .returned, .shelved]
            let state = alarm.care.map(\.state).flatMap { told.contains($0) ? $0.phrase : nil }
            let cared = state.map { "(\(context.phrases[$0]))" } ?? ""
            let texts = [alarm.text[context.language], unknown, cared, alarm.care?.note ?? ""]
            cell.put(texts.filter { !$0.isEmpty }.joined(separator: "  "), Style(role))
        case nil: break
        }
    }

    private var gone: Int { alarms.count { $0.care?.state == .returned } }

    /// Those that stand have a line each; those that are over take little from the values.
    var leastRows: Int { alarms.count - gone + min(gone, 2) }

    /// How many stand, of how many nobody knows that, and how many are over and unseen.
    func title(width: Int) -> String {
        let phrases = context.phrases
        let unknown = alarms.count { !$0.isKnown }
        let known = alarms.count - unknown - gone
        var counts = known == 0 && unknown > 0 ? [] : ["\(known)"]
        if unknown > 0 { counts.append("? \(unknown)") }
        if gone > 0, width < 60 { counts.append("+ \(gone)") }
        if gone > 0, width >= 60 { counts.append("\(gone) \(phrases[AlarmState.returned.phrase])") }
        return "\(phrases[.alarms]) \(counts.joined(separator: "  "))"
    }

    /// Its code; behind the part that speaks where there are several.
    private func name(_ alarm: LineDocument.Notice) -> String {
        let isAlone = Set(alarms.map { $0.care?.item }).count == 1
        return [isAlone ? "" : alarm.care?.item ?? "", alarm.code].filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func role(_ alarm: LineDocument.Notice) -> Role {
        guard alarm.isKnown else { return .stale }
        switch alarm.care?.state {
        case .shelved, .normal: return context.role(.muted)
        case .acknowledged, .returned: return context.role(.text)
        case .unacknowledged, nil: return context.role(alarm.level == .fault ? .critical : .warning)
        }
    }

    /// As wide as what stands in them: an alarm of another day has its date.
    func columns(width: Int) -> [TableColumn] {
        let times = alarms.map(\.last)
        let clock = context.momentColumns(from: times.min(), to: times.max())
        let code = alarms.map { name($0).columns }.max() ?? 0
        // A name that is cut is another's; the text beside it says the same in more words.
        let most = width < 100 ? 16 : 40
        return [
            TableColumn("", min: 1), TableColumn("", min: clock, priority: 2),
            TableColumn("", min: min(max(1, code), most), priority: 1), TableColumn("", min: 10, weight: 1),
        ]
    }
}

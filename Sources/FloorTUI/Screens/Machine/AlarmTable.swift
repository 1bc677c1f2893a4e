import Basis
import Records
import Shopfloor
import Widgets

/// The alarms of one machine that stand, worst first; behind them those of which nobody knows whether they do.
struct AlarmTable: TableSource {
    enum Column: Int, CaseIterable {
        case mark, at, code, text
    }

    let context: ScreenContext
    let alarms: [LineDocument.Notice]

    var rowCount: Int { alarms.count }
    // Two items may have the same code; their order is the hub's.
    func id(of row: Int) -> Int { row }
    func row(of id: Int) -> Int? { alarms.indices.contains(id) ? id : nil }

    func draw(row: Int, column: Int, in cell: TableCell) {
        let alarm = alarms[row]
        let role = role(alarm)
        let glyph: Glyph = alarm.care?.state == .shelved ? .pointer : alarm.level == .fault ? .triangle : .hollowDiamond
        switch Column(rawValue: column) {
        case .mark: cell.canvas.put(alarm.isKnown ? glyph : .question, Style(role))
        case .at: cell.put(context.moment(alarm.last), Style(.muted))
        case .code: cell.put(name(alarm), Style(.muted))
        case .text:
            let unknown = alarm.isKnown ? "" : "(\(context.phrases[.notKnown]))"
            // That nobody has seen it is what its colour says.
            let state = alarm.care.map(\.state).flatMap { [.acknowledged, .shelved].contains($0) ? $0.phrase : nil }
            let cared = state.map { "(\(context.phrases[$0]))" } ?? ""
            let texts = [alarm.text[context.language], unknown, cared, alarm.care?.note ?? ""]
            cell.put(texts.filter { !$0.isEmpty }.joined(separator: "  "), Style(role))
        case nil: break
        }
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
    var columns: [TableColumn] {
        let times = alarms.map(\.last)
        let clock = context.momentColumns(from: times.min(), to: times.max())
        let code = alarms.map { name($0).columns }.max() ?? 0
        return [
            TableColumn("", min: 1), TableColumn("", min: clock, priority: 2),
            TableColumn("", min: min(max(1, code), 16), priority: 1), TableColumn("", min: 10, weight: 1),
        ]
    }
}

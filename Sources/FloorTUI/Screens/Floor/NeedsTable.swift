import Basis
import Records
import Shopfloor
import Widgets

/// The lower pane of the Floor: machines that need someone, worst first, then longest.
struct NeedsTable: TableSource {
    enum Column: Int, CaseIterable {
        case mark, machine, state, since, reason
    }

    let context: ScreenContext
    let entries: [Attention]
    /// With what people said of the stops that last; else nobody looks.
    var tellsStops = false

    var rowCount: Int { entries.count }
    func id(of row: Int) -> String { context.picture.rows[entries[row].row].machine }
    func row(of id: String) -> Int? { entries.firstIndex { context.picture.rows[$0.row].machine == id } }

    func draw(row: Int, column: Int, in cell: TableCell) {
        let machine = context.picture.rows[entries[row].row]
        let look = StateLook(machine.condition.state)
        let isFault = entries[row].rank == Attention.fault
        let role = context.role(isFault ? .critical : look.role)
        switch Column(rawValue: column) {
        case .mark:
            let mark = isFault ? Glyph.triangle : look.mark ?? .question
            cell.canvas.put(context.link.isCurrent ? mark : .question, Style(role))
        case .machine: cell.put(machine.machine, Style(context.role(.text)))
        case .state: cell.put(context.phrases[look.word], Style(role))
        case .since: cell.put(context.shortDuration(since: machine.since), Style(context.role(.text)))
        case .reason:
            cell.put(reason(machine), Style(context.role(.text)))
            let x = reason(machine).columns
            if x + 3 < cell.canvas.width, let time = time(entries[row]) {
                cell.canvas.put(time, x: x, width: cell.canvas.width - x, Style(context.role(.muted)))
            }
        case nil: break
        }
    }

    /// What the machine itself says: its alarm, its native word, or why nothing is known.
    private func reason(_ machine: LineDocument.Row) -> String {
        let said = tellsStops ? FloorStops.words(machine.machine, context) : nil
        let own = machineReason(machine)
        return [said, own].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " · ")
    }

    private func machineReason(_ machine: LineDocument.Row) -> String {
        if let why = context.why(machine) {
            let native = machine.condition.native.map { " (\($0))" } ?? ""
            return why + native
        }
        return machine.alarm.map { $0.text.en.isEmpty ? $0.code : $0.text[context.language] } ?? machine.condition
            .native ?? ""
    }

    /// When it was heard last, of one that is not; when the alarm came, where it is the alarm that needs someone: that is
    /// another time than that of the state before it.
    private func time(_ entry: Attention) -> String? {
        let machine = context.picture.rows[entry.row]
        if entry.rank == Attention.fault {
            return entry.since.map { " · \(context.phrases[.faultCame]) \(context.moment($0, .minutes))" }
        }
        guard machine.condition.state == .noData, let heard = machine.lastHeard else { return nil }
        return " · \(context.phrases[.lastHeard]) \(context.clock(heard))"
    }

    /// Columns in which no reason is cut.
    func wanted(machineWidth: Int) -> Int {
        let columns = Self.columns(context.phrases, machineWidth: machineWidth)
        let widths = entries.map { entry in
            let machine = context.picture.rows[entry.row]
            return reason(machine).columns + (time(entry)?.columns ?? 0)
        }
        return columns.dropLast().reduce(widths.max() ?? 0) { $0 + $1.min + 1 }
    }

    static func columns(_ phrases: Phrases, machineWidth: Int) -> [TableColumn] {
        [
            TableColumn("", min: 1), TableColumn(phrases[.machine], min: machineWidth),
            // Beside the machines there is room for the mark or for the word, not for both and the reason.
            TableColumn(phrases[.state], min: 11, priority: 1),
            TableColumn(phrases[.since], min: 5, align: .right), TableColumn("", min: 22, weight: 1),
        ]
    }
}

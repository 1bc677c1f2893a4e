import Basis
import Records
import Shopfloor
import Widgets

/// The rows of the Floor as a table sees them: all machines, or those that match the filter.
struct FloorTable: TableSource {
    enum Column: Int, CaseIterable {
        case mark, machine, name, state, since, native, ribbon, owner, shots, cycle, oee, alarms
    }

    let context: ScreenContext
    /// Numbers of the rows that are shown; nil: all.
    let shown: [Int]?
    let ribbon: FloorRibbon?

    var rowCount: Int { shown?.count ?? context.picture.rows.count }

    private func number(_ row: Int) -> Int { shown?[row] ?? row }

    func id(of row: Int) -> String { context.picture.rows[number(row)].machine }

    func row(of id: String) -> Int? {
        guard let number = context.picture.row(of: id) else { return nil }
        return shown.map { $0.firstIndex(of: number) } ?? number
    }

    func heading(above row: Int) -> String? {
        let picture = context.picture
        guard picture.lines.count > 1 else { return nil }
        let line = picture.line(of: number(row))
        if row > 0, picture.line(of: number(row - 1)) == line { return nil }
        let state = picture.lines[line]
        return ([state.name[context.language]] + FloorHead.figures(state, context)).joined(separator: "   ")
    }

    func draw(row: Int, column: Int, in cell: TableCell) {
        let number = number(row)
        let machine = context.picture.rows[number]
        let look = StateLook(machine.condition.state)
        let isNormal = look.mark == nil && machine.condition.state != .idle
        let role = context.role(isNormal ? .text : look.role)
        switch Column(rawValue: column) {
        case .mark:
            if !context.link.isCurrent {
                cell.canvas.put(.question, Style(.stale))
            } else if let mark = look.mark {
                cell.canvas.put(mark, Style(role))
            } else if let alarm = machine.alarm, alarm.isKnown {
                // A machine that works and warns: its state's word tells it from one that is set up.
                let isFault = alarm.level == .fault
                cell.canvas.put(isFault ? .triangle : .hollowDiamond, Style(isFault ? .critical : .warning))
            }
        case .machine: cell.put(machine.machine, Style(context.role(.text)))
        case .name:
            let name = context.picture.name(of: number)?[context.language] ?? ""
            cell.put(DistinctLabels.middle(name, toColumns: cell.canvas.width), Style(context.role(.muted)))
        case .state: cell.put(context.phrases[look.word], Style(role))
        case .since: cell.put(context.duration(since: machine.since), Style(context.role(.text)))
        case .native: cell.put(machine.condition.native ?? "", Style(context.role(.muted)))
        case .ribbon:
            let breaks = context.picture.lines[context.picture.line(of: number)].shift?.breaks ?? []
            ribbon?.draw(machine.ribbon, breaks: breaks, in: cell.canvas, isCurrent: context.link.isCurrent)
        case .owner: cell.put(machine.owner ?? "–", Style(context.role(.text)))
        case .shots: cell.put(machine.shots.map { Numbers.grouped($0) } ?? "–", Style(context.role(.text)))
        case .cycle: cell.put(machine.cycle.map { Numbers.seconds($0) } ?? "–", Style(context.role(.text)))
        case .oee: drawOEE(machine, in: cell.canvas)
        case .alarms: drawAlarms(machine, in: cell)
        case nil: break
        }
    }

    /// Its last columns are for marks, so that numbers stand below each other, marked or not.
    private func drawOEE(_ machine: LineDocument.Row, in canvas: Canvas) {
        let marks = FigureMarks(isDoubtful: machine.isIdealDoubtful).short(.oee)
        let width = canvas.width - context.picture.oeeMarkWidth
        let text = machine.oee.map { Numbers.fixed($0 * 100, 0) } ?? "–"
        canvas.put(text, width: width, align: .right, Style(context.role(.text)))
        canvas.put(marks, x: width, Style(context.role(.warning)))
    }

    private func drawAlarms(_ machine: LineDocument.Row, in cell: TableCell) {
        guard let alarm = machine.alarm else { return }
        guard alarm.isKnown else {
            return cell.put("? \(machine.unknownAlarms) \(alarm.text[context.language])", Style(.stale))
        }
        let role: Role = alarm.level == .fault ? .critical : .warning
        cell.put("\(machine.alarms) \(alarm.text[context.language])", Style(context.role(role)))
    }

    /// Wide enough for the machines' own words, which are not ours to cut, as long as they are words.
    private static func nativeWidth(_ context: ScreenContext) -> Int {
        let widest = context.picture.lines.lazy.map(\.widestNative).max() ?? 0
        return min(max(widest, context.phrases[.native].columns), 20)
    }

    /// The columns that there is something for, and which leave first where there is no room.
    static func columns(_ context: ScreenContext) -> [TableColumn] {
        let phrases = context.phrases
        // A column that is empty for every machine is absent.
        let hasCycles = context.picture.lines.contains(where: \.hasCycles)
        let hasNative = context.picture.lines.contains { $0.widestNative > 0 }
        let hasAlarms = context.picture.lines.contains(where: \.hasAlarms)
        let hasFigures = context.picture.lines.contains(where: \.hasFigures)
        let absent = 1000
        func column(_ title: String, _ min: Int, weight: Int = 0, _ align: Alignment = .left, _ priority: Int = 0)
            -> TableColumn
        { TableColumn(title, min: min, weight: weight, align: align, priority: priority) }
        let widest = min(16, context.picture.widestID)
        let widestName = context.picture.widestName[context.language] ?? 0
        let name = min(max(8, widestName), 24)
        return Column.allCases.map { kind in
            switch kind {
            case .mark: column("", 1)
            case .machine: column(phrases[.machine], max(7, widest))
            case .name: column(phrases[.name], name, .left, widestName > 0 ? 6 : absent)
            case .state: column(phrases[.state], 11)
            case .since: column(phrases[.since], 5, .right)
            case .native: column(phrases[.native], nativeWidth(context), .left, hasNative ? 5 : absent)
            case .ribbon: TableColumn("", min: 16, weight: 3, priority: 3, isPicture: true)
            case .owner: column(phrases[.die], 6, .left, hasCycles ? 2 : absent)
            case .shots: column(phrases[.shots], 7, .right, hasCycles ? 1 : absent)
            case .cycle: column(phrases[.cycle], 6, .right, hasCycles ? 2 : absent)
            case .oee: column(phrases[.oee], 4 + context.picture.oeeMarkWidth, .right, hasFigures ? 1 : absent)
            case .alarms: column(phrases[.alarms], 18, weight: 2, .left, hasAlarms ? 4 : absent)
            }
        }.map { $0.priority == absent ? TableColumn("", min: 10_000, priority: absent) : $0 }
    }
}

import Basis
import Records
import Shopfloor
import Widgets

/// The rows of the Floor as a table sees them: all machines, or those that match the filter.
struct FloorTable: TableSource {
    enum Column: Int, CaseIterable {
        case mark, machine, name, state, since, native, ribbon, owner, shots, cycle, record, produced, good, scrap, oee,
            alarms
    }

    let context: ScreenContext
    /// Numbers of the rows that are shown; nil: all.
    let shown: [Int]?
    let ribbon: FloorRibbon?
    /// What is known where machines send nothing.
    var records = FloorRecords()
    /// Columns for a heading.
    var width = Int.max

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
        let more = FloorHead.shift(state, context) + FloorHead.figures(state, context)
        // Each is there whole, or not at all.
        return more.reduce(state.name[context.language]) { text, part in
            let longer = "\(text)   \(part)"
            return longer.columns <= width ? longer : text
        }
    }

    /// A machine, how its state looks, nil where it sends nothing, and the role of its words: what is normal has none.
    func machine(in row: Int) -> (machine: LineDocument.Row, look: StateLook?, role: Role, isNormal: Bool) {
        let machine = context.picture.rows[number(row)]
        let look = context.picture.state(machine).map { StateLook($0) }
        let isNormal = look?.mark == nil && machine.condition.state != .idle
        return (machine, look, context.role(isNormal ? .text : look?.role ?? .text), isNormal)
    }

    func draw(row: Int, column: Int, in cell: TableCell) {
        let number = number(row)
        let (machine, look, role, _) = machine(in: row)
        switch Column(rawValue: column) {
        case .mark: drawMark(machine, look, role, in: cell.canvas)
        case .machine: cell.put(machine.machine, Style(context.role(.text)))
        case .name:
            let name = context.picture.name(of: number)?[context.language] ?? ""
            cell.put(DistinctLabels.middle(name, toColumns: cell.canvas.width), Style(context.role(.muted)))
        case .state:
            cell.put(stateWords(machine, look), Style(role))
        case .since: cell.put(context.shortDuration(since: machine.since), Style(context.role(.text)))
        case .native: cell.put(machine.condition.native ?? "", Style(context.role(.muted)))
        case .ribbon:
            let breaks = context.picture.lines[context.picture.line(of: number)].shift?.breaks ?? []
            let stretches = look == nil ? [] : machine.ribbon
            ribbon?.draw(stretches, breaks: breaks, in: cell.canvas, isCurrent: context.link.isCurrent)
        case .owner: cell.put(machine.owner ?? "–", Style(context.role(.text)))
        case .shots: cell.put(machine.shots.map { Numbers.grouped($0) } ?? "–", Style(context.role(.text)))
        case .cycle: cell.put(machine.cycle.map { Numbers.seconds($0) } ?? "–", Style(context.role(.text)))
        case .oee: drawOEE(machine, in: cell.canvas)
        case .alarms: drawAlarms(machine, in: cell)
        case .record: cell.put(records.newest(of: machine.machine)?.shiftWords(context) ?? "–", Style(.muted))
        case .produced: drawParts(\.produced, of: machine, in: cell)
        case .good: drawParts(\.good, of: machine, in: cell)
        case .scrap: drawParts(\.scrap, of: machine, in: cell)
        case nil: break
        }
    }

    /// The state; of a machine that works and warns also that, since it has a mark.
    func stateWords(_ machine: LineDocument.Row, _ look: StateLook?) -> String {
        guard let look else { return context.phrases[.byRecords] }
        guard look.mark == nil, let alarm = machine.alarm, alarm.isKnown else {
            return context.phrases[look.word]
        }
        let isIdle = machine.condition.state == .idle
        let phrase: ReviewPhrase =
            alarm.level == .fault ? (isIdle ? .idleFault : .runsFault) : (isIdle ? .idleWarns : .runsWarns)
        return context.phrases[phrase]
    }

    func drawMark(_ machine: LineDocument.Row, _ look: StateLook?, _ role: Role, in canvas: Canvas) {
        if !context.link.isCurrent {
            canvas.put(.question, Style(.stale))
        } else if let mark = look?.mark {
            canvas.put(mark, Style(role))
        } else if let alarm = machine.alarm, alarm.isKnown {
            // A machine that works and warns, which the words of its state say, too.
            let isFault = alarm.level == .fault
            canvas.put(isFault ? .triangle : .hollowDiamond, Style(isFault ? .critical : .warning))
        }
    }

    private func drawParts(_ part: KeyPath<KeyFigureRow, Double?>, of machine: LineDocument.Row, in cell: TableCell) {
        let number = records.newest(of: machine.machine)?[keyPath: part]
        cell.put(number.map { Numbers.grouped(Int64($0.rounded())) } ?? "–", Style(context.role(.text)))
    }

    /// Its last columns are for marks, so that numbers stand below each other, marked or not.
    private func drawOEE(_ machine: LineDocument.Row, in canvas: Canvas) {
        // Of a plant that lives by records nothing is known of the running shift: the figure is the last record's.
        let record = records.newest(of: machine.machine)
        let marks = (record?.marks ?? FigureMarks(isDoubtful: machine.isIdealDoubtful)).short(.oee)
        let width = canvas.width - Self.markWidth(context.picture)
        let oee = context.picture.isByRecords ? record?.oee : machine.oee
        let text = oee.map { Numbers.fixed($0 * 100, 0) } ?? "–"
        canvas.put(text, width: width, align: .right, Style(context.role(.text)))
        canvas.put(marks, x: width, Style(context.role(.warning)))
    }

    /// Kept also where no figure has a mark: one that comes and goes would move all columns.
    private static func markWidth(_ picture: PlantPicture) -> Int { picture.isByRecords ? 2 : 1 }

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

    /// What shift records tell.
    private static func recordColumn(_ kind: Column, _ phrases: Phrases) -> TableColumn {
        switch kind {
        case .produced: TableColumn(phrases[.produced], min: 7, align: .right, priority: 2)
        case .good: TableColumn(phrases[.good], min: 7, align: .right, priority: 3)
        case .scrap: TableColumn(phrases[.fieldScrap], min: 6, align: .right, priority: 4)
        default: TableColumn(phrases[.lastRecord], min: 16, weight: 1)
        }
    }

    /// The columns that there is something for, and which leave first where there is no room.
    static func columns(_ context: ScreenContext) -> [TableColumn] {
        let phrases = context.phrases
        // A column that is empty for every machine is absent.
        let hasCycles = context.picture.lines.contains(where: \.hasCycles)
        let hasNative = context.picture.lines.contains { $0.widestNative > 0 }
        let hasAlarms = context.picture.lines.contains(where: \.hasAlarms)
        let hasFigures = context.picture.isByRecords || context.picture.lines.contains(where: \.hasFigures)
        let hasSignals = context.picture.hasSignals
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
            case .name: column(phrases[.name], name, .left, 6).present(widestName > 0)
            case .state: column(phrases[.state], 11).present(hasSignals)
            case .since: column(phrases[.since], 5, .right).present(hasSignals)
            case .native: column(phrases[.native], nativeWidth(context), .left, 5).present(hasNative)
            case .ribbon: TableColumn("", min: 16, weight: 3, priority: 3, isPicture: true).present(hasSignals)
            case .owner: column(phrases[.die], 6, .left, 2).present(hasCycles)
            case .shots: column(phrases[.shots], max(7, phrases[.shots].columns), .right, 1).present(hasCycles)
            case .cycle: column(phrases[.cycle], 6, .right, 2).present(hasCycles)
            case .record, .produced, .good, .scrap:
                recordColumn(kind, phrases).present(context.picture.isByRecords)
            case .oee: column(phrases[.oee], 4 + markWidth(context.picture), .right, 1).present(hasFigures)
            case .alarms: column(phrases[.alarms], 18, weight: 2, .left, 4).present(hasAlarms)
            }
        }
    }
}

import Basis
import Records
import Shopfloor
import Widgets

/// A line of OEE opened: a figure, what it is made of, or a part of the plant.
struct OEELine {
    enum ID: Hashable {
        case figure(String)
        /// The planned busy time.
        case planned
        case element(PlannedElement)
        case quantity(String)
        case part(String)
        case order(String)
    }

    var id: ID
    /// How deep it lies: 0 for OEE itself.
    var depth: Int
    var name: String
    var value: String
    /// What stands behind the value, where it is not to be taken as it stands.
    var mark = ""
    /// Whether the mark asks if the ideal cycle is right.
    var isInQuestion = false
    /// How it comes about, in parts that are shown whole or not at all: half a figure is another.
    var detail: [String]
    /// Its share of the planned time, as a bar; nil: none.
    var share: Double?
    var isStrong = false
    /// The heading that stands above it.
    var heading: String?

    var detailColumns: Int { detail.reduce(0) { $0 + $1.columns } }

    /// All that one row of figures opens into.
    static func opened(_ figures: KeyFigureRow, _ context: ScreenContext) -> [OEELine] {
        let (phrases, marks) = (context.phrases, figures.marks)
        var lines = [
            OEELine(
                id: .figure("oee"), depth: 0, name: "OEE", value: Numbers.share(figures.oee),
                mark: marks.short(.oee), isInQuestion: figures.isIdealInQuestion,
                detail: ["= " + FigureFormula.oee, " = Σ PRI·GQ ÷ PBT"], share: nil, isStrong: true),
            OEELine(
                id: .figure("a"), depth: 1, name: "A  \(phrases[.availabilityWord])",
                value: Numbers.share(figures.availability), mark: marks.short(.availability),
                detail: [
                    "= " + FigureFormula.availability,
                    " = \(span(figures.seconds(.production))) ÷ \(span(figures.planned))",
                ], share: nil,
                isStrong: true),
        ]
        lines += rightAligned(
            [planned(figures, phrases)] + PlannedElement.allCases.map { element($0, figures, phrases) })
        lines += lost("lost_stopped", .lostStopped, figures.lostStopped, FigureFormula.lostStopped, phrases)
        lines.append(
            OEELine(
                id: .figure("e"), depth: 1, name: "E  \(phrases[.effectivenessWord])",
                value: Numbers.share(figures.effectiveness), mark: marks.short(.effectiveness),
                detail: [
                    "= " + FigureFormula.effectiveness,
                    " = \(span(figures.idealProduced)) ÷ \(span(figures.seconds(.production)))",
                ],
                share: nil, isStrong: true))
        lines.append(quantity("pq", .quantityProduced, figures.produced, phrases))
        lines += lost("lost_speed", .lostSpeed, figures.lostSpeed, FigureFormula.lostSpeed, phrases)
        lines.append(
            OEELine(
                id: .figure("q"), depth: 1, name: "Q  \(phrases[.qualityWord])", value: Numbers.share(figures.quality),
                detail: quality(figures), share: nil, isStrong: true))
        lines.append(quantity("gq", .quantityGood, figures.good, phrases))
        lines.append(quantity("sq", .quantityScrap, figures.scrap, phrases))
        // The three add up to the parts made.
        if figures.rework ?? 0 > 0 { lines.append(quantity("rq", .quantityRework, figures.rework, phrases)) }
        return lines + reliability(figures, phrases)
    }

    /// With several products no quotient of parts is the quality, but one of their ideal run times.
    private static func quality(_ figures: KeyFigureRow) -> [String] {
        figures.isQualityWeighted
            ? ["= " + FigureFormula.weightedQuality, " = \(span(figures.idealGood)) ÷ \(span(figures.idealProduced))"]
            : ["= " + FigureFormula.quality, " = \(number(figures.good)) ÷ \(number(figures.produced))"]
    }

    /// MTBF and MTTR, with the rule beside; nothing where nobody recorded stops.
    private static func reliability(_ figures: KeyFigureRow, _ phrases: Phrases) -> [OEELine] {
        guard let failures = figures.failures, figures.basis != TimeBasis.records.rawValue else { return [] }
        func line(_ id: String, _ phrase: ReviewPhrase, _ seconds: Double?, _ rule: String) -> OEELine {
            OEELine(
                id: .figure(id), depth: 1, name: "\(id)  \(phrases[phrase])", value: span(seconds),
                detail: ["= \(rule)"], share: nil)
        }
        var between = line("MTBF", .meanTimeBetween, figures.meanTimeBetween, FigureFormula.timeBetween)
        between.detail.append(", n = \(Numbers.grouped(failures))\(figures.hasFewFailures ? "?" : "")")
        var repair = line("MTTR", .meanTimeToRepair, figures.meanTimeToRepair, "\(phrases[.repairSum]) ÷ n")
        if figures.hasFewFailures {
            repair.detail.append("   ? n < \(Reliability.fewFailures)")
        }
        return [between, repair]
    }

    private static func planned(_ figures: KeyFigureRow, _ phrases: Phrases) -> OEELine {
        OEELine(
            id: .planned, depth: 2, name: "PBT  \(phrases[.elementPlanned])", value: span(figures.planned), detail: [],
            share: nil)
    }

    private static func element(_ element: PlannedElement, _ figures: KeyFigureRow, _ phrases: Phrases) -> OEELine {
        let (planned, seconds) = (figures.planned ?? 0, figures.seconds(element))
        let share = planned <= 0 ? nil : seconds.map { $0 / planned }
        return OEELine(
            id: .element(element), depth: 2, name: "\(element.sign)  \(phrases[element.phrase])",
            value: span(seconds), detail: share.map { [Numbers.share($0)] } ?? [], share: share)
    }

    /// The shares behind the bars end below each other.
    private static func rightAligned(_ lines: [OEELine]) -> [OEELine] {
        let widest = lines.map(\.detailColumns).max() ?? 0
        return lines.map { line in
            var line = line
            line.detail = line.detail.map { String(repeating: " ", count: widest - $0.columns) + $0 }
            return line
        }
    }

    private static func quantity(
        _ id: String, _ phrase: ReviewPhrase, _ value: Double?, _ phrases: Phrases
    ) -> OEELine {
        OEELine(
            id: .quantity(id), depth: 2, name: "\(id.uppercased())  \(phrases[phrase])", value: number(value),
            detail: [],
            share: nil)
    }

    /// Whole parts that were not made; no line where none was lost.
    private static func lost(
        _ id: String, _ phrase: ReviewPhrase, _ parts: Double?, _ rule: String, _ phrases: Phrases
    ) -> [OEELine] {
        guard let parts = parts?.rounded(), parts >= 1 else { return [] }
        return [
            OEELine(
                id: .figure(id), depth: 2, name: phrases[phrase], value: number(parts), detail: ["= \(rule)"],
                share: nil)
        ]
    }

    /// Lines of the plant, or machines of a line.
    static func parts(_ parts: [KeyFigureRow], _ scope: PlantScope, _ context: ScreenContext) -> [OEELine] {
        zip(parts, factors(parts, context.phrases)).enumerated().compactMap { number, part in
            let (figures, detail) = part
            guard let id = scope == .plant ? figures.line : figures.machine else { return nil }
            let heading = context.phrases[scope == .plant ? .byLine : .byMachine]
            let name = scope == .plant ? PlantScope.line(id).title(context) : id
            return OEELine(
                id: .part(id), depth: 1, name: name, value: Numbers.share(figures.oee),
                mark: figures.marks.short(.oee), isInQuestion: figures.isIdealInQuestion, detail: detail,
                share: figures.oee,
                heading: number == 0 ? heading : nil)
        }
    }

    /// The orders of a line or machine; of a plant that knows of none there is nothing.
    static func orders(_ orders: [KeyFigureRow], _ context: ScreenContext) -> [OEELine] {
        var lines: [OEELine] = []
        for (figures, factors) in zip(orders, factors(orders, context.phrases)) {
            guard let order = figures.order else { continue }
            let heading: String? = lines.isEmpty ? context.phrases[.byOrder] : nil
            lines.append(
                OEELine(
                    id: .order(order), depth: 1, name: order, value: Numbers.share(figures.oee),
                    mark: figures.marks.short(.oee), isInQuestion: figures.isIdealInQuestion,
                    detail: factors, share: figures.oee, heading: heading))
        }
        return lines
    }

    /// Of each row its factors, so that they stand below each other, marked or not, and how much of its time is known.
    private static func factors(_ rows: [KeyFigureRow], _ phrases: Phrases) -> [[String]] {
        func column(_ name: String, _ value: KeyPath<KeyFigureRow, Double?>, _ factor: ReportFactor?) -> [String] {
            let cells = rows.map { row in
                (share: Numbers.share(row[keyPath: value]), mark: factor.map { row.marks.short($0) } ?? "")
            }
            let share = cells.map(\.share.columns).max() ?? 0
            let mark = cells.map(\.mark.columns).max() ?? 0
            return cells.map { cell in
                let before = String(repeating: " ", count: share - cell.share.columns)
                let behind = String(repeating: " ", count: mark - cell.mark.columns)
                return "\(name) \(before)\(cell.share)\(cell.mark)\(behind)"
            }
        }
        var columns = [
            column("A", \.availability, .availability), column("  E", \.effectiveness, .effectiveness),
            column("  Q", \.quality, .quality),
        ]
        if rows.contains(where: { KeyFigureRow.isPart($0.coverage) }) {
            columns.append(column("  \(phrases[.data])", \.coverage, nil))
        }
        return rows.indices.map { row in columns.map { $0[row] } }
    }

    private static func span(_ seconds: Double?) -> String {
        seconds.map { DurationText.hoursMinutes(Duration(seconds: $0)) } ?? "—"
    }

    private static func number(_ value: Double?) -> String {
        value.map { $0 == $0.rounded() ? Numbers.grouped(Int64($0)) : Numbers.value($0, decimals: nil) } ?? "—"
    }
}

/// The lines as a table sees them.
struct OEETable: TableSource {
    enum Column: Int, CaseIterable {
        case name, value, detail
    }

    let context: ScreenContext
    let lines: [OEELine]
    /// Of the same width in each line of that depth, and as wide as the texts behind them leave room; 0 where that is too
    /// little.
    private func barWidth(_ width: Int, depth: Int) -> Int {
        let longest = lines.filter { $0.share != nil && $0.depth == depth }.map(\.detailColumns).max() ?? 0
        let room = width - 1 - longest
        return room < 4 ? 0 : min(10, room)
    }

    /// So that numbers stand below each other, marked or not.
    private var markWidth: Int { lines.map(\.mark.columns).max() ?? 0 }

    var rowCount: Int { lines.count }
    func id(of row: Int) -> OEELine.ID { lines[row].id }
    func row(of id: OEELine.ID) -> Int? { lines.firstIndex { $0.id == id } }
    func heading(above row: Int) -> String? { lines[row].heading }

    func draw(row: Int, column: Int, in cell: TableCell) {
        let line = lines[row]
        let role = context.role(line.isStrong ? .strong : .text)
        switch Column(rawValue: column) {
        case .name:
            let indent = 2 * line.depth
            cell.canvas.put(line.name, x: indent, width: max(0, cell.canvas.width - indent), Style(role))
        case .value:
            let width = cell.canvas.width - markWidth
            cell.canvas.put(line.value, width: width, align: .right, Style(role))
            cell.canvas.put(line.mark, x: width, Style(context.role(.warning)))
        case .detail:
            var x = 0
            let bar = barWidth(cell.canvas.width, depth: line.depth)
            if let share = line.share, bar > 0 {
                Bar(share, scale: 0...1).draw(in: cell.canvas.part(Rect(0, 0, bar, 1)))
                x = bar + 1
            }
            for part in line.detail {
                guard x + part.columns <= cell.canvas.width else { break }
                cell.canvas.put(part, x: x, Style(context.role(.muted)))
                x += part.columns
            }
        case nil: break
        }
    }

    func columns(width: Int) -> [TableColumn] {
        let widest = lines.map { $0.name.columns + 2 * $0.depth }.max() ?? 0
        let value = 8 + markWidth
        // A name that is cut is still known; what is behind it is not.
        let room = width - value - 2 - (lines.map(\.detailColumns).max() ?? 0)
        return [
            // Without the details beside it there is room for the names.
            TableColumn("", min: max(16, min(widest, width / 2, room)), weight: width < 60 ? 1 : 0),
            TableColumn("", min: value, align: .right),
            TableColumn("", min: 16, weight: 1, priority: 1),
        ]
    }
}

import Basis
import Records
import Shopfloor
import Widgets

/// One cycle as it is kept.
struct CycleLine {
    let at: Instant
    let seconds: Double?
    let die: String?
    let order: String?
    /// nil: a word that this program does not know.
    let kind: CycleKind?
    /// By the tag's name.
    let values: [String: Double]
    /// In the order of the row.
    let names: [String]
    let out: Set<String>

    init?(_ row: Row) {
        guard let at = row.time("time") else { return nil }
        self.at = at
        seconds = row.number("seconds")
        die = row.text("die")
        order = row.text("order")
        kind = row.text("kind").flatMap(CycleKind.init)
        var values: [String: Double] = [:]
        var names: [String] = []
        if let bytes = row.json("values"), let node = try? JSONTape().read(bytes) {
            for (key, value) in node.members {
                guard let name = key.string else { continue }
                names.append(name)
                values[name] = value.asDouble
            }
        }
        self.values = values
        self.names = names
        out = Set(
            row.json("out").flatMap { try? JSONTape().read($0) }.map { $0.elements.compactMap(\.string) } ?? [])
    }
}

/// Cycles as a table sees them: a column for each value, as many as there is room for from a first one on.
struct CycleTable: TableSource {
    let context: ScreenContext
    let cycles: [CycleLine]
    let tags: [MachineDocument.Tag]
    /// Values of which some cycle has one, in the order of their columns.
    let names: [String]
    /// Values that stand to the left of those that are seen.
    let skipped: Int

    private static let fixed = 5

    /// - Parameter order: the values that have a column already, which they keep.
    init(
        context: ScreenContext, cycles: [CycleLine], tags: [MachineDocument.Tag], order: [String] = [], skipped: Int
    ) {
        (self.context, self.cycles, self.tags) = (context, cycles, tags)
        names = order + Self.names(cycles.prefix(50), but: Set(order))
        self.skipped = min(skipped, max(0, names.count - 1))
    }

    /// Those that were out of limits first, so that no width hides them; last what says the same as the cycle's own time.
    private static func names(_ cycles: ArraySlice<CycleLine>, but known: Set<String>) -> [String] {
        var seen: [String] = []
        for cycle in cycles { for name in cycle.names where !seen.contains(name) { seen.append(name) } }
        let out = cycles.reduce(into: Set<String>()) { $0.formUnion($1.out) }
        func rank(_ name: String) -> Int {
            if out.contains(name) { return 0 }
            let isCycleTime = cycles.allSatisfy { cycle in
                guard let value = cycle.values[name], let seconds = cycle.seconds else {
                    return cycle.values[name] == nil
                }
                return abs(value - seconds) < 0.05
            }
            return isCycleTime ? 2 : 1
        }
        let wanted = seen.filter { !known.contains($0) }
        return (0...2).flatMap { place in wanted.filter { rank($0) == place } }
    }

    /// Which of the values have room.
    func valuesSeen(_ columns: [TableColumn], width: Int, gap: Int) -> Range<Int> {
        let layout = TableColumn.layout(columns, width: width, gap: gap)
        return skipped..<skipped + layout.count { $0.index >= Self.fixed }
    }

    var rowCount: Int { cycles.count }
    func id(of row: Int) -> Int64 { cycles[row].at.milliseconds }
    func row(of id: Int64) -> Int? { cycles.firstIndex { $0.at.milliseconds == id } }

    func columns(width: Int) -> [TableColumn] {
        let phrases = context.phrases
        let hasDie = cycles.contains { $0.die != nil }
        let kinds = Set(cycles.compactMap(\.kind)).map { $0.name[context.language].columns }
        let clock = context.momentColumns(.exact, from: cycles.last?.at, to: cycles.first?.at)
        var columns = [
            TableColumn("", min: 1), TableColumn(phrases[.time], min: clock),
            TableColumn(phrases[.cycle], min: 6, align: .right),
            TableColumn(
                phrases[ReviewPhrase.kind], min: max(phrases[ReviewPhrase.kind].columns, kinds.max() ?? 0), priority: 2),
            TableColumn(hasDie ? phrases[.die] : "", min: hasDie ? 8 : 0, priority: 3),
        ]
        let titles = names.dropFirst(skipped).map(title)
        let least = titles.map { max(7, min(Self.lines($0).map(\.columns).max() ?? 0, Self.headWidth)) }
        for (number, width) in least.enumerated() {
            // The first stays longest: without it there is nothing to see.
            columns.append(TableColumn("", min: width, align: .right, priority: number == 0 ? 1 : 4 + number))
        }
        return withHeads(titles, columns, width: width)
    }

    /// Columns that a head has before any is given free ones.
    private static let headWidth = 12
    /// Columns between two.
    private static let gap = 1

    /// Heads that have no room whole get of the width that is free; those that are cut all the same are told apart.
    private func withHeads(_ titles: [String], _ columns: [TableColumn], width: Int) -> [TableColumn] {
        let needs = titles.enumerated().map { number, title in
            (index: Self.fixed + number, columns: Self.lines(title).map(\.columns).max() ?? 0)
        }
        var columns = TableColumn.widen(columns, width: width, gap: Self.gap, needs: needs)
        let heads = Self.heads(titles, widths: columns.dropFirst(Self.fixed).map(\.min))
        for (number, head) in heads.enumerated() { columns[Self.fixed + number].title = head }
        return columns
    }

    /// Each title in as many columns as its own has, on two lines where one is too short. Of titles that would be cut alike,
    /// the words that differ stay.
    static func heads(_ titles: [String], widths: [Int]) -> [String] {
        var heads = zip(titles, widths).map { title, width in
            guard title.columns > width else { return title }
            return lines(title).map { $0.truncated(toColumns: width) }.joined(separator: "\n")
        }
        let alike = Dictionary(grouping: heads.indices) { heads[$0] }.values.filter { $0.count > 1 }
        for group in alike {
            let cut = DistinctLabels.cut(group.map { titles[$0] }, toColumns: group.map { widths[$0] }.min() ?? 0)
            for (index, text) in zip(group, cut) { heads[index] = text }
        }
        return heads
    }

    /// On two lines, cut at the space where the longer of both is shortest.
    private static func lines(_ title: String) -> [String] {
        guard title.columns > headWidth else { return [title] }
        let words = title.split(separator: " ").map(String.init)
        let cuts = (1..<max(1, words.count)).map { place in
            [words[..<place], words[place...]].map { $0.joined(separator: " ") }
        }
        func widest(_ lines: [String]) -> Int { lines.map(\.columns).max() ?? 0 }
        return cuts.min { widest($0) < widest($1) } ?? [title]
    }

    /// The tag's name with its unit.
    private func title(_ name: String) -> String {
        guard let tag = tags.first(where: { $0.id == name }) else { return name }
        return [tag.name?[context.language] ?? name, tag.unit].compactMap(\.self).joined(separator: " ")
    }

    func draw(row: Int, column: Int, in cell: TableCell) {
        let cycle = cycles[row]
        switch column {
        case 0:
            if !cycle.out.isEmpty { cell.canvas.put(.triangle, Style(.outOfLimits)) }
        case 1: cell.put(context.moment(cycle.at, .exact), Style(.muted))
        case 2: cell.put(cycle.seconds.map { Numbers.fixed($0, 1) } ?? "–", Style(context.role(.text)))
        case 3:
            let role: Role = cycle.kind == .scrap ? .warning : cycle.kind == .good ? .muted : .text
            cell.put(cycle.kind?.name[context.language] ?? "", Style(context.role(role)))
        case 4: cell.put(cycle.die ?? "", Style(.muted))
        default:
            let place = column - Self.fixed + skipped
            guard names.indices.contains(place) else { return }
            let name = names[place]
            let isOut = cycle.out.contains(name)
            let decimals = tags.first { $0.id == name }?.decimals
            let text = cycle.values[name].map { Numbers.value($0, decimals: decimals) } ?? "–"
            cell.put(text, Style(isOut ? .outOfLimits : context.role(.text)))
            let room = cell.canvas.width - text.columns
            if isOut, room > 0 { cell.canvas.put(.triangle, x: max(0, room - 2), Style(.outOfLimits)) }
        }
    }
}

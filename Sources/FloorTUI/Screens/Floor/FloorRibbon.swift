import Basis
import Records
import Shopfloor
import Widgets

/// The ribbon of the last hours: which stretch of time its cells show, and what stands in them.
///
/// It ends at the end of the cell in which now lies, so that at rest it moves only when a cell is full.
struct FloorRibbon {
    static let span = Duration.seconds(8 * 3600)

    private let start: Int64
    private let cell: Int64
    private let now: Int64
    private let width: Int
    private let zone: Zone

    /// nil where there is no room or no time.
    init?(width: Int, now: Instant?, zone: Zone) {
        guard width > 0, let now else { return nil }
        self.width = width
        self.zone = zone
        self.now = now.milliseconds
        // Whole minutes a cell, and cells that begin at multiples of it.
        cell = max(1, (Self.span.wholeMilliseconds / 60_000 + Int64(width) - 1) / Int64(width)) * 60_000
        let end = (now.milliseconds / cell + 1) * cell
        start = end - cell * Int64(width)
    }

    /// The hours above the ribbon, each over the cell in which it begins.
    var title: String {
        var title = [Character](repeating: " ", count: width)
        var next = 0
        for column in 0..<width {
            let from = zone.time(at: Instant(milliseconds: start + cell * Int64(column)))
            let to = zone.time(at: Instant(milliseconds: start + cell * Int64(column + 1)))
            let startsHour = from.time.minute == 0 || from.time.hour != to.time.hour && to.time.minute != 0
            guard startsHour, column >= next, column + 2 <= width else { continue }
            let hour = from.time.minute == 0 ? from : to
            title.replaceSubrange(column..<column + 2, with: Array(hour.hourMinute.prefix(2)))
            next = column + 3
        }
        return String(title)
    }

    /// Draws what a machine was in; the worst of a cell's states shows.
    func draw(_ stretches: [LineDocument.Stretch], in canvas: Canvas, isCurrent: Bool) {
        for (number, stretch) in stretches.enumerated() {
            let from = stretch.from?.milliseconds ?? .min
            let to = number + 1 < stretches.count ? stretches[number + 1].from?.milliseconds ?? .min : now
            guard to > start, from < to else { continue }
            let first = max(0, Int((max(from, start) - start) / cell))
            let last = min(width - 1, Int((to - 1 - start) / cell))
            guard first <= last else { continue }
            let look = StateLook(stretch.state)
            for column in first...last {
                if let before = shown(stretches[..<number], column), before.rank > look.rank { continue }
                let role: Role = stretch.state == .producing || stretch.state == .idle ? .muted : look.role
                canvas.put(look.ribbon, x: column, Style(isCurrent ? role : .stale))
            }
        }
    }

    /// What earlier stretches left in a column that the next one begins in, too.
    private func shown(_ earlier: ArraySlice<LineDocument.Stretch>, _ column: Int) -> StateLook? {
        let cellStart = start + cell * Int64(column)
        var worst: StateLook?
        for index in earlier.indices.reversed() {
            let look = StateLook(earlier[index].state)
            if worst.map({ $0.rank < look.rank }) ?? true { worst = look }
            if (earlier[index].from?.milliseconds ?? .min) <= cellStart { break }
        }
        return worst
    }
}

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

    /// Of the states in a cell the worst shows that took at least a fifth of it, so that neither a short stop is lost
    /// nor a blink makes an hour look bad.
    private static let share = 0.2

    /// Draws what a machine was in.
    func draw(_ stretches: [LineDocument.Stretch], in canvas: Canvas, isCurrent: Bool) {
        var cells = [CellShares](repeating: CellShares(), count: width)
        for (number, stretch) in stretches.enumerated() {
            // Before anything was known there is nothing to show.
            if stretch.from == nil, stretch.state == .noData { continue }
            let from = max(stretch.from?.milliseconds ?? start, start)
            let next = number + 1 < stretches.count ? stretches[number + 1].from?.milliseconds ?? start : now
            let to = min(next, now)
            guard from < to else { continue }
            for column in Int((from - start) / cell)...Int((to - 1 - start) / cell) where column < width {
                let cellStart = start + cell * Int64(column)
                cells[column].add(stretch.state, min(to, cellStart + cell) - max(from, cellStart))
            }
        }
        for (column, shares) in cells.enumerated() {
            guard let state = shares.shown(least: Double(cell) * Self.share) else { continue }
            let look = StateLook(state)
            let role: Role = state == .producing || state == .idle ? .muted : look.role
            canvas.put(look.ribbon, x: column, Style(isCurrent ? role : .stale))
        }
    }
}

/// How long a machine was in which states within one cell of a ribbon, in milliseconds.
private struct CellShares {
    private var shares: [(state: MachineState, length: Int64)] = []

    mutating func add(_ state: MachineState, _ length: Int64) {
        if let index = shares.firstIndex(where: { $0.state == state }) {
            shares[index].length += length
        } else {
            shares.append((state, length))
        }
    }

    /// The worst that lasted at least `least`, else the longest; nil for a cell of which nothing is known.
    func shown(least: Double) -> MachineState? {
        let long = shares.filter { Double($0.length) >= least }
        return long.max { StateLook($0.state).rank < StateLook($1.state).rank }?.state
            ?? shares.max { $0.length < $1.length }?.state
    }
}

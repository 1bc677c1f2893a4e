import Basis
import Records
import Shopfloor
import Widgets

/// The ribbon of the last hours: which stretch of time its cells show, and what stands in them. An hour is a whole
/// number of cells, so that the hours above it stand evenly.
///
/// It ends at the end of the cell in which now lies, so that at rest it moves only when a cell is full.
struct FloorRibbon {
    /// It shows a shift at least, and no more than documents tell.
    private static let leastMinutes: Int64 = 8 * 60
    private static let mostMinutes: Int64 = 12 * 60
    /// Minutes a cell.
    private static let cells: [Int64] = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60]

    private let start: Int64
    private let cell: Int64
    private let now: Int64
    /// Its cells: no more than there is room for.
    let width: Int
    private let zone: Zone

    /// nil where there is no room or no time.
    ///
    /// - Parameter shift: what it is to show, from its first cell on; nil: the last hours.
    init?(width: Int, now: Instant?, zone: Zone, shift: Interval? = nil) {
        guard width > 0, let now else { return nil }
        if let shift, shift.contains(now) {
            let length = shift.to.milliseconds - shift.from.milliseconds
            let minutes = Self.cells.first { $0 * 60_000 * Int64(width) >= length } ?? 60
            cell = minutes * 60_000
            self.width = min(width, Int((length + cell - 1) / cell))
            self.zone = zone
            self.now = now.milliseconds
            start = shift.from.milliseconds
            return
        }
        let minutes = Self.cells.first { $0 * Int64(width) >= Self.leastMinutes } ?? 60
        self.width = min(width, Int(Self.mostMinutes / minutes))
        self.zone = zone
        self.now = now.milliseconds
        cell = minutes * 60_000
        // Cells begin where hours do on the plant's clock, which may lie half an hour from UTC's.
        let offset = Int64(zone.offset(at: now)) * 1000
        let end = ((now.milliseconds + offset) / cell + 1) * cell - offset
        start = end - cell * Int64(self.width)
    }

    /// A shift, a day or whatever else is looked back at, as far as it has come; nil where there is no room.
    init?(width: Int, of span: ReviewSpan, now: Instant, zone: Zone) {
        let length = (span.to - span.from).wholeMilliseconds
        guard width > 0, length > 0 else { return nil }
        let minutes = Self.cells.first { $0 * 60_000 * Int64(width) >= length } ?? 180
        cell = minutes * 60_000
        self.width = min(width, Int((length + cell - 1) / cell))
        self.zone = zone
        start = span.from.milliseconds
        self.now = min(now.milliseconds, span.to.milliseconds)
    }

    /// The time that it shows.
    var window: Interval { Interval(from: Instant(milliseconds: start), to: Instant(milliseconds: max(start, now))) }

    /// The hours above the ribbon, each over the cell in which it begins.
    var title: String {
        var title = [Character](repeating: " ", count: width)
        // Each hour, or each second, third … where there is no room for two digits and a space.
        let hour = Int(3_600_000 / cell)
        let step = [1, 2, 3, 4, 6].first { $0 * hour >= 3 } ?? 12
        let all = Interval(from: Instant(milliseconds: start), to: Instant(milliseconds: start + cell * Int64(width)))
        for mark in HourMarks.marks(in: all, zone: zone, most: 200) {
            let column = Int((mark.instant.milliseconds - start) / cell)
            guard column < width - 1, Int(mark.text)?.isMultiple(of: step) == true else { continue }
            title.replaceSubrange(column..<column + 2, with: Array(mark.text))
        }
        return String(title)
    }

    /// Draws what a machine was in.
    ///
    /// - Parameter breaks: planned ones; see `PlannedBreaks`.
    func draw(
        _ stretches: [LineDocument.Stretch], breaks: [Interval] = [], in canvas: Canvas, isCurrent: Bool
    ) {
        var cells = [StateShares](repeating: StateShares(), count: width)
        for (number, stretch) in stretches.enumerated() {
            // Before anything was known there was no data.
            let from = max(stretch.from?.milliseconds ?? start, start)
            let next = number + 1 < stretches.count ? stretches[number + 1].from?.milliseconds ?? start : now
            let to = min(next, now)
            guard from < to else { continue }
            for column in Int((from - start) / cell)...Int((to - 1 - start) / cell) where column < width {
                let cellStart = start + cell * Int64(column)
                let length = min(to, cellStart + cell) - max(from, cellStart)
                cells[column].add(stretch.state, Double(length) / Double(cell))
            }
        }
        let current = Int((max(stretches.last?.from?.milliseconds ?? start, start) - start) / cell)
        let pauses = PlannedBreaks(intervals: breaks, now: Instant(milliseconds: now))
        for (column, shares) in cells.enumerated() {
            let shown = shares.shown
            let begin = start + cell * Int64(column)
            let time = Interval(from: Instant(milliseconds: begin), to: Instant(milliseconds: begin + cell))
            if pauses.hide(shown, in: time) {
                canvas.put(StateLook.plannedBreak, x: column, Style(isCurrent ? .muted : .stale))
                continue
            }
            guard let state = shown else { continue }
            let look = StateLook(state)
            // What is over needs nobody: only that in which the machine is now has its colour.
            let isNow = column >= current && state == stretches.last?.state
            let role: Role = state.isStop ? isNow ? look.role : .text : .muted
            canvas.put(look.ribbon, x: column, Style(isCurrent ? role : .stale))
        }
    }
}

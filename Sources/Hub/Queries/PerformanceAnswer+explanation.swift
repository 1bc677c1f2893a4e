import Basis
import Records
import Shopfloor

/// What figures are made of: the slices of time, each with the element that it counts for, and of parts the records, counters
/// and bookings that say how many there were. Every row has the same members; null is what it does not speak of.
extension PerformanceAnswer {
    func explanation(_ window: FigureWindow) -> [Row] {
        if window.isOutside { return [Self.row(window, window.interval)] }
        return parts(of: window).flatMap { part in
            part.pieces.map { Self.row(window, $0.slice.interval, piece: $0) }
                + part.entries.map { Self.row(window, $0.interval, entry: $0) }
        }
    }

    /// - Parameters:
    ///   - piece: nil of parts, and of time outside of all shifts, of which nothing but its length is told.
    ///   - entry: nil of time.
    private static func row(
        _ window: FigureWindow, _ interval: Interval, piece: MachineWindow.Piece? = nil, entry: QuantityEntry? = nil
    ) -> Row {
        var row = Row()
        row.add("machine", window.machine)
        row.add("date", (window.shift?.date ?? window.outside)?.description)
        row.add("shift", window.shift?.id)
        row.add("from", interval.from)
        row.add("to", interval.to)
        row.add(
            "seconds", window.isOutside ? interval.duration.inSeconds : piece.map { Double($0.milliseconds) / 1000 })
        row.add("element", (window.isOutside ? .outside : piece?.element)?.rawValue)
        row.add("state", piece?.slice.condition.state.rawValue)
        row.add("native", piece?.slice.condition.native)
        row.add("why", piece?.slice.condition.why?.rawValue)
        row.add("stop", piece?.slice.stop?.description)
        row.add("cause", piece?.cause?.word.rawValue)
        row.add("reason", piece?.slice.reason)
        row.add("kind", piece?.slice.kind?.rawValue)
        row.add("order", piece.map(\.slice.order.id) ?? entry?.order)
        row.add("source", entry?.source.rawValue)
        row.add("item", entry?.item)
        row.add("die", entry?.die)
        row.add("pq", entry?.produced)
        row.add("gq", entry?.good)
        row.add("sq", entry?.scrap)
        row.add("rq", entry?.rework)
        row.add("pri_s", entry?.idealSeconds)
        row.add("basis", window.sums.basis?.rawValue)
        return row
    }
}

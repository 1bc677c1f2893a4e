import Basis
import Records
import Shopfloor

/// What figures are made of: the slices of time, each with the element that it counts for, and of parts the records, counters
/// and bookings that say how many there were. Every row has the same members; null is what it does not speak of.
extension PerformanceAnswer {
    func explanation(_ window: FigureWindow) -> [Row] {
        if window.isOutside { return [Self.row(outside: window)] }
        return parts(of: window).flatMap { part in
            part.pieces.map { Self.row($0, window) } + part.entries.map { Self.row($0, window) }
        }
    }

    private static func row(_ piece: MachineWindow.Piece, _ window: FigureWindow) -> Row {
        var row = row(of: window, piece.slice.interval)
        row.add("seconds", Double(piece.milliseconds) / 1000)
        row.add("element", piece.element.rawValue)
        row.add("state", piece.slice.condition.state.rawValue)
        row.add("native", piece.slice.condition.native)
        row.add("why", piece.slice.condition.why?.rawValue)
        row.add("stop", piece.slice.stop?.description)
        row.add("cause", piece.cause?.word)
        row.add("reason", piece.slice.reason)
        row.add("kind", piece.slice.kind?.rawValue)
        row.add("order", piece.slice.order.id)
        for name in ofParts { row.add(name, Row.Value.none) }
        row.add("basis", window.sums.basis?.rawValue)
        return row
    }

    private static func row(outside window: FigureWindow) -> Row {
        var row = row(of: window, window.interval)
        row.add("seconds", window.interval.duration.inSeconds)
        row.add("element", TimeElement.outside.rawValue)
        for name in ["state", "native", "why", "stop", "cause", "reason", "kind", "order"] + Self.ofParts + ["basis"] {
            row.add(name, Row.Value.none)
        }
        return row
    }

    private static let ofParts = ["source", "item", "die", "pq", "gq", "sq", "rq", "pri_s"]

    private static func row(_ entry: QuantityEntry, _ window: FigureWindow) -> Row {
        var row = row(of: window, entry.interval)
        for name in ["seconds", "element", "state", "native", "why", "stop", "cause", "reason", "kind"] {
            row.add(name, Row.Value.none)
        }
        row.add("order", entry.order)
        row.add("source", entry.source.rawValue)
        row.add("item", entry.item)
        row.add("die", entry.die)
        row.add("pq", entry.produced)
        row.add("gq", entry.good)
        row.add("sq", entry.scrap)
        row.add("rq", entry.rework)
        row.add("pri_s", entry.idealSeconds)
        row.add("basis", window.sums.basis?.rawValue)
        return row
    }

    private static func row(of window: FigureWindow, _ interval: Interval) -> Row {
        var row = Row()
        row.add("machine", window.machine)
        row.add("date", (window.shift?.date ?? window.outside)?.description)
        row.add("shift", window.shift?.id)
        row.add("from", interval.from)
        row.add("to", interval.to)
        return row
    }
}

import Basis
import Records
import Shopfloor
import Widgets

/// A machine's time as a line of characters, each for an equal part of it.
struct TextRibbon {
    let window: Interval
    let width: Int

    var breaks = PlannedBreaks()

    static func mark(_ state: MachineState) -> String { mark(StateLook(state).ribbon) }

    static func mark(_ glyph: Glyph) -> String {
        var text = ""
        Glyphs.unicode[glyph].append(to: &text)
        return text
    }

    /// - Parameter slices: of one machine.
    func line(_ slices: [ReportRow]) -> String {
        var cells = [StateShares](repeating: StateShares(), count: width)
        for slice in slices {
            guard let state = slice.text("state").flatMap(MachineState.init), let from = slice.instant("from"),
                let to = slice.instant("to")
            else { continue }
            let (start, end) = (position(from), position(to))
            for cell in max(0, Int(start))..<max(0, min(width, Int(end.rounded(.up)))) where start < end {
                cells[cell].add(state, min(end, Double(cell + 1)) - max(start, Double(cell)))
            }
        }
        return cells.enumerated().map { number, shares in
            let shown = shares.shown
            let ends = [number, number + 1].map { instant(at: $0) }
            let isRest = breaks.hide(shown, in: Interval(from: ends[0], to: ends[1]))
            return isRest ? Self.mark(StateLook.plannedBreak) : shown.map { Self.mark($0) } ?? " "
        }.joined()
    }

    /// The hours above the ribbon, each where it begins, as many as there is room for.
    func hours(_ zone: Zone) -> String {
        var text = ""
        for hour in HourMarks.marks(in: window, zone: zone) {
            let column = Int(position(hour.instant).rounded())
            guard column >= (text.isEmpty ? 0 : text.count + 1), column + 2 <= width else { continue }
            text += String(repeating: " ", count: column - text.count) + hour.text
        }
        return text
    }

    /// When a cell begins.
    private func instant(at cell: Int) -> Instant {
        let length = Double(window.to.milliseconds - window.from.milliseconds)
        return window.from + .milliseconds(Int64((length * Double(cell) / Double(width)).rounded()))
    }

    private func position(_ instant: Instant) -> Double {
        let length = window.to.milliseconds - window.from.milliseconds
        guard length > 0 else { return 0 }
        return Double(instant.milliseconds - window.from.milliseconds) / Double(length) * Double(width)
    }
}

/// The whole hours of the plant's clocks in a stretch of time.
enum HourMarks {
    /// - Parameter most: as many at most; where there are more, each second, third … of them.
    static func marks(in window: Interval, zone: Zone, most: Int = 24) -> [(instant: Instant, text: String)] {
        var marks: [(instant: Instant, text: String)] = []
        let offset = Int64(zone.offset(at: window.from)) * 1000
        let first = (window.from.milliseconds + offset + 3_599_999) / 3_600_000 * 3_600_000 - offset
        var instant = Instant(milliseconds: first)
        while instant <= window.to {
            marks.append((instant, String(zone.time(at: instant).hourMinute.prefix(2))))
            instant = instant + .seconds(3600)
        }
        let step = max(1, (marks.count + most - 1) / max(1, most))
        return marks.enumerated().filter { $0.offset.isMultiple(of: step) }.map(\.element)
    }
}

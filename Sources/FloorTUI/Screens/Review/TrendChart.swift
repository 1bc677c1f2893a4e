import Basis
import Records
import Shopfloor
import Widgets

/// A value's course as a chart: what stands on its axes, and which events are marked below it.
struct TrendChart {
    let chart: Chart
    private let hasLimits: Bool
    private let stopMarks: [Chart.Mark]
    private let alarmMarks: [Chart.Mark]

    /// - Parameters:
    ///   - tag: nil while the machine's document is not here.
    ///   - stops, alarms: rows of the machine's intervals, and of its alarms in the journal.
    init(
        _ points: [TrendPoint], in span: ReviewSpan, tag: MachineDocument.Tag?, stops: [Row], alarms: [Row],
        _ zone: Zone
    ) {
        stopMarks = Self.stopMarks(stops, span)
        alarmMarks = Self.alarmMarks(alarms, span)
        var chart = Chart(
            points.map { Chart.Sample(from: span.part($0.from), to: span.part($0.to), low: $0.low, high: $0.high) })
        chart.lowLimit = tag?.low
        chart.highLimit = tag?.high
        let decimals = tag?.decimals
        chart.label = { Numbers.value(rounded($0, decimals), decimals: decimals) }
        chart.marks = stopMarks + alarmMarks
        chart.ticks = span.ticks(zone)
        self.chart = chart
        hasLimits = [tag?.low, tag?.high].contains { limit in limit.map { chart.scale?.contains($0) ?? false } ?? false
        }
    }

    /// One that began before stands where the time begins.
    private static func stopMarks(_ stops: [Row], _ span: ReviewSpan) -> [Chart.Mark] {
        stops.compactMap { row in
            guard let state = row.text("state").flatMap(MachineState.init), state.isStop, let from = row.time("from"),
                let mark = StateLook(state).mark, from < span.to, row.time("to") ?? span.to > span.from
            else { return nil }
            return Chart.Mark(at: span.part(max(from, span.from)), mark, .text)
        }
    }

    private static func alarmMarks(_ alarms: [Row], _ span: ReviewSpan) -> [Chart.Mark] {
        alarms.compactMap { row in
            guard let body = row.json("body"), let last = EntryBody(body).instant("last"), span.contains(last),
                EntryBody(body).node?["active"]?.asBool == true
            else { return nil }
            return Chart.Mark(at: span.part(last), .up, .warning)
        }
    }

    func drawLegend(in canvas: Canvas, _ phrases: Phrases) {
        var x = 1
        let entries: [(Glyph, Phrase, Role)] = [
            (.triangle, .stopped, .text), (.diamond, .waiting, .text), (.hollowDiamond, .setUp, .text),
        ]
        let shown = Set(stopMarks.map(\.glyph))
        func put(_ glyph: Glyph, _ word: String, _ role: Role) {
            guard x + word.columns + 2 < canvas.width else { return }
            canvas.put(glyph, x: x, Style(role))
            x = canvas.put(word, x: x + 2, Style(.muted)) + 2
        }
        for (glyph, word, role) in entries where shown.contains(glyph) { put(glyph, phrases[word], role) }
        if !alarmMarks.isEmpty { put(.up, phrases[.alarmMark], .warning) }
        if hasLimits { put(.dashed, phrases[.limits], .limitMark) }
        put(.middleDot, phrases[.noValue], .gap)
    }
}

/// With as many decimals as a label needs: an axis is no place for nine digits.
private func rounded(_ value: Double, _ decimals: Int?) -> Double {
    guard decimals == nil, value.isFinite, value != 0 else { return value }
    var unit = 1.0
    while abs(value) / unit >= 1000 { unit *= 10 }
    while abs(value) / unit < 100, unit > 1e-12 { unit /= 10 }
    return (value / unit).rounded() * unit
}

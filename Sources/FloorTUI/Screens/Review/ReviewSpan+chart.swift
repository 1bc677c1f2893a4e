import Basis
import Widgets

/// The axis of time of charts.
extension ReviewSpan {
    /// Where an instant lies in it: 0 at its begin, 1 at its end.
    func part(_ instant: Instant) -> Double {
        Double((instant - from).wholeMilliseconds) / Double(max(1, (to - from).wholeMilliseconds))
    }

    /// Hours of a shift, each third hour of a day, the days of a week; at whole hours of the plant's clock.
    func ticks(_ zone: Zone) -> [Chart.Tick] {
        let hours = (to - from) / .seconds(3600)
        let step = hours <= 12 ? 1 : hours <= 30 ? 3 : 24
        var ticks: [Chart.Tick] = []
        var instant = from
        while instant < to {
            let time = zone.time(at: instant)
            if time.time.minute == 0, time.time.hour.isMultiple(of: step) {
                let text = step == 24 ? String("\(time.date)".suffix(5)) : time.hourMinute
                ticks.append(Chart.Tick(at: part(instant), text))
            }
            // Zones are at whole quarters of an hour from one another.
            instant = instant + .seconds(900 - Int64(time.time.millisecondOfDay / 1000 % 900))
        }
        return ticks
    }
}

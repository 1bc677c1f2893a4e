import Basis
import Records
import Shopfloor

/// The calendar time of a machine that is in no shift, for TEEP.
extension MachineReading {
    /// What of the time that is asked about lies outside of the machine's windows, cut at the midnights of the plant. A night
    /// belongs to the evening, so a day is from midnight to midnight, or from the end of a shift that runs over one. A day is
    /// told of also where no shift begins in it; of other sums a machine without any has no part.
    ///
    /// - Parameter windows: the machine's own.
    func outside(of windows: [FigureWindow]) -> [FigureWindow] {
        let first = windows.map(\.interval.from).min()
        guard let first = first ?? (query.group == .day ? query.from : nil) else { return [] }
        let end = min(query.to ?? known, known)
        var rest: [FigureWindow] = []
        for version in versions where version.isWithin(query.from, end) {
            guard let number = version.model.plant.machines.firstIndex(where: { $0.id == machine }) else { continue }
            let zone = version.model.calendar.zone
            // A row that names a day is of the whole of it.
            let begin = query.from ?? (query.group == .day ? zone.start(of: zone.time(at: first).date) : first)
            var start = max(begin, version.from)
            let stop = min(end, version.to)
            let line = version.model.plant.machines[number].line
            guard version.model.calendar.covers(line) else { continue }
            for taken in windows.map(\.interval).sorted(by: { $0.from < $1.from }) + [Interval(from: stop, to: stop)] {
                let gap = Interval(from: min(start, stop), to: min(max(start, taken.from), stop))
                rest += zone.days(of: gap).map { window($0.interval, $0.date, line) }
                start = max(start, taken.to)
            }
        }
        return rest
    }

    private func window(_ interval: Interval, _ date: CivilDate, _ line: String) -> FigureWindow {
        var sums = PerformanceSums()
        sums.calendar = interval.to.milliseconds - interval.from.milliseconds
        sums.time[.outside] = sums.calendar
        sums.ideal = IdealParts()
        return FigureWindow(machine: machine, line: line, outside: date, interval: interval, sums: sums, pieces: [])
    }
}

extension Zone {
    /// A stretch of time by the dates that clocks show in it; none of an empty one.
    func days(of interval: Interval) -> [(date: CivilDate, interval: Interval)] {
        var days: [(date: CivilDate, interval: Interval)] = []
        var start = interval.from
        while start < interval.to {
            let date = time(at: start).date
            // Never without end, whatever the clocks of the zone did at midnight.
            let next = max(start + .milliseconds(1), self.start(of: date.adding(days: 1)))
            let end = min(next, interval.to)
            days.append((date, Interval(from: start, to: end)))
            start = end
        }
        return days
    }
}

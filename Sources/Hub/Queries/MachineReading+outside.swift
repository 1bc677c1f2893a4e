import Basis
import Records
import Shopfloor

/// The calendar time of a machine that is in no shift, for TEEP.
extension MachineReading {
    /// What of the time that is asked about lies outside of all shifts, cut at the midnights of the plant. A night belongs to
    /// the evening, so a day is from midnight to midnight, or from the end of a shift that runs over one. Days are told of also
    /// where the machine has no shift in them; of other sums a machine without any has no part.
    ///
    /// - Parameter windows: the machine's own.
    func outside(of windows: [FigureWindow]) -> [FigureWindow] {
        let first = windows.map(\.interval.from).min()
        guard let first = first ?? (query.group == .day ? query.from : nil) else { return [] }
        let end = min(query.to ?? known, known)
        var rest: [FigureWindow] = []
        for (index, version) in versions.enumerated() where version.judges(from: query.from, to: end) {
            guard let number = version.model.plant.machines.firstIndex(where: { $0.id == machine }) else { continue }
            let line = version.model.plant.machines[number].line
            guard version.model.calendar.covers(line) else { continue }
            let zone = version.model.calendar.zone
            // A row that names a day is of the whole of it.
            let begin = query.from ?? (query.group == .day ? zone.start(of: zone.time(at: first).date) : first)
            let time = Interval(from: max(begin, version.from), to: max(begin, version.from, min(end, version.to)))
            // Also where nobody recorded anything of a shift.
            let shifts = planned.of(version, line: line, overlapping: time).filter(version.judges)
            // What an older version's shift still ran is no time outside, of whatever machine.
            let olderEnd = planned.end(of: versions, before: index, line: line)
            let older = Interval(from: time.from, to: max(time.from, olderEnd))
            let taken = ([older] + windows.map(\.interval) + shifts.map(\.interval)).sorted { $0.from < $1.from }
            let dates = Set(shifts.map(\.date) + windows.compactMap { $0.shift?.date })
            for gap in time.gaps(between: taken) {
                rest += zone.days(of: gap).map { window($0.interval, $0.date, line, isFree: !dates.contains($0.date)) }
            }
        }
        return rest
    }

    private func window(_ interval: Interval, _ date: CivilDate, _ line: String, isFree: Bool) -> FigureWindow {
        var sums = PerformanceSums()
        sums.calendar = interval.to.milliseconds - interval.from.milliseconds
        sums.time[.outside] = sums.calendar
        sums.ideal = IdealParts()
        return FigureWindow(
            machine: machine, line: line, outside: date, isFree: isFree, interval: interval, sums: sums, pieces: [])
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

extension Interval {
    /// What lies in none of the intervals.
    ///
    /// - Parameter taken: by begin; they may overlap.
    fileprivate func gaps(between taken: [Interval]) -> [Interval] {
        var (gaps, start) = ([Interval](), from)
        for next in taken + [Interval(from: to, to: to)] {
            if start < min(next.from, to) { gaps.append(Interval(from: start, to: min(next.from, to))) }
            start = max(start, next.to)
        }
        return gaps
    }
}

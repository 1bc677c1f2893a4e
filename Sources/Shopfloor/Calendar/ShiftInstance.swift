package import Basis

/// One shift of one line on one date, as it lies in time.
package struct ShiftInstance: Hashable, Sendable {
    /// The id of its rule.
    package var id: String
    package var name: LocalizedText
    /// The date on the plant's calendar on which it began: a night belongs to the evening.
    package var date: CivilDate
    /// Half-open: what happens just at its end belongs to the next one.
    package var interval: Interval
    /// In order of time, without overlap, all within `interval`.
    package var breaks: [Break]

    package struct Break: Hashable, Sendable {
        package var name: LocalizedText
        package var interval: Interval

        package init(name: LocalizedText, interval: Interval) {
            self.name = name
            self.interval = interval
        }
    }

    package init(id: String, name: LocalizedText, date: CivilDate, interval: Interval, breaks: [Break] = []) {
        self.id = id
        self.name = name
        self.date = date
        self.interval = interval
        self.breaks = breaks
    }

    /// What is left of it after `time`, which lies before its end: all of it, where it began later.
    package func begun(at time: Instant) -> ShiftInstance {
        guard interval.from < time else { return self }
        var rest = self
        rest.interval.from = time
        rest.breaks = breaks.compactMap { pause in
            pause.interval.intersection(rest.interval).map { Break(name: pause.name, interval: $0) }
        }
        return rest
    }

    /// Its time without its breaks, in order: planned busy time as far as the calendar knows (ISO 22400-2, PBT).
    package var planned: [Interval] {
        var rest: [Interval] = []
        var start = interval.from
        for pause in breaks {
            if start < pause.interval.from { rest.append(Interval(from: start, to: pause.interval.from)) }
            start = pause.interval.to
        }
        if start < interval.to { rest.append(Interval(from: start, to: interval.to)) }
        return rest
    }

    /// Its time by hours of the wall's clock.
    package func hours(in zone: Zone) -> [Interval] { interval.hours(in: zone) }
}

extension Interval {
    /// The time cut where the wall's clock shows a whole hour, so that rows that carry an hour are of that hour; the first
    /// and last may be shorter, as one is in which the clocks are set.
    package func hours(in zone: Zone) -> [Interval] {
        var hours: [Interval] = []
        var start = from
        while start < to {
            let offset = Int64(zone.offset(at: start)) * 1000
            let local = start.milliseconds + offset
            let next = Instant(milliseconds: local - mod(local, 3_600_000) + 3_600_000 - offset)
            let end = min(next, to)
            hours.append(Interval(from: start, to: end))
            start = end
        }
        return hours
    }

    private func mod(_ a: Int64, _ b: Int64) -> Int64 { (a % b + b) % b }
}

/// The shifts of one line that begin on one date.
package struct PlantDay: Hashable, Sendable {
    package var line: String
    package var date: CivilDate
    /// In order of time; empty for a day without shift, which is an answer and not a reason to show another day.
    package var shifts: [ShiftInstance]
    /// Why there is none, where a holiday is why.
    package var holiday: LocalizedText?
}

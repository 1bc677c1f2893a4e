package import Basis

/// How many alarms came in a time, and which are to blame (ISA-18.2 §16, EEMUA 191).
package struct AlarmRates: Hashable, Sendable {
    /// One coming of an alarm: it stands, after it did not.
    package struct Coming: Hashable, Sendable {
        package var id: AlarmID
        package var at: Instant

        package init(_ id: AlarmID, at: Instant) {
            self.id = id
            self.at = at
        }
    }

    /// Of one alarm, or of all together.
    package struct Figures: Hashable, Sendable {
        package var comings: Int64 = 0
        /// Those of them that came in recorded time: a machine may tell of alarms before its state is known.
        package var recorded: Int64 = 0
        /// The most within a flood's window.
        package var peak = 0
        /// How often it began to come so often that it chatters.
        package var chatters: Int64 = 0
        /// How many came in recorded time, over that; nil where it is under an hour: eight minutes say nothing of a day.
        package var perDay: Double?

        /// Of one that never came.
        package init() {}
    }

    /// A time in which more came than anybody could read.
    package struct Flood: Hashable, Sendable {
        /// From the first to the last of its alarms.
        package var interval: Interval
        package var comings: Int
    }

    package private(set) var all = Figures()
    /// In the order of time.
    package private(set) var floods: [Flood] = []
    /// By alarm; the worst first in `actors`.
    package private(set) var byAlarm: [AlarmID: Figures] = [:]

    /// - Parameters:
    ///   - comings: in any order; those outside `window` do not count.
    ///   - recorded: in which part of `window` an alarm could be recorded; what a day has is told of it alone.
    package init(_ comings: [Coming], within window: Interval, recorded: RecordedTime, _ targets: AlarmTargets) {
        let times = comings.filter { $0.at >= window.from && $0.at < window.to }.sorted { $0.at < $1.at }
        let grouped = Dictionary(grouping: times, by: \.id)
        for (id, times) in grouped {
            var figures = Self.figures(times.map(\.at), targets, recorded)
            figures.chatters = Self.bursts(times.map(\.at), targets.chatterCount, within: targets.chatterWindow)
            byAlarm[id] = figures
        }
        all = Self.figures(times.map(\.at), targets, recorded)
        all.chatters = byAlarm.values.reduce(0) { $0 + $1.chatters }
        floods = Self.floods(times.map(\.at), targets)
    }

    /// The alarms by how often they came, the most first: ten of them are usually most of all.
    package var actors: [(id: AlarmID, figures: Figures)] {
        byAlarm.sorted { a, b in
            if a.value.comings != b.value.comings { return a.value.comings > b.value.comings }
            return a.key.text < b.key.text
        }.map { ($0.key, $0.value) }
    }

    /// In days.
    private static let shortest = 1.0 / 24

    private static func figures(_ times: [Instant], _ targets: AlarmTargets, _ recorded: RecordedTime) -> Figures {
        var figures = Figures()
        figures.comings = Int64(times.count)
        figures.recorded = Int64(times.count { recorded.contains($0) })
        let days = recorded.duration.inSeconds / 86_400
        figures.perDay = days >= shortest ? Double(figures.recorded) / days : nil
        var first = 0
        for (index, time) in times.enumerated() {
            while times[first] <= time - targets.floodWindow { first += 1 }
            figures.peak = max(figures.peak, index - first + 1)
        }
        return figures
    }

    /// How often there were `count` or more within `span`; one burst lasts as long as that holds.
    private static func bursts(_ times: [Instant], _ count: Int, within span: Duration) -> Int64 {
        var bursts: Int64 = 0
        var first = 0
        var isBurst = false
        for (index, time) in times.enumerated() {
            while times[first] <= time - span { first += 1 }
            let isNow = index - first + 1 >= count
            if isNow, !isBurst { bursts += 1 }
            isBurst = isNow
        }
        return bursts
    }

    /// From the first of the alarms that were too many to the last; floods that meet are one.
    private static func floods(_ times: [Instant], _ targets: AlarmTargets) -> [Flood] {
        var floods: [(first: Int, last: Int)] = []
        var first = 0
        for (index, time) in times.enumerated() {
            while times[first] <= time - targets.floodWindow { first += 1 }
            guard index - first + 1 > targets.floodCount else { continue }
            if let last = floods.last, first <= last.last {
                floods[floods.count - 1].last = index
            } else {
                floods.append((first, index))
            }
        }
        return floods.map {
            Flood(interval: Interval(from: times[$0.first], to: times[$0.last]), comings: $0.last - $0.first + 1)
        }
    }
}

extension AlarmRates {
    /// How many came in a part of the time that is looked at.
    package struct Stretch: Hashable, Sendable {
        package var interval: Interval
        package var comings: Int64
        /// How many different alarms they were.
        package var alarms: Int64
        /// What of the interval was recorded; in all else nobody looked.
        package var recorded: Duration
    }

    private static let mostStretches: Int64 = 10_000

    /// How many came in each stretch of a flood's window, from the begin of `window` on; the last one may be shorter. Of
    /// more than 10,000 windows several are one stretch.
    package static func stretches(
        _ comings: [Coming], within window: Interval, recorded: RecordedTime, _ targets: AlarmTargets
    ) -> [Stretch] {
        let length = max(1, window.duration.wholeMilliseconds)
        let single = targets.floodWindow.wholeMilliseconds
        let step = single * ((length - 1) / single / mostStretches + 1)
        let grouped = Dictionary(grouping: comings.filter { window.contains($0.at) }) {
            ($0.at.milliseconds - window.from.milliseconds) / step
        }
        return (0...(length - 1) / step).map { index in
            let from = window.from + .milliseconds(index * step)
            let found = grouped[index] ?? []
            let interval = Interval(from: from, to: min(window.to, from + .milliseconds(step)))
            return Stretch(
                interval: interval, comings: Int64(found.count), alarms: Int64(Set(found.map(\.id)).count),
                recorded: recorded.duration(within: interval))
        }
    }

    /// Those that chatter at `now`: that came so often within a chatter's window that they do, and did so last within a
    /// flood's window before `now`, so that whoever looks after a minute still sees it.
    package static func chattering(_ comings: [Coming], at now: Instant, _ targets: AlarmTargets) -> Set<AlarmID> {
        let before = targets.chatterCount - 1
        let grouped = Dictionary(grouping: comings.filter { $0.at <= now }, by: \.id).mapValues {
            $0.map(\.at).sorted()
        }
        let found = grouped.filter { _, times in
            times.indices.dropFirst(before).contains { index in
                times[index] > now - targets.floodWindow && times[index - before] > times[index] - targets.chatterWindow
            }
        }
        return Set(found.keys)
    }
}
